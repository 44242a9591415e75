package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The van was there, again and again, before all was installed. */
class VisitOutcomesTest extends Scenario {

  private static final String INSTALL = "Task_InstallOnSite";
  private static final String IN_HAND =
      "select task_id from turnup.task_time where order_id = ? and seconds > 3600";

  @Autowired private ProducerTemplate camel;

  @Test
  void makesNewAppointmentsUntilAllIsInstalledAndChargesWhatTheCustomerMissed() {
    String order = place(sample("internet"));
    OffsetDateTime first = due(awaitTask("technician", order, INSTALL));
    eventually(() -> appointmentsTold(order), 1L);
    sandbox.fault("billing", "billing.charge-visit", "garbage", ", \"times\": 1");
    endVisit(order, "customerAbsent");

    OffsetDateTime second = due(awaitTask("technician", order, INSTALL));
    assertThat(second).isAfter(first);
    assertThat(entries(order, "appointment-booked")).hasSize(2);
    assertThat(sandbox.effects("network", order)).isEmpty();
    eventually(() -> appointmentsTold(order), 2L);
    sandbox.walk(Duration.ofMinutes(30));
    eventually(() -> entries(order, "visit-charged").size(), 1);

    LocalDate ready = second.toLocalDate().plusDays(8);
    walkTo(second.minusMinutes(10));
    refused(order, Map.of("visitOutcome", "siteNotReady"), "from which day");
    refused(
        order, Map.of("visitOutcome", "siteNotReady", "visitNotBefore", "tomorrow"), "2026-12-04");
    sandbox.fault("billing", "billing.charge-visit", "reject", ", \"times\": 1");
    endVisit(order, "siteNotReady", Map.of("visitNotBefore", ready.toString()));

    OffsetDateTime third = due(awaitTask("technician", order, INSTALL));
    assertThat(third.toLocalDate()).isAfterOrEqualTo(ready);
    assertThat(promised(order)).isEqualTo(third.toLocalDate());
    retry(awaitTask("fallout", order, "Task_ResolveFallout"), "the account was closed");
    eventually(() -> entries(order, "visit-charged").size(), 2);

    walkTo(third.minusMinutes(10));
    refused(order, Map.of("visitOutcome", "otherSkill", "visitSkill", "magic"), "copper, fibre");
    endVisit(order, "otherSkill", Map.of("visitSkill", "copper"));
    awaitTask("technician", order, INSTALL);
    assertThat(last(order, "appointment-booked").at("/facts/technician").asText())
        .isEqualTo("carla");

    endVisit(order, "secondTechnician");
    take(awaitTask("technician", order, INSTALL));
    assertThat(sandbox.visits(order).get(0).path("relatedParty"))
        .filteredOn(party -> party.path("role").asText().equals("technician"))
        .hasSize(2);

    endVisit(order, "done");
    awaitState(order, "completed");
    camel.sendBody("direct:count-orders", "");
    assertThat(rows(IN_HAND, order))
        .as("somebody took up one of them, long before it ended")
        .hasSize(1);
    assertThat(sandbox.effects("network", order, "network.activate-service")).hasSize(4);
    assertThat(sandbox.effects("billing", order, "billing.start-billing")).hasSize(1);
    assertThat(sandbox.effects("billing", order, "billing.charge-visit"))
        .extracting(charge -> charge.json().at("/answer/name").asText())
        .containsExactly("missed-visit", "site-not-ready");
  }

  private void take(JsonNode task) {
    String path = "/engine-rest/task/" + task.path("id").asText() + "/claim";
    assertThat(as("technician").post(path, "{\"userId\": \"technician\"}").statusCode())
        .isEqualTo(204);
  }

  private void refused(String order, Map<String, Object> fields, String why) {
    Map<String, Object> all = new HashMap<>(fields);
    all.put("visitRemark", "as seen on site");
    HttpResponse<String> answer =
        submit("technician", awaitTask("technician", order, INSTALL), all);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains(why);
  }

  private JsonNode last(String order, String kind) {
    List<JsonNode> some = entries(order, kind);
    return some.get(some.size() - 1);
  }

  private long appointmentsTold(String order) {
    return sandbox.effects("messaging", order, "messaging.send-mail").stream()
        .filter(mail -> mail.json().toString().contains("appointment"))
        .count();
  }
}
