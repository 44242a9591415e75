package dev.turnup.engine.activation;

import static dev.turnup.engine.decomposition.ComponentState.ACTIVATED;
import static dev.turnup.engine.decomposition.ComponentState.PLANNED;
import static dev.turnup.engine.decomposition.ComponentState.VERIFIED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.activation.ActivationAnswered.Report;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Submissions;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ActivationAnsweredTest {

  private final InternetOrder internet = new InternetOrder();
  private final ActivationAnswered activationAnswered =
      new ActivationAnswered(
          internet.orders, internet.components, internet.records, internet.timeline);

  @Test
  void movesOnWhenTheNetworkReportsActive() {
    assertThat(answer(internet.order, report("active", 1))).isTrue();

    assertThat(internet.stateOf(internet.router)).isEqualTo(ACTIVATED);
    assertThat(internet.timeline.kinds()).containsExactly(EventKind.ACTIVATED);
    assertThat(internet.records.of(internet.router).network().reference()).contains("NET-7");
  }

  @Test
  void keepsWhyItIsNotActiveForTheTest() {
    assertThat(answer(internet.order, report("failed", 1))).isTrue();

    assertThat(internet.stateOf(internet.router)).isEqualTo(PLANNED);
    assertThat(internet.records.of(internet.router).network().evidence())
        .contains("the network reports failed: no signal");
  }

  @Test
  void isOfNoUseInALaterRound() {
    assertThat(answer(internet.order, report("active", 7))).isFalse();

    assertThat(internet.stateOf(internet.router)).isEqualTo(PLANNED);
  }

  @Test
  void isOfNoUseOnceTheServiceIsProved() {
    internet.with(VERIFIED, internet.router);

    assertThat(answer(internet.order, report("active", 1))).isFalse();
  }

  @Test
  void isOfNoUseWhenNobodyKnowsTheOrderOrTheComponent() {
    Report report = report("active", 1);

    assertThat(answer(new OrderId("PO-999999"), report)).isFalse();
    assertThat(
            activationAnswered.forComponent(
                internet.order, new ComponentId(new UUID(0, 1)), report))
        .isFalse();
  }

  @Test
  void isOfNoUseToAnotherOrder() {
    OrderId other =
        internet.orders.inProgress(Submissions.triplePlay("other"), InternetOrder.NOW).id();

    assertThat(answer(other, report("active", 1))).isFalse();
    assertThat(internet.stateOf(internet.router)).isEqualTo(PLANNED);
  }

  private boolean answer(OrderId order, Report report) {
    return activationAnswered.forComponent(order, internet.router, report);
  }

  private Report report(String state, int round) {
    return new Report(
        Optional.of("network.activate-service:" + internet.router + ":" + round),
        state,
        Optional.of("no signal"),
        Optional.of("NET-7"));
  }
}
