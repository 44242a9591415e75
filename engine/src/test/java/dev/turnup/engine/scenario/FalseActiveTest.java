package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.Period;
import org.junit.jupiter.api.Test;

/** The network answers "active", and it is not. */
class FalseActiveTest extends Scenario {

  @Test
  void fallsOutWithTheEvidenceAndIsNeitherRecordedNorBilledUntilItWorks() {
    sandbox.fault("network", "network.activate-service", "false-active");
    String order = place(sample("mobile-line"));

    JsonNode fallout = awaitTask("fallout", order, "Task_ResolveFallout");
    assertThat(sandbox.effects("inventory", order, "inventory.record-service")).isEmpty();
    assertThat(sandbox.effects("billing", order, "billing.start-billing")).isEmpty();
    assertThat(state(order)).isEqualTo("held");
    assertThat(entries(order, "fell-out").toString()).contains("service-not-working");
    assertThat(openIncidents(order)).isEqualTo(1);
    JsonNode held = extended(order);
    assertThat(held.at("/productOrderErrorMessage/0/code").asText())
        .isEqualTo("service-not-working");
    assertThat(held.at("/productOrderItem/0/productOrderItemErrorMessage/0/code").asText())
        .isEqualTo("service-not-working");
    assertThat(order(order).toString()).doesNotContain("ErrorMessage", "Milestone", "Jeopardy");

    sandbox.clearFaults();
    sandbox.setActive(order, "mobile-line");
    retry(fallout, "the HLR entry was mended");
    awaitState(order, "completed");
    assertThat(sandbox.effects("billing", order, "billing.start-billing")).hasSize(1);
    assertThat(openIncidents(order)).isZero();
    assertThat(extended(order).path("productOrderErrorMessage")).isEmpty();
  }

  @Test
  void billsInternetAndVoiceTheSameDayWhileTelevisionFallsOutForDays() {
    sandbox.fault(
        "network", "network.activate-service", "false-active", ", \"component\": \"iptv\"");
    String order = place(sample("triple-play"));
    endVisit(order, "done");
    LocalDate day = sandbox.now().toLocalDate();

    JsonNode fallout = awaitTask("fallout", order, "Task_ResolveFallout");
    eventually(() -> sandbox.effects("billing", order, "billing.start-billing").size(), 2);
    assertThat(sandbox.effects("billing", order, "billing.start-billing"))
        .allSatisfy(bill -> assertThat(bill.effectiveDate()).isEqualTo(day));

    sandbox.walk(Period.ofDays(3));
    assertThat(sandbox.effects("billing", order, "billing.start-billing")).hasSize(2);
    sandbox.clearFaults();
    sandbox.setActive(order, "iptv");
    retry(fallout, "the head end works");
    awaitState(order, "completed");
    assertThat(sandbox.effects("billing", order, "billing.start-billing").get(2).effectiveDate())
        .isBetween(day.plusDays(3), sandbox.now().toLocalDate());
  }

  /** Without the marks that Cockpit shows at the callers. */
  private int openIncidents(String order) {
    return count(
        """
        select count(*)
          from act_ru_incident i
          join act_ru_execution e on e.id_ = i.proc_inst_id_
         where e.business_key_ = ?
           and i.id_ = i.root_cause_incident_id_
        """,
        order);
  }
}
