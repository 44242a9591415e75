package dev.turnup.engine.activation;

import static dev.turnup.engine.decomposition.ComponentState.CANCELLED;
import static dev.turnup.engine.decomposition.ComponentState.CEASED;
import static dev.turnup.engine.decomposition.ComponentState.DEACTIVATED;
import static dev.turnup.engine.decomposition.ComponentState.PLANNED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.activation.Network.Deactivation;
import dev.turnup.engine.activation.Network.DeactivationAnswer;
import dev.turnup.engine.decomposition.ComponentAction;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.StepResult.FellOut;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeactivateServiceTest {

  private static final DeactivationAnswer OFF = new DeactivationAnswer(true, "terminated");

  private final InternetOrder internet = new InternetOrder();
  private final DeactivateService deactivateService =
      new DeactivateService(
          internet.orders, internet.components, new SilentNetwork(), internet.timeline);

  @BeforeEach
  void isToEnd() {
    internet.doing(ComponentAction.CEASE, internet.router, internet.internetAccess);
  }

  @Test
  void asksForWhatIsInstalledToBeSwitchedOff() {
    Deactivation request = deactivateService.requestFor(internet.router);

    assertThat(request.reference()).isEqualTo("NET-router");
    assertThat(request.subject().component()).contains(internet.router);
    assertThat(deactivateService.intentOf(internet.router)).contains(internet.router + ":1");
  }

  @Test
  void asksForNothingBeforeItsTurn() {
    internet.with(CEASED, internet.router);

    assertThatThrownBy(() -> deactivateService.requestFor(internet.internetAccess))
        .hasMessageContaining("relies on what is not there yet");
  }

  @Test
  void movesOnOnceWhenItIsOff() {
    assertThat(deactivateService.record(internet.router, OFF)).isEqualTo(StepResult.done());
    assertThat(deactivateService.record(internet.router, OFF)).isEqualTo(StepResult.done());

    assertThat(internet.stateOf(internet.router)).isEqualTo(DEACTIVATED);
    assertThat(internet.timeline.kinds()).containsExactly(EventKind.DEACTIVATED);
  }

  @Test
  void fallsOutWhenTheNetworkLeavesItOn() {
    StepResult result =
        deactivateService.record(internet.router, new DeactivationAnswer(false, "active"));

    assertThat(((FellOut) result).failure().code()).isEqualTo("not-deactivated");
    assertThat(internet.stateOf(internet.router)).isEqualTo(PLANNED);
  }

  @Test
  void fallsOutWhenItWasToStayMeanwhile() {
    internet.with(CANCELLED, internet.router);

    StepResult result = deactivateService.record(internet.router, OFF);

    assertThat(((FellOut) result).failure().code()).isEqualTo("component-given-up");
  }
}
