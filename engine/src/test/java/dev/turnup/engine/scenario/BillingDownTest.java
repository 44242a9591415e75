package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Billing is down for ten minutes, or the mail server for days. */
class BillingDownTest extends Scenario {

  private static final Duration BREAKER_WAIT = Duration.ofSeconds(30);

  @Test
  void probesASystemThatIsDownAndHoldsUpNothingElse() {
    sandbox.fault("billing", "*", "down");
    List<String> orders = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      orders.add(place(sample("mobile-line")));
    }
    for (String order : orders) {
      eventually(() -> retriesAtBilling(order).size(), 1);
    }
    eventually(() -> breaker("billing.start-billing"), "open");
    OffsetDateTime down = sandbox.now();
    Map<String, List<String>> retries = new HashMap<>();
    orders.forEach(order -> retries.put(order, retriesAtBilling(order)));

    sandbox.walk(Duration.ofMinutes(10));
    String later = place(sample("mobile-line"));
    eventually(() -> happened(later).contains("recorded"), true);
    probedAtMostOnceInEachWaitSince(down);
    for (String order : orders) {
      assertThat(retriesAtBilling(order)).isEqualTo(retries.get(order)).doesNotContain("0");
      assertThat(happened(order)).doesNotContain("fell-out", "billed");
    }
    orders.add(later);

    sandbox.clearFaults();
    sandbox.walk(Duration.ofMinutes(2));
    for (String order : orders) {
      awaitState(order, "completed");
      assertThat(sandbox.effects("billing", order, "billing.start-billing"))
          .singleElement()
          .satisfies(bill -> assertThat(bill.count()).isEqualTo(1));
    }
  }

  private void probedAtMostOnceInEachWaitSince(OffsetDateTime down) {
    List<OffsetDateTime> probes =
        sandbox.requests("billing").stream()
            .map(request -> OffsetDateTime.parse(request.path("at").asText()))
            .filter(at -> at.isAfter(down))
            .toList();
    assertThat(probes).hasSizeBetween(10, 20);
    for (int i = 1; i < probes.size(); i++) {
      assertThat(Duration.between(probes.get(i - 1), probes.get(i)))
          .as("between two probes")
          .isGreaterThanOrEqualTo(BREAKER_WAIT);
    }
  }

  private List<String> retriesAtBilling(String order) {
    return rows(
        """
        select coalesce(x.retries_::text, 'untouched')
          from act_ru_ext_task x
          join act_ru_execution e on e.id_ = x.proc_inst_id_
         where e.business_key_ = ?
           and x.topic_name_ = 'billing.start-billing'
        """,
        order);
  }

  @Test
  void delaysNoOrderWhenTheMailServerIsDead() {
    sandbox.fault("messaging", "*", "down");
    LocalDate today = sandbox.now().toLocalDate();
    String order = place(sample("mobile-line"));

    awaitState(order, "completed");
    assertThat(sandbox.now().toLocalDate()).isEqualTo(today);
    assertThat(sandbox.effects("messaging", order, "messaging.send-mail")).isEmpty();

    sandbox.clearFaults();
    sandbox.walk(Duration.ofMinutes(15));
    eventually(() -> sandbox.effects("messaging", order, "messaging.send-mail").isEmpty(), false);
  }

  private String breaker(String topic) {
    JsonNode connectors = Texts.json(as("operator").get("/operations/connectors").body());
    for (JsonNode connector : connectors) {
      if (connector.path("topic").asText().equals(topic)) {
        return connector.path("breaker").asText();
      }
    }
    throw new AssertionError("no topic " + topic + " in " + connectors);
  }
}
