package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** The network says "later", and calls back. */
class LateAnswerTest extends Scenario {

  private static final String ACTIVATE = "network.activate-service";

  @Autowired private TransactionTemplate transaction;

  @Test
  void waitsForTheAnswerThatComesLate() {
    sandbox.fault("network", ACTIVATE, "late-callback", ", \"delay\": \"PT10M\"");
    String order = place(sample("mobile-line"));
    eventually(() -> waiting(order), 1);

    sandbox.walk(Duration.ofMinutes(9));
    assertThat(waiting(order)).isEqualTo(1);
    assertThat(happened(order)).doesNotContain("activated", "fell-out");

    sandbox.walk(Duration.ofMinutes(2));
    isDoneOnce(order);
  }

  @Test
  void takesTheAnswerThatComesTwiceOnce() {
    sandbox.fault("network", ACTIVATE, "duplicate-callback");
    String order = place(sample("mobile-line"));

    isDoneOnce(order);
    eventually(
        () -> sandbox.callbacks("network", order).stream().filter(LateAnswerTest::isTold).count(),
        2L);
    assertThat(kept(order)).isEqualTo(1);
  }

  @Test
  void takesAnswersInWhateverOrderTheyCome() {
    sandbox.fault(
        "network", ACTIVATE, "reordered-callback", ", \"delay\": \"PT10M\", \"times\": 1");
    String overtaken = place(sample("mobile-line"));
    eventually(() -> waiting(overtaken), 1);
    sandbox.fault("network", ACTIVATE, "late-callback", ", \"delay\": \"PT1M\"");
    String overtakes = place(sample("mobile-line"));
    eventually(() -> waiting(overtakes), 1);

    sandbox.walk(Duration.ofMinutes(2));
    isDoneOnce(overtakes);
    isDoneOnce(overtaken);
    assertThat(sandbox.effects("network", overtaken, ACTIVATE).get(0).sequence())
        .isGreaterThan(sandbox.effects("network", overtakes, ACTIVATE).get(0).sequence());
  }

  @Test
  void keepsTheAnswerThatComesBeforeAnybodyWaitsForIt() {
    sandbox.fault("network", ACTIVATE, "late-callback", ", \"delay\": \"PT0S\"");
    pause(ACTIVATE);
    String order = place(sample("mobile-line"));
    eventually(() -> dueAtTheNetwork(order), 1);

    transaction.executeWithoutResult(
        holding -> {
          rows("select id from turnup.product_order where id = ? for share", order);
          resume(ACTIVATE);
          eventually(() -> kept(order), 1);
          assertThat(waiting(order)).isZero();
        });

    isDoneOnce(order);
  }

  private void isDoneOnce(String order) {
    awaitState(order, "completed");
    assertThat(sandbox.effects("network", order, ACTIVATE)).hasSize(1);
    assertThat(sandbox.requests("network", order, ACTIVATE)).hasSize(1);
    assertThat(sandbox.effects("billing", order, "billing.start-billing"))
        .singleElement()
        .satisfies(bill -> assertThat(bill.requests()).isEqualTo(1));
    assertThat(entries(order, "activated")).hasSize(1);
    assertThat(happened(order)).doesNotContain("fell-out");
  }

  private int dueAtTheNetwork(String order) {
    return count(
        """
        select count(*)
          from act_ru_ext_task x
          join act_ru_execution e on e.id_ = x.proc_inst_id_
         where e.business_key_ = ?
           and x.topic_name_ = 'network.activate-service'
        """,
        order);
  }

  private static boolean isTold(JsonNode callback) {
    return callback.path("settled").asBoolean();
  }

  /** How many of the order's components wait for the network to say that it is done. */
  private int waiting(String order) {
    return count(
        """
        select count(*)
          from act_ru_event_subscr s
          join act_ru_execution e on e.id_ = s.proc_inst_id_
         where e.business_key_ = ?
           and s.event_name_ = 'activation-answered'
        """,
        order);
  }

  private int kept(String order) {
    return count(
        "select count(*) from turnup.inbound_message where order_id = ? and system = 'network'",
        order);
  }
}
