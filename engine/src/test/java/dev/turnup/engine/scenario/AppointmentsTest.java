package dev.turnup.engine.scenario;

import static java.lang.Integer.parseInt;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.engine.Caller;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** A CRM looks after the visits of its orders by TMF646. */
class AppointmentsTest extends Scenario {

  private static final String SEARCHES = "/tmf-api/appointment/v4/searchTimeSlot";
  private static final String APPOINTMENTS = "/tmf-api/appointment/v4/appointment";

  /** Method, path, body, status and what is said. */
  private static final String WRONG =
      """
      POST | searchTimeSlot | {} | 400 | which visit is meant
      POST | searchTimeSlot | {"relatedPlace":{"postcode":"20457"},"visitMinutes":0} | 400 | visitMinutes is not a number from 1
      POST | searchTimeSlot | {"relatedEntity":[{"id":"x","@referredType":"ProductOrder"}]} | 404 | there is no order x
      POST | searchTimeSlot | {"requestedTimeSlot":[{"validFor":{"startDateTime":"2031-01-02T00:00:00Z","endDateTime":"2031-01-01T00:00:00Z"}}]} | 400 | requestedTimeSlot[0].validFor.endDateTime is before
      POST | searchTimeSlot | {"relatedPlace":{"postcode":"20457"},"relatedEntity":[{"id":"mobile-line","@referredType":"ProductOffering"}]} | 409 | nobody would come for mobile-line
      POST | searchTimeSlot | {"relatedPlace":{"postcode":"20457"},"relatedEntity":[{"id":"x","@referredType":"ProductOffering"}]} | 409 | nobody would come for x
      POST | appointment | {"relatedPlace":{"postcode":"00000"},"visitMinutes":30,"validFor":{"startDateTime":"2031-01-01T00:00:00Z"}} | 409 | not-held
      GET | searchTimeSlot/bm90aGluZw |  | 404 | no search
      GET | searchTimeSlot/%C3%A4 |  | 404 | no search
      POST | appointment | {} | 400 | validFor is missing
      POST | appointment | {"validFor":{"endDateTime":"2031-01-01T00:00:00Z"}} | 400 | validFor.startDateTime is missing
      POST | appointment | {"id":"1","validFor":{"startDateTime":"2031-01-01T00:00:00Z"}} | 400 | id is managed by the server
      POST | appointment | {"validFor":{"startDateTime":"2031-01-01T00:00:00Z"}} | 400 | which visit is meant
      POST | appointment | {"validFor":{"startDateTime":"2031-01-01T00:00:00Z"},"relatedEntity":[{"id":"PO-999999999","@referredType":"ProductOrder"}]} | 404 | there is no order PO-999999999
      GET | appointment/1 |  | 404 | there is no appointment 1
      PATCH | appointment/1 | {"description":"x"} | 400 | description of an appointment cannot be changed
      GET | appointment?sort=id |  | 400 | newest first
      GET | appointment?category=x |  | 400 | cannot be selected by category
      GET | appointment?status=open |  | 400 | no status of an appointment
      GET | appointment?cursor=x |  | 400 | cursor
      """;

  @Test
  void areSearchedBookedMovedAndGivenUp() {
    String order = place(sample("internet"));
    awaitTask("technician", order, "Task_InstallOnSite");
    JsonNode booked = only(appointmentsOf(crm(), order));
    String own = APPOINTMENTS + "/" + booked.path("id").asText();
    assertThat(booked.path("status").asText()).isEqualTo("confirmed");
    assertThat(Texts.json(crm().get(own + "?fields=status").body()).properties())
        .extracting(property -> property.getKey())
        .containsExactlyInAnyOrder("id", "href", "status");

    OffsetDateTime from = sandbox.now().plusDays(1);
    HttpResponse<String> search = crm().post(SEARCHES, searchFor(order, from, from.plusDays(9)));
    assertThat(search.statusCode()).as(search.body()).isEqualTo(201);
    List<JsonNode> free = slotsIn(search);
    // the time that it is at counts as free
    OffsetDateTime wanted =
        free.stream()
            .map(AppointmentsTest::startOf)
            .filter(start -> !start.isEqual(startOf(booked)))
            .findFirst()
            .orElseThrow();
    assertThat(free)
        .allSatisfy(slot -> assertThat(startOf(slot)).isBetween(from, from.plusDays(9)));
    String again = search.headers().firstValue("Location").orElseThrow();
    assertThat(slotsIn(crm().get(again))).isEqualTo(free);
    HttpResponse<String> moved = crm().send("PATCH", own, validFor(wanted));
    assertThat(moved.statusCode()).as(moved.body()).isEqualTo(200);
    assertThat(startOf(Texts.json(moved.body()))).isEqualTo(wanted);

    eventually(() -> statusOf(own), "confirmed");
    awaitTask("technician", order, "Task_InstallOnSite");
    assertThat(only(sandbox.visits(order)).toString())
        .as("moved at the workforce system, too")
        .contains("confirmed");
    HttpResponse<String> repeated = crm().post(APPOINTMENTS, booking(order, wanted));
    assertThat(repeated.statusCode()).as(repeated.body()).isEqualTo(200);
    assertThat(repeated.headers().firstValue("Location")).contains(own);
    HttpResponse<String> atNight =
        crm()
            .post(
                APPOINTMENTS,
                booking(order, wanted.toLocalDate().atTime(1, 0).atOffset(wanted.getOffset())));
    assertThat(atNight.statusCode()).isEqualTo(409);
    assertThat(atNight.body()).contains("time-taken", "There are: " + wanted.toLocalDate());
    isNoneToAStranger(order, own, again);

    assertThat(crm().delete(own).statusCode()).isEqualTo(204);
    assertThat(crm().delete(own).statusCode()).isEqualTo(204);
    assertThat(statusOf(own)).isEqualTo("cancelled");
    assertThat(crm().send("PATCH", own, validFor(wanted)).body()).contains("appointment-over");
    List<JsonNode> both = appointmentsOf(crm(), order);
    assertThat(both).hasSize(2);
    String next = APPOINTMENTS + "/" + both.get(0).path("id").asText();
    assertThat(dayOf(both.get(0))).isAfter(wanted.toLocalDate());
    eventually(() -> statusOf(next), "confirmed");
    assertThat(entries(order, "appointment-moved")).hasSize(2);

    awaitTask("technician", order, "Task_InstallOnSite");
    endVisit(order, "done");
    awaitState(order, "completed");
    assertThat(statusOf(next)).isEqualTo("completed");
    assertThat(crm().delete(next).statusCode()).isEqualTo(409);
    assertThat(crm().post(SEARCHES, searchFor(order, from, from.plusDays(9))).body())
        .contains("no-visit");
    assertThat(crm().get(APPOINTMENTS + "?status=completed&relatedEntity.id=" + order).body())
        .contains(next);
    assertThat(crm().get(APPOINTMENTS + "?limit=1").headers().firstValue("Link").orElse(""))
        .contains("rel=\"next\"");
  }

  private void isNoneToAStranger(String order, String appointment, String search) {
    Caller stranger = login("crm");
    assertThat(stranger.get(appointment).statusCode()).isEqualTo(404);
    assertThat(stranger.send("PATCH", appointment, "{\"status\":\"cancelled\"}").statusCode())
        .isEqualTo(404);
    assertThat(stranger.delete(appointment).statusCode()).isEqualTo(404);
    assertThat(stranger.get(search).statusCode()).isEqualTo(404);
    assertThat(stranger.post(APPOINTMENTS, booking(order, sandbox.now().plusDays(1))).statusCode())
        .isEqualTo(404);
    assertThat(appointmentsOf(stranger, order)).isEmpty();
  }

  @Test
  void areSearchedForAVisitWithoutAnOrder() {
    OffsetDateTime from = sandbox.now().plusDays(1);
    String visit =
        """
        {"relatedPlace": {"role": "installationSite", "postcode": "20457"}, "visitMinutes": 90,
         "relatedEntity": [{"id": "fibre", "role": "skill", "@referredType": "Skill"}],
         "requestedTimeSlot": [{"validFor": {"startDateTime": "%s", "endDateTime": "%s"}}]}""";

    List<JsonNode> free = slotsIn(crm().post(SEARCHES, visit.formatted(from, from.plusDays(20))));

    assertThat(free).hasSize(50);
    assertThat(startOf(free.get(0)).plusMinutes(90))
        .isEqualTo(OffsetDateTime.parse(free.get(0).at("/validFor/endDateTime").asText()));
    assertThat(slotsIn(crm().post(SEARCHES, visit.formatted(from, from)))).isEmpty();
    assertThat(
            slotsIn(
                crm()
                    .post(
                        SEARCHES, visit.formatted("9999-01-01T00:00:00Z", "9999-12-31T00:00:00Z"))))
        .isEmpty();
    assertThat(
            slotsIn(
                crm()
                    .post(
                        SEARCHES,
                        visit.replace("20457", "00000").formatted(from, from.plusDays(9)))))
        .isEmpty();
  }

  @Test
  void areHeldBeforeTheOrderThatNamesThem() {
    OffsetDateTime from = sandbox.now().plusDays(4);
    List<JsonNode> free =
        slotsIn(crm().post(SEARCHES, ofOffering(visit(1, from, from.plusDays(9)))));
    OffsetDateTime wanted = startOf(free.get(2));
    String wish = ofOffering(hold(1, wanted));
    String key = UUID.randomUUID().toString();

    HttpResponse<String> held = crm().post(APPOINTMENTS, wish, "Idempotency-Key", key);
    assertThat(held.statusCode()).as(held.body()).isEqualTo(201);
    String own = held.headers().firstValue("Location").orElseThrow();
    assertThat(statusOf(own)).isEqualTo("initialized");
    HttpResponse<String> again = crm().post(APPOINTMENTS, wish, "Idempotency-Key", key);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.headers().firstValue("Location")).contains(own);
    assertThat(crm().post(APPOINTMENTS, hold(60, wanted), "Idempotency-Key", key).body())
        .contains("key-taken");
    assertThat(login("crm").get(own).statusCode()).isEqualTo(404);
    assertThat(crm().send("PATCH", own, validFor(wanted.plusDays(1))).body()).contains("no-visit");
    String tooShort =
        crm()
            .post(APPOINTMENTS, hold(30, startOf(free.get(free.size() - 1))))
            .headers()
            .firstValue("Location")
            .orElseThrow();
    String unwanted =
        crm()
            .post(APPOINTMENTS, hold(30, startOf(free.get(7))))
            .headers()
            .firstValue("Location")
            .orElseThrow();
    assertThat(crm().delete(unwanted).statusCode()).isEqualTo(204);
    assertThat(statusOf(unwanted)).isEqualTo("cancelled");

    String order = place(naming(own));
    String other = place(naming(tooShort));
    awaitTask("technician", order, "Task_InstallOnSite");
    awaitTask("technician", other, "Task_InstallOnSite");

    JsonNode booked = only(appointmentsOf(crm(), order));
    assertThat(booked.path("href").asText()).isEqualTo(own);
    assertThat(booked.path("status").asText()).isEqualTo("confirmed");
    assertThat(startOf(booked)).isEqualTo(wanted);
    assertThat(statusOf(tooShort)).isEqualTo("cancelled");
    assertThat(timeline(other).toString()).contains("given back, as it does not fit");

    String forgotten =
        crm()
            .post(APPOINTMENTS, hold(30, startOf(free.get(7))))
            .headers()
            .firstValue("Location")
            .orElseThrow();
    sandbox.walk(Duration.ofMinutes(61));
    assertThat(statusOf(forgotten)).isEqualTo("cancelled");
    String late = place(naming(forgotten));
    eventually(() -> timeline(late).toString().contains("is not held"), true);
  }

  private ObjectNode naming(String appointment) {
    ObjectNode order = sample("internet");
    for (JsonNode item : order.path("productOrderItem")) {
      ((ObjectNode) item)
          .putObject("appointment")
          .put("id", appointment.substring(appointment.lastIndexOf('/') + 1));
    }
    return order;
  }

  private static String visit(int minutes, OffsetDateTime from, OffsetDateTime until) {
    return """
        {"relatedPlace": {"role": "installationSite", "postcode": "20457"}, "visitMinutes": %d,
         "relatedEntity": [{"id": "fibre", "role": "skill", "@referredType": "Skill"}],
         "requestedTimeSlot": [{"validFor": {"startDateTime": "%s", "endDateTime": "%s"}}]}"""
        .formatted(minutes, from, until);
  }

  /** The same visit, told by what it brings. */
  private static String ofOffering(String visit) {
    return visit
        .replace(", \"visitMinutes\": 1", "")
        .replace("\"fibre\"", "\"internet-300\"")
        .replace("\"Skill\"", "\"ProductOffering\"");
  }

  private static String hold(int minutes, OffsetDateTime start) {
    return """
        {"relatedPlace": {"role": "installationSite", "postcode": "20457"}, "visitMinutes": %d,
         "relatedEntity": [{"id": "fibre", "role": "skill", "@referredType": "Skill"}],
         "validFor": {"startDateTime": "%s"}}"""
        .formatted(minutes, start);
  }

  @Test
  void sayWhatIsWrong() {
    for (String line : WRONG.lines().toList()) {
      String[] row = line.split(" *\\| *");

      HttpResponse<String> answer = crm().send(row[0], "/tmf-api/appointment/v4/" + row[1], row[2]);

      assertThat(answer.statusCode()).as(line + answer.body()).isEqualTo(parseInt(row[3]));
      assertThat(answer.body()).as(line).contains(row[4]);
    }
  }

  private static String searchFor(String order, OffsetDateTime from, OffsetDateTime until) {
    return """
        {"relatedEntity": [{"id": "%s", "role": "order", "@referredType": "ProductOrder"}],
         "requestedTimeSlot": [{"validFor": {"startDateTime": "%s", "endDateTime": "%s"}}]}"""
        .formatted(order, from, until);
  }

  private static String booking(String order, OffsetDateTime start) {
    return """
        {"relatedEntity": [{"id": "%s", "role": "order", "@referredType": "ProductOrder"}],
         "validFor": {"startDateTime": "%s"}}"""
        .formatted(order, start);
  }

  private static String validFor(OffsetDateTime start) {
    return "{\"validFor\": {\"startDateTime\": \"%s\"}}".formatted(start);
  }

  private static List<JsonNode> appointmentsOf(Caller caller, String order) {
    HttpResponse<String> answer = caller.get(APPOINTMENTS + "?relatedEntity.id=" + order);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    List<JsonNode> found = listed(Texts.json(answer.body()));
    assertThat(answer.headers().firstValue("X-Total-Count")).contains("" + found.size());
    return found;
  }

  private static List<JsonNode> slotsIn(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    JsonNode search = Texts.json(answer.body());
    List<JsonNode> slots = listed(search.path("availableTimeSlot"));
    assertThat(search.path("searchResult").asText())
        .isEqualTo(slots.isEmpty() ? "fail" : "success");
    return slots;
  }

  private String statusOf(String appointment) {
    return Texts.json(crm().get(appointment).body()).path("status").asText();
  }

  private static OffsetDateTime startOf(JsonNode shown) {
    return OffsetDateTime.parse(shown.at("/validFor/startDateTime").asText());
  }

  private static LocalDate dayOf(JsonNode shown) {
    return startOf(shown).toLocalDate();
  }

  private static List<JsonNode> listed(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static JsonNode only(List<JsonNode> all) {
    assertThat(all).hasSize(1);
    return all.get(0);
  }
}
