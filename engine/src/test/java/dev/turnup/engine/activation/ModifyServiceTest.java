package dev.turnup.engine.activation;

import static dev.turnup.engine.decomposition.ComponentState.ACTIVATED;
import static dev.turnup.engine.decomposition.ComponentState.ACTIVE;
import static dev.turnup.engine.decomposition.ComponentState.CANCELLED;
import static dev.turnup.engine.decomposition.ComponentState.PLANNED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.activation.Network.ActivationAnswer;
import dev.turnup.engine.activation.Network.Modification;
import dev.turnup.engine.activation.Network.Progress;
import dev.turnup.engine.decomposition.ComponentAction;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.StepResult.FellOut;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModifyServiceTest {

  private static final ActivationAnswer CHANGED =
      new ActivationAnswer(
          Progress.ACTIVE, "active", Optional.empty(), Optional.of(InternetOrder.NOW));

  private final InternetOrder internet = new InternetOrder();
  private final ModifyService modifyService =
      new ModifyService(
          internet.orders,
          internet.components,
          internet.records,
          new SilentNetwork(),
          internet.timeline);

  @BeforeEach
  void isInstalled() {
    internet.doing(ComponentAction.MODIFY, internet.router, internet.internetAccess);
  }

  @Test
  void asksForWhatIsToBeDifferent() {
    Modification request = modifyService.requestFor(internet.router);

    assertThat(request.reference()).isEqualTo("NET-router");
    assertThat(request.characteristics()).isEqualTo(Map.of("speed", "300"));
    assertThat(request.subject().component()).contains(internet.router);
    assertThat(modifyService.intentOf(internet.router)).contains(internet.router + ":1");
  }

  @Test
  void asksForNothingThatReliesOnWhatIsNotActive() {
    internet.with(ACTIVE, internet.router);

    assertThatThrownBy(() -> modifyService.requestFor(internet.internetAccess))
        .hasMessageContaining("relies on what is not there yet");
  }

  @Test
  void movesOnOnceWhenTheNetworkSaysActive() {
    StepResult result = modifyService.record(internet.router, CHANGED);

    assertThat(result).isEqualTo(StepResult.done("answeredLater", false));
    assertThat(modifyService.record(internet.router, CHANGED)).isEqualTo(result);
    assertThat(internet.stateOf(internet.router)).isEqualTo(ACTIVATED);
    assertThat(internet.timeline.kinds()).containsExactly(EventKind.MODIFIED);
  }

  @Test
  void leavesTheComponentAsItIsWhileTheAnswerIsToCome() {
    assertThat(modifyService.record(internet.router, saying(Progress.LATER, "inProgress")))
        .isEqualTo(StepResult.done("answeredLater", true));
    assertThat(internet.stateOf(internet.router)).isEqualTo(PLANNED);
  }

  @Test
  void fallsOutWhenTheNetworkLeavesItInAnotherState() {
    StepResult result =
        modifyService.record(internet.router, saying(Progress.NOT_ACTIVE, "suspended"));

    assertThat(((FellOut) result).failure().code()).isEqualTo("not-modified");
    assertThat(((FellOut) result).failure().message()).contains("suspended");
    assertThat(internet.stateOf(internet.router)).isEqualTo(PLANNED);
  }

  @Test
  void fallsOutWhenTheChangeWasGivenUpMeanwhile() {
    internet.with(CANCELLED, internet.router);

    StepResult result = modifyService.record(internet.router, CHANGED);

    assertThat(((FellOut) result).failure().code()).isEqualTo("component-given-up");
    assertThat(((FellOut) result).failure().message()).contains("changed it");
  }

  private static ActivationAnswer saying(Progress progress, String state) {
    return new ActivationAnswer(progress, state, Optional.empty(), Optional.empty());
  }
}
