package dev.turnup.engine.activation;

import static dev.turnup.engine.decomposition.ComponentState.ACTIVE;
import static dev.turnup.engine.decomposition.ComponentState.CANCELLED;
import static dev.turnup.engine.decomposition.ComponentState.VERIFIED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.activation.ServiceInventory.Entry;
import dev.turnup.engine.capacity.Reservation;
import dev.turnup.engine.decomposition.ComponentAction;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.StepResult.FellOut;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordServiceTest extends RecordingCase {

  @Test
  void entersTheServiceSinceWhenItWorksWithTheCapacityItUses() {
    hold(internet.router);
    internet.records.save(internet.records.of(internet.router).activated(Optional.of("NET-7")));
    proved(internet.router);

    ServiceInventory.Recording request = recordService.requestFor(internet.router);

    assertThat(request.activeSince()).isEqualTo(InternetOrder.NOW.minusSeconds(60));
    assertThat(request.reservation()).contains("RSV-1");
    assertThat(request.networkReference()).contains("NET-7");
    assertThat(request.product().id()).isEqualTo(internet.order + "-1");
    assertThat(request.product().offering()).contains("internet-300");
    assertThat(request.product().customer()).isEqualTo("C-internet");
    assertThat(internet.orders.readWhole()).as("however many items the order has").isZero();
  }

  @Test
  void namesWhatWasThereBeforeByTheInventorysOwnId() {
    proved(internet.internetAccess);
    internet.doing(ComponentAction.NONE, internet.accessLine);

    ServiceInventory.Recording request = recordService.requestFor(internet.internetAccess);

    assertThat(request.reliesOn()).containsExactly(internet.router);
    assertThat(request.uses()).containsExactly("SRV-access-line");
  }

  @Test
  void entersNothingThatIsNotProved() {
    assertThatThrownBy(() -> recordService.requestFor(internet.router))
        .hasMessageContaining("not proved");
  }

  @Test
  void makesTheComponentActiveAndUsesUpItsReservation() {
    hold(internet.router);
    proved(internet.router);

    assertThat(recordService.record(internet.router, ENTERED)).isEqualTo(StepResult.done());

    assertThat(internet.stateOf(internet.router)).isEqualTo(ACTIVE);
    assertThat(reservations.of(internet.router))
        .map(Reservation::state)
        .contains(Reservation.State.USED);
    assertThat(internet.timeline.kinds()).containsExactly(EventKind.RECORDED);
  }

  @Test
  void changesNothingWhenTheSameAnswerComesAgain() {
    proved(internet.router);
    recordService.record(internet.router, ENTERED);

    assertThat(recordService.record(internet.router, ENTERED)).isEqualTo(StepResult.done());
    assertThat(internet.timeline.kinds()).containsExactly(EventKind.RECORDED);
  }

  @Test
  void fallsOutWhenTheInventoryDoesNotHaveItAsActive() {
    proved(internet.router);

    StepResult result =
        recordService.record(internet.router, new Entry("I-1", false, Optional.empty()));

    assertThat(((FellOut) result).failure().code()).isEqualTo("not-recorded");
    assertThat(internet.stateOf(internet.router)).isEqualTo(VERIFIED);
  }

  @Test
  void fallsOutWhenTheComponentWasGivenUpMeanwhile() {
    internet.with(CANCELLED, internet.router);

    StepResult result = recordService.record(internet.router, ENTERED);

    assertThat(((FellOut) result).failure().code()).isEqualTo("component-given-up");
  }
}
