package dev.turnup.engine.capacity;

import static dev.turnup.engine.Planning.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.Planning;
import dev.turnup.engine.capacity.CapacityInventory.Question;
import dev.turnup.engine.capacity.CapacityInventory.Room;
import dev.turnup.engine.decomposition.Availability;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckCapacityTest extends CapacityCase {

  @Test
  void asksForWhatTheComponentTakesAtItsSite() {
    Question question = checkCapacity.requestFor(internet);

    assertThat(question.resource()).isEqualTo("bandwidth");
    assertThat(question.units()).isEqualTo(300);
    assertThat(question.subject().site()).contains(Planning.SITE);
    assertThat(question.subject().component()).contains(internet);
    assertThat(checkCapacity.intentOf(internet)).isEmpty();
  }

  @Test
  void knowsFromWhenOnThereIsRoom() {
    assertThat(checked(Room.Verdict.NOW, Optional.empty())).isTrue();
    assertThat(availability()).isEqualTo(new Availability.From(MONDAY));

    assertThat(checked(Room.Verdict.FROM, Optional.of(MONDAY.plusDays(12)))).isTrue();
    assertThat(availability()).isEqualTo(new Availability.From(MONDAY.plusDays(12)));

    assertThat(checked(Room.Verdict.FROM, Optional.of(MONDAY.minusDays(12)))).isTrue();
    assertThat(availability()).isEqualTo(new Availability.From(MONDAY));

    assertThat(checked(Room.Verdict.NONE, Optional.empty())).isFalse();
    assertThat(availability()).isEqualTo(new Availability.None());
  }

  @Test
  void asksAPersonWhenRoomIsRefusedThatIsSaidToBeThere() {
    checked(Room.Verdict.FROM, Optional.of(MONDAY.plusDays(2)));
    reserved(refused());

    assertThat(checked(Room.Verdict.FROM, Optional.of(MONDAY.plusDays(3)))).isTrue();
    reserved(refused());
    assertThat(checked(Room.Verdict.FROM, Optional.of(MONDAY.plusDays(3)))).isFalse();
    assertThat(availability()).isEqualTo(new Availability.Unknown());
  }

  @Test
  void dropsAnAnswerForWhatWasGivenUpMeanwhile() {
    planning.cancelComponents.because("moved away", order, List.of(internet));

    assertThat(checked(Room.Verdict.NOW, Optional.empty())).isFalse();

    assertThat(availability()).isEqualTo(new Availability.Unchecked());
  }
}
