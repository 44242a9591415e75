package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Two orders for one site, in a territory with two technicians. One of them comes for both; then
 * she falls ill, and then the other does as well.
 */
class TechnicianIllTest extends Scenario {

  private static final String RESOURCES = "/operations/resources/";

  /** Nobody else's resources begin so. */
  private final String own = "ill" + UUID.randomUUID().toString().substring(0, 6);

  @Test
  void sendsOneForBothThenAnotherThenAnotherDay() {
    territory();
    ObjectNode internet = sample("internet");
    ((ObjectNode) internet.at("/productOrderItem/0/product/place/0"))
        .put("postcode", own.toUpperCase());
    internet.put("notificationContact", "bo@example.org");
    ObjectNode voice = internet.deepCopy();
    ((ObjectNode) voice.at("/productOrderItem/0/productOffering")).put("id", "voice-basic");
    ((ObjectNode) voice.at("/productOrderItem/0/product")).remove("productCharacteristic");
    LocalDate day = sandbox.now().toLocalDate().plusDays(3);
    sandbox.setCapacity(siteOf(internet), "fibre-port", 10, day);

    String first = place(internet);
    awaitTask("technician", first, "Task_InstallOnSite");
    String second = place(voice);
    awaitTask("technician", second, "Task_InstallOnSite");

    JsonNode leading = booked(first, 1);
    JsonNode following = booked(second, 1);
    String ill = leading.path("technician").asText();
    assertThat(following.path("technician").asText()).isEqualTo(ill);
    assertThat(following.path("start")).isEqualTo(leading.path("end"));
    assertThat(entries(second, "appointment-held").get(0).at("/facts/sharedWith").asText())
        .isEqualTo(first);

    JsonNode lost = away(ill, start(leading).toLocalDate());
    assertThat(lost).hasSize(2);
    assertThat(lost.findValuesAsText("order")).containsExactly(first, second);
    JsonNode other = booked(first, 2);
    assertThat(other.path("technician").asText()).startsWith(own).isNotEqualTo(ill);
    assertThat(other.path("start")).isEqualTo(leading.path("start"));
    assertThat(booked(second, 2).path("technician")).isEqualTo(other.path("technician"));
    assertThat(booked(second, 2).path("start")).isEqualTo(following.path("start"));
    assertThat(moves(first))
        .containsExactly(
            "Another technician for the visit of delivery 1: its technician cannot come");
    awaitTask("technician", second, "Task_InstallOnSite");

    assertThat(awayByForm(other.path("technician").asText(), start(leading).toLocalDate()))
        .contains("order " + first + ", delivery 1", "order " + second + ", delivery 1");
    JsonNode next = booked(second, 3);
    assertThat(start(next).toLocalDate()).isAfter(start(leading).toLocalDate());
    assertThat(booked(first, 3).path("technician")).isEqualTo(next.path("technician"));
    eventually(() -> promised(first).isBefore(start(next).toLocalDate()), false);
    eventually(() -> sandbox.effects("workforce", first, "workforce.dispatch-visit").size(), 3);
    eventually(() -> appointmentsTold(first), 2L);

    endVisit(first, "done");
    endVisit(second, "done");
    awaitState(first, "completed");
    awaitState(second, "completed");
    assertThat(timeline(first).toString()).doesNotContain("influenza");
  }

  private void territory() {
    kept(
        "territories",
        "{'id':'%1$s','name':'Own','timeZone':'Europe/Berlin','calendar':'field-hamburg','postalPrefixes':['"
            + own.toUpperCase()
            + "']}");
    for (String who : List.of("a", "b")) {
      kept(
          "technicians",
          "{'id':'%1$s-" + who + "','name':'T','territory':'%1$s','skills':['fibre']}");
    }
  }

  /** The visits that are lost by it. */
  private JsonNode away(String technician, LocalDate day) {
    return kept(
            "absences",
            "{'id':'%2$s','technician':'%2$s','start':'%3$sT00:00','end':'%3$sT23:59','reason':'influenza'}",
            technician,
            day)
        .path("lostVisits");
  }

  /** The page that answers. */
  private String awayByForm(String technician, LocalDate day) {
    HttpResponse<String> answer =
        as("supervisor")
            .sendAs(
                "application/x-www-form-urlencoded",
                "POST",
                RESOURCES + "absences",
                "line=&id=%1$s&technician=%1$s&start=%2$sT00:00&end=%2$sT23:59&reason=influenza&do=save"
                    .formatted(technician, day),
                "Sec-Fetch-Site",
                "same-origin");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private JsonNode kept(String kind, String json, Object... more) {
    Object[] values = new Object[more.length + 1];
    values[0] = own;
    System.arraycopy(more, 0, values, 1, more.length);
    HttpResponse<String> answer =
        as("supervisor").post(RESOURCES + kind, json.formatted(values).replace('\'', '"'));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Texts.json(answer.body());
  }

  /** What was booked for the order for the so-many-eth time. */
  private JsonNode booked(String order, int times) {
    eventually(() -> entries(order, "appointment-booked").size(), times);
    return entries(order, "appointment-booked").get(times - 1).path("facts");
  }

  private List<String> moves(String order) {
    return entries(order, "appointment-moved").stream()
        .map(entry -> entry.path("text").asText())
        .toList();
  }

  private long appointmentsTold(String order) {
    return sandbox.told(order, "mail").stream()
        .filter(subject -> subject.contains("appointment"))
        .count();
  }

  private static OffsetDateTime start(JsonNode facts) {
    return OffsetDateTime.parse(facts.path("start").asText());
  }
}
