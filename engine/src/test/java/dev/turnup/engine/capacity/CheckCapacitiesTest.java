package dev.turnup.engine.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.capacity.CapacityInventory.Room;
import dev.turnup.engine.capacity.CheckCapacities.Rooms;
import dev.turnup.engine.decomposition.Availability;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.StepResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckCapacitiesTest extends CapacityCase {

  private static final Outcome<Room> THERE_IS_ROOM =
      new Outcome.Answer<>(new Room(Room.Verdict.NOW, Optional.empty(), ""));

  @Test
  void takesAllAnswersTogether() {
    inventory.rooms.add(THERE_IS_ROOM);
    inventory.rooms.add(THERE_IS_ROOM);

    StepResult result = checkCapacities.record(List.of(line, internet), asked(line, internet));

    assertThat(routing(result)).containsEntry("allAnswered", true);
    assertThat(routing(result)).containsEntry("leftComponentIds", List.of());
    assertThat(availability().isDated()).isTrue();
    assertThat(inventory.keys).doesNotHaveDuplicates();
    assertThat(checkCapacities.intentOf(List.of(line))).isEmpty();
  }

  @Test
  void leavesAllToBeAskedForAloneWhenOneHasNoAnswer() {
    inventory.rooms.add(THERE_IS_ROOM);
    inventory.rooms.add(new Outcome.Rejected<>(new Failure("inventory", "422", "no such thing")));

    StepResult result =
        checkCapacities.record(List.of(line, internet, internet), asked(line, internet, internet));

    assertThat(inventory.asked).containsExactly("check", "check");
    assertThat(routing(result)).containsEntry("allAnswered", false);
    assertThat(routing(result))
        .containsEntry(
            "leftComponentIds", List.of(line.toString(), internet.toString(), internet.toString()));
    assertThat(planning.components.get(line).availability())
        .isEqualTo(new Availability.Unchecked());
  }

  @Test
  void beginsNoCallWhenTheTimeIsUp() {
    inventory.longestCall = Duration.ofNanos(-1);

    assertThat(asked(line, internet).all()).isEmpty();

    assertThat(inventory.asked).isEmpty();
  }

  /** So that the breaker hears of it, and nobody is asked before the time that the system wants. */
  @Test
  void waitsAsAWholeWhileTheInventoryCannotBeHad() {
    Failure busy = new Failure("inventory", "429", "busy");
    Outcome<Room> later = new Outcome.Unavailable<>(busy, Optional.of(Duration.ofMinutes(1)));
    inventory.rooms.add(THERE_IS_ROOM);
    inventory.rooms.add(later);

    assertThat(
            checkCapacities
                .call(KEY, checkCapacities.requestFor(List.of(line, internet)))
                .toCompletableFuture()
                .join())
        .isEqualTo(later);
  }

  private Rooms asked(ComponentId... ids) {
    Outcome<Rooms> outcome =
        checkCapacities
            .call(KEY, checkCapacities.requestFor(List.of(ids)))
            .toCompletableFuture()
            .join();
    return ((Outcome.Answer<Rooms>) outcome).value();
  }

  private static Map<String, Object> routing(StepResult result) {
    return ((StepResult.Done) result).routing();
  }
}
