package dev.turnup.engine.activation;

import static dev.turnup.engine.decomposition.ComponentState.ACTIVE;
import static dev.turnup.engine.decomposition.ComponentState.CANCELLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.decomposition.CancelComponents;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.IllegalMove;
import org.junit.jupiter.api.Test;

class GiveUpComponentTest {

  private final InternetOrder internet = new InternetOrder();
  private final GiveUpComponent giveUpComponent =
      new GiveUpComponent(
          internet.orders,
          internet.components,
          new CancelComponents(
              internet.orders, internet.components, internet.timeline, internet.clock));

  @Test
  void givesUpWhatReliesOnItAsWell() {
    giveUpComponent.forComponent(internet.router);

    assertThat(internet.stateOf(internet.router)).isEqualTo(CANCELLED);
    assertThat(internet.stateOf(internet.internetAccess)).isEqualTo(CANCELLED);
    assertThat(internet.stateOfItem().isFinal()).isTrue();
  }

  @Test
  void changesNothingWhenItWasGivenUpBefore() {
    giveUpComponent.forComponent(internet.router);
    int before = internet.timeline.kinds().size();

    giveUpComponent.forComponent(internet.router);

    assertThat(internet.timeline.kinds()).hasSize(before).contains(EventKind.COMPONENT_GIVEN_UP);
  }

  @Test
  void refusesWhatIsActive() {
    internet.with(ACTIVE, internet.router);

    assertThatThrownBy(() -> giveUpComponent.forComponent(internet.router))
        .isInstanceOf(IllegalMove.class)
        .hasMessageContaining("active");
    assertThat(internet.stateOf(internet.router)).isEqualTo(ACTIVE);
  }
}
