package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Billing is down for ten minutes, or the mail server for days. */
class BillingDownTest extends Scenario {

  @Test
  void probesASystemThatIsDownAndHoldsUpNothingElse() {
    sandbox.fault("billing", "*", "down");
    List<String> orders = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      orders.add(place(sample("mobile-line")));
    }
    for (String order : orders) {
      eventually(() -> happened(order).contains("recorded"), true);
    }

    sandbox.walk(Duration.ofMinutes(10));
    String later = place(sample("mobile-line"));
    eventually(() -> happened(later).contains("recorded"), true);
    assertThat(breaker("billing.start-billing")).isIn("open", "half-open");
    for (String order : orders) {
      assertThat(happened(order)).doesNotContain("fell-out", "billed");
    }

    sandbox.clearFaults();
    sandbox.walk(Duration.ofMinutes(10));
    orders.add(later);
    for (String order : orders) {
      awaitState(order, "completed");
      assertThat(sandbox.effects("billing", order, "billing.start-billing"))
          .singleElement()
          .satisfies(bill -> assertThat(bill.count()).isEqualTo(1));
    }
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
    sandbox.walk(Duration.ofHours(2));
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
