package dev.turnup.engine.activation;

import static dev.turnup.engine.decomposition.ComponentState.ACTIVATED;
import static dev.turnup.engine.decomposition.ComponentState.ACTIVE;
import static dev.turnup.engine.decomposition.ComponentState.CANCELLED;
import static dev.turnup.engine.decomposition.ComponentState.VERIFIED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.order.EventKind;
import org.junit.jupiter.api.Test;

class SettleComponentTest {

  private final InternetOrder internet = new InternetOrder();
  private final SettleComponent settleComponent =
      new SettleComponent(internet.components, internet.cancelComponents);

  @Test
  void givesUpWhatIsNotDoneAndWhatReliesOnIt() {
    internet.with(ACTIVATED, internet.router);

    settleComponent.forComponent(internet.router);

    assertThat(internet.stateOf(internet.router)).isEqualTo(CANCELLED);
    assertThat(internet.stateOf(internet.internetAccess)).isEqualTo(CANCELLED);
    assertThat(internet.stateOfItem().isFinal()).isTrue();
  }

  @Test
  void leavesWhatReliesOnItAndIsBegun() {
    internet.needing(ACTIVATED, internet.router).with(ACTIVATED, internet.router);
    internet.with(VERIFIED, internet.internetAccess);

    settleComponent.forComponent(internet.router);

    assertThat(internet.stateOf(internet.router)).isEqualTo(CANCELLED);
    assertThat(internet.stateOf(internet.internetAccess)).isEqualTo(VERIFIED);
  }

  @Test
  void changesNothingWhenItWasGivenUpBefore() {
    settleComponent.forComponent(internet.router);
    int before = internet.timeline.kinds().size();

    settleComponent.forComponent(internet.router);

    assertThat(internet.timeline.kinds()).hasSize(before).contains(EventKind.COMPONENT_GIVEN_UP);
  }

  @Test
  void leavesWhatIsDone() {
    internet.with(ACTIVE, internet.router);

    settleComponent.forComponent(internet.router);

    assertThat(internet.stateOf(internet.router)).isEqualTo(ACTIVE);
    assertThat(internet.timeline.kinds()).isEmpty();
  }
}
