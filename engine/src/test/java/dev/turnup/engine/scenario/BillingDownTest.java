package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.engine.escalation.FindStuckOrders;
import dev.turnup.engine.escalation.LookAfterHoldUps;
import dev.turnup.engine.escalation.Promises;
import dev.turnup.engine.order.OrderId;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Billing is down for ten minutes, or slow, or the mail server is dead for days. */
class BillingDownTest extends Scenario {

  private static final Duration BREAKER_WAIT = Duration.ofSeconds(30);

  /** The default of {@code connectors.billing.in-flight}. */
  private static final int SLOTS = 16;

  private static final int MORE_THAN_SLOTS = SLOTS + 1;

  @Autowired private LookAfterHoldUps lookAfterHoldUps;
  @Autowired private FindStuckOrders findStuckOrders;
  @Autowired private Promises promises;
  @Autowired private TransactionTemplate transaction;

  @Test
  void probesASystemThatIsDownAndHoldsUpNothingElse() {
    sandbox.fault("billing", "*", "down");
    List<String> orders = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      orders.add(place(sample("mobile-line")));
    }
    for (String order : orders) {
      eventually(() -> atBilling(order), 1);
    }
    eventually(() -> breaker("billing.start-billing"), "open");
    sandbox.settle();
    OffsetDateTime down = sandbox.now();
    Map<String, List<String>> attempts = new HashMap<>();
    orders.forEach(order -> attempts.put(order, attemptsAtBilling(order)));
    assertThat(attempts.values()).as("calls that count").contains(List.of("1"));

    assertThat(Texts.json(as("operator").get("/operations/retrying").body()).path("calls"))
        .anySatisfy(
            call -> {
              assertThat(call.path("order").asText()).isIn(orders);
              assertThat(call.path("step").asText()).isEqualTo("billing.start-billing");
              assertThat(call.path("attempts").asInt()).isEqualTo(1);
              assertThat(call.path("failure").asText()).isNotBlank();
            });

    sandbox.walk(Duration.ofMinutes(6));
    String later = place(sample("mobile-line"));
    eventually(() -> happened(later).contains("recorded"), true);
    probedAtMostOnceInEachWaitSince(down);
    for (String order : orders) {
      assertThat(attemptsAtBilling(order)).as("probes do not count").isEqualTo(attempts.get(order));
      assertThat(atBilling(order)).isEqualTo(1);
      assertThat(happened(order)).doesNotContain("fell-out", "billed");
    }
    assertThat(orders)
        .anySatisfy(
            order ->
                assertThat(as("operator").get("/orders/" + order).body())
                    .contains("Start billing waits: it failed with"));
    orders.add(later);
    isLookedAfterAsOneThing(orders);

    sandbox.clearFaults();
    sandbox.walk(Duration.ofMinutes(2));
    for (String order : orders) {
      awaitState(order, "completed");
      assertThat(sandbox.effects("billing", order, "billing.start-billing")).hasSize(1);
    }
    lookAfterBilling();
    assertThat(taskWithBilling()).as("it may come back").hasSize(1);
    sandbox.walk(Duration.ofMinutes(15));
    lookAfterBilling();
    assertThat(taskWithBilling()).isEmpty();
  }

  private void isLookedAfterAsOneThing(List<String> orders) {
    lookAfterBilling();
    assertThat(taskWithBilling()).as("known for six minutes").isEmpty();
    sandbox.walk(Duration.ofMinutes(10));
    lookAfterBilling();

    assertThat(taskWithBilling())
        .singleElement()
        .satisfies(
            task -> {
              assertThat(task.path("name").asText()).isEqualTo("Look after system billing");
              assertThat(task.path("description").asText())
                  .matches(
                      "Calls to billing wait to be made, the first since .*"
                          + ": 7 of billing.start-billing.*\\. 7 orders wait for it, .*");
            });
    assertThat(
            findStuckOrders.ways().stream()
                .flatMap(way -> findStuckOrders.by(way).stream())
                .filter(stuck -> orders.contains(stuck.order().value())))
        .isEmpty();
    assertThat(
            as("operator")
                .sendAs(
                    "application/json",
                    "PUT",
                    "/engine-rest/task/system-billing",
                    "{\"name\": \"Look after system billing\", \"due\": \"2099-01-01T06:00:00.000+0000\"}")
                .statusCode())
        .as("it will take longer")
        .isEqualTo(204);
    OrderId first = new OrderId(orders.get(0));
    assertThat(promises.of(first).orElseThrow().waitsFor()).contains("system billing");
  }

  /** What a round of the watch does. */
  private void lookAfterBilling() {
    lookAfterHoldUps.ways().stream()
        .flatMap(way -> lookAfterHoldUps.seen(way).stream())
        .filter(sight -> sight.subject().equals("system billing"))
        .forEach(
            sight -> transaction.executeWithoutResult(status -> lookAfterHoldUps.given(sight)));
  }

  private List<JsonNode> taskWithBilling() {
    List<JsonNode> tasks = new ArrayList<>();
    Texts.json(as("operator").get("/engine-rest/task?taskId=system-billing&maxResults=2").body())
        .forEach(tasks::add);
    return tasks;
  }

  @Test
  void activatesOrdersWhileBillingIsSlow() {
    sandbox.fault("billing", "billing.start-billing", "delay", ", \"delay\": \"PT6S\"");
    pause("billing.start-billing");
    List<String> slow = new ArrayList<>();
    for (int i = 0; i < MORE_THAN_SLOTS; i++) {
      slow.add(place(sample("mobile-line")));
    }
    slow.forEach(order -> eventually(() -> atBilling(order), 1));
    resume("billing.start-billing");
    eventually(() -> inFlight("billing.start-billing"), SLOTS);
    String other = place(sample("mobile-line"));

    eventually(() -> happened(other).contains("recorded"), true);
    assertThat(inFlight("billing.start-billing")).as("answers that have not come").isPositive();
    sandbox.clearFaults();
    slow.add(other);
    slow.forEach(order -> awaitState(order, "completed"));
  }

  private void probedAtMostOnceInEachWaitSince(OffsetDateTime down) {
    List<OffsetDateTime> probes =
        sandbox.requests("billing").stream()
            .map(request -> OffsetDateTime.parse(request.path("at").asText()))
            .filter(at -> at.isAfter(down))
            .toList();
    assertThat(probes).hasSizeBetween(6, 12);
    for (int i = 1; i < probes.size(); i++) {
      assertThat(Duration.between(probes.get(i - 1), probes.get(i)))
          .as("between two probes")
          .isGreaterThanOrEqualTo(BREAKER_WAIT);
    }
  }

  private List<String> attemptsAtBilling(String order) {
    return rows(
        "select attempts::text from turnup.outbound_call where order_id = ? and topic = 'billing.start-billing'",
        order);
  }

  /** How many calls of the order wait for billing. */
  private int atBilling(String order) {
    return count(
        """
        select count(*)
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
    String order = place(sample("mobile-line"));

    awaitState(order, "completed");
    assertThat(sandbox.effects("messaging", order, "messaging.send-mail")).isEmpty();

    sandbox.clearFaults();
    sandbox.walk(Duration.ofMinutes(15));
    eventually(() -> sandbox.effects("messaging", order, "messaging.send-mail").isEmpty(), false);
  }

  private String breaker(String topic) {
    return connector(topic).path("breaker").asText();
  }

  private int inFlight(String topic) {
    return connector(topic).path("inFlight").asInt();
  }

  private JsonNode connector(String topic) {
    JsonNode connectors = Texts.json(as("operator").get("/operations/connectors").body());
    for (JsonNode connector : connectors) {
      if (connector.path("topic").asText().equals(topic)) {
        return connector;
      }
    }
    throw new AssertionError("no topic " + topic + " in " + connectors);
  }
}
