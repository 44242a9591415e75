package dev.turnup.engine.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.capacity.CapacityInventory.Room;
import dev.turnup.engine.order.StepResult;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReleaseReservationTest extends CapacityCase {

  @Test
  void givesBackWhatIsHeld() {
    checked(Room.Verdict.NOW, Optional.empty());
    reserved(held("RSV-1"));

    assertThat(releaseReservation.requestFor(internet).reference()).isEqualTo("RSV-1");
    assertThat(releaseReservation.record(internet, held("RSV-1")))
        .isInstanceOf(StepResult.FellOut.class);
    assertThat(releaseReservation.record(internet, ended("RSV-1", "released")))
        .isEqualTo(StepResult.done());

    assertThat(planning.reservations.of(internet).orElseThrow().state())
        .isEqualTo(Reservation.State.RELEASED);
  }
}
