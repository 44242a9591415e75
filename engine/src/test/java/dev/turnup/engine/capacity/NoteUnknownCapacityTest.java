package dev.turnup.engine.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.capacity.CapacityInventory.Room;
import dev.turnup.engine.decomposition.Availability;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NoteUnknownCapacityTest extends CapacityCase {

  @Test
  void goesOnWithoutADateAndSettlesTheFallout() {
    checked(Room.Verdict.NOW, Optional.empty());

    noteUnknownCapacity.forComponent(internet, FELL_OUT);

    assertThat(availability()).isEqualTo(new Availability.Unknown());
    assertThat(fallouts.settled).containsExactly(FELL_OUT);
  }

  @Test
  void leavesAloneWhatWasGivenUpMeanwhile() {
    planning.cancelComponents.because("moved away", order, List.of(internet));

    noteUnknownCapacity.forComponent(internet, FELL_OUT);

    assertThat(availability()).isEqualTo(new Availability.Unchecked());
  }
}
