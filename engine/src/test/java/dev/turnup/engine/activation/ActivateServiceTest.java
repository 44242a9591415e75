package dev.turnup.engine.activation;

import static dev.turnup.engine.decomposition.ComponentState.ACTIVATED;
import static dev.turnup.engine.decomposition.ComponentState.ACTIVE;
import static dev.turnup.engine.decomposition.ComponentState.CANCELLED;
import static dev.turnup.engine.decomposition.ComponentState.PLANNED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.activation.Network.ActivationAnswer;
import dev.turnup.engine.activation.Network.Progress;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.StepResult.FellOut;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ActivateServiceTest {

  private static final ActivationAnswer SWITCHED_ON =
      new ActivationAnswer(
          Progress.ACTIVE, "active", Optional.of("N-1"), Optional.of(InternetOrder.NOW));

  private final InternetOrder internet = new InternetOrder();
  private final ActivateService activateService =
      new ActivateService(
          internet.orders,
          internet.components,
          internet.records,
          new SilentNetwork(),
          internet.timeline);

  @Test
  void asksForTheComponentWithWhatItReliesOn() {
    internet.with(ACTIVE, internet.accessLine, internet.router);

    Network.Activation request = activateService.requestFor(internet.internetAccess);

    assertThat(request.specification()).isEqualTo("internet-access");
    assertThat(request.kind()).isEqualTo("CFS");
    assertThat(request.characteristics()).isEqualTo(Map.of("speed", "300"));
    assertThat(request.reliesOn()).containsExactlyInAnyOrder(internet.accessLine, internet.router);
    assertThat(request.subject().order()).isEqualTo(internet.order);
    assertThat(request.subject().site()).map(site -> site.id()).contains("site-1");
  }

  @Test
  void asksForNothingThatReliesOnWhatIsNotActive() {
    internet.with(ACTIVE, internet.router);

    assertThatThrownBy(() -> activateService.requestFor(internet.internetAccess))
        .hasMessageContaining("relies on what is not there yet");
  }

  @Test
  void hasAnotherIntentInAnotherRound() {
    Optional<String> first = activateService.intentOf(internet.router);
    internet.components.update(
        List.of(internet.components.get(internet.router).changed(Map.of("speed", "100"))));

    assertThat(first).contains(internet.router + ":1");
    assertThat(activateService.intentOf(internet.router)).contains(internet.router + ":2");
  }

  @Test
  void movesOnWhenTheNetworkSaysActive() {
    StepResult result = activateService.record(internet.router, SWITCHED_ON);

    assertThat(result).isEqualTo(StepResult.done("answeredLater", false));
    assertThat(internet.stateOf(internet.router)).isEqualTo(ACTIVATED);
    assertThat(internet.records.of(internet.router).network().reference()).contains("N-1");
    assertThat(internet.timeline.kinds()).containsExactly(EventKind.ACTIVATED);
  }

  @Test
  void changesNothingWhenTheSameAnswerComesAgain() {
    activateService.record(internet.router, SWITCHED_ON);

    assertThat(activateService.record(internet.router, SWITCHED_ON))
        .isEqualTo(StepResult.done("answeredLater", false));
    assertThat(internet.timeline.kinds()).containsExactly(EventKind.ACTIVATED);
  }

  @Test
  void leavesTheComponentAsItIsWhileTheAnswerIsToCome() {
    StepResult result =
        activateService.record(
            internet.router,
            new ActivationAnswer(Progress.LATER, "inProgress", Optional.empty(), Optional.empty()));

    assertThat(result).isEqualTo(StepResult.done("answeredLater", true));
    assertThat(internet.stateOf(internet.router)).isEqualTo(PLANNED);
  }

  @Test
  void fallsOutWhenTheNetworkLeavesItInAnotherState() {
    StepResult result =
        activateService.record(
            internet.router,
            new ActivationAnswer(
                Progress.NOT_ACTIVE, "terminated", Optional.empty(), Optional.empty()));

    assertThat(((FellOut) result).failure().code()).isEqualTo("not-activated");
    assertThat(internet.stateOf(internet.router)).isEqualTo(PLANNED);
  }

  @Test
  void fallsOutWhenTheComponentWasGivenUpMeanwhile() {
    internet.with(CANCELLED, internet.router);

    StepResult result = activateService.record(internet.router, SWITCHED_ON);

    assertThat(((FellOut) result).failure().code()).isEqualTo("component-given-up");
    assertThat(internet.stateOf(internet.router)).isEqualTo(CANCELLED);
  }
}
