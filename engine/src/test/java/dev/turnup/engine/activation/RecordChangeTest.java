package dev.turnup.engine.activation;

import static dev.turnup.engine.decomposition.ComponentState.ACTIVE;
import static dev.turnup.engine.decomposition.ComponentState.VERIFIED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.activation.ServiceInventory.Change;
import dev.turnup.engine.activation.ServiceInventory.Entry;
import dev.turnup.engine.capacity.Reservation;
import dev.turnup.engine.decomposition.ComponentAction;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.StepResult.FellOut;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordChangeTest extends RecordingCase {

  private final RecordChange recordChange =
      new RecordChange(internet.orders, internet.components, new SilentInventory(), recordService);

  @BeforeEach
  void isChanged() {
    internet.doing(ComponentAction.MODIFY, internet.router);
    proved(internet.router);
  }

  @Test
  void changesTheEntryThatIsThere() {
    hold(internet.router);

    Change request = recordChange.requestFor(internet.router);

    assertThat(request.reference()).isEqualTo("SRV-router");
    assertThat(request.characteristics()).isEqualTo(Map.of("speed", "300"));
    assertThat(request.reservation()).contains("RSV-1");
    assertThat(request.product().id()).isEqualTo(internet.order + "-1");
    assertThat(request.product().offering()).contains("internet-300");
  }

  @Test
  void makesTheComponentActiveAndUsesUpItsReservation() {
    hold(internet.router);

    assertThat(recordChange.record(internet.router, ENTERED)).isEqualTo(StepResult.done());
    assertThat(recordChange.record(internet.router, ENTERED)).isEqualTo(StepResult.done());

    assertThat(internet.stateOf(internet.router)).isEqualTo(ACTIVE);
    assertThat(reservations.of(internet.router))
        .map(Reservation::state)
        .contains(Reservation.State.USED);
    assertThat(internet.timeline.kinds()).containsExactly(EventKind.RECORDED);
  }

  @Test
  void fallsOutWhenTheInventoryDoesNotHaveItAsActive() {
    StepResult result =
        recordChange.record(internet.router, new Entry("I-1", false, Optional.empty()));

    assertThat(((FellOut) result).failure().code()).isEqualTo("not-recorded");
    assertThat(internet.stateOf(internet.router)).isEqualTo(VERIFIED);
  }
}
