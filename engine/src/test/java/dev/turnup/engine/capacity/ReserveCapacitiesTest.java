package dev.turnup.engine.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.capacity.CapacityInventory.Room;
import dev.turnup.engine.capacity.ReserveCapacities.Holdings;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.StepResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReserveCapacitiesTest extends CapacityCase {

  private static final Failure RESET = new Failure("inventory", "reset", "connection reset");

  private final List<ComponentId> both = List.of(line, internet);

  @BeforeEach
  void thereIsRoom() {
    both.forEach(id -> checkCapacity.record(id, new Room(Room.Verdict.NOW, Optional.empty(), "")));
  }

  @Test
  void reservesEachUnderTheKeyThatItHasAlone() {
    List<CallKey> alone = both.stream().map(this::keyAlone).toList();
    inventory.holdings.add(new Outcome.Answer<>(held("RSV-1")));
    inventory.holdings.add(new Outcome.Answer<>(held("RSV-2")));

    assertThat(recorded(answer(call()))).isEmpty();
    assertThat(inventory.keys).isEqualTo(alone);
    assertThat(planning.reservations.of(internet).orElseThrow().reference()).isEqualTo("RSV-2");
  }

  @Test
  void leavesWhatSomebodyElseTookToBeGoneOnWithAlone() {
    inventory.holdings.add(new Outcome.Answer<>(refused()));
    inventory.holdings.add(new Outcome.Answer<>(held("RSV-2")));

    assertThat(recorded(answer(call()))).containsExactly(line.toString());
  }

  @Test
  void wantsNothingForWhatHasNoDate() {
    checkCapacity.record(line, new Room(Room.Verdict.NONE, Optional.empty(), "no room"));
    inventory.holdings.add(new Outcome.Answer<>(held("RSV-2")));

    assertThat(recorded(answer(call()))).isEmpty();
    assertThat(inventory.asked).containsExactly("reserve");
  }

  @Test
  void stopsAtTheFirstThatIsNotTaken() {
    inventory.holdings.add(new Outcome.Unavailable<>(RESET, Optional.empty()));

    assertThat(call()).isEqualTo(new Outcome.Unavailable<>(RESET, Optional.empty()));
    assertThat(inventory.asked).containsExactly("reserve");

    inventory.holdings.add(new Outcome.Answer<>(held("RSV-1")));
    inventory.holdings.add(new Outcome.Unavailable<>(RESET, Optional.empty()));
    assertThat(recorded(answer(call()))).containsExactly(internet.toString());
  }

  @Test
  void asksByKeyHowFarItCameWhenThatIsNotKnown() {
    Optional<String> intent = reserveCapacities.intentOf(both);
    inventory.holdings.add(new Outcome.Answer<>(held("RSV-1")));
    inventory.holdings.add(new Outcome.Unknown<>(RESET));
    assertThat(call()).isEqualTo(new Outcome.Unknown<>(RESET));
    assertThat(reserveCapacities.intentOf(both)).isEqualTo(intent).isPresent();

    inventory.found.add(new Outcome.Unavailable<>(RESET, Optional.empty()));
    assertThat(found()).isEqualTo(new Outcome.Unknown<>(RESET));

    inventory.found.add(new Outcome.Answer<>(Optional.of(held("RSV-1"))));
    inventory.found.add(new Outcome.Answer<>(Optional.empty()));
    assertThat(recorded(answer(found()).orElseThrow())).containsExactly(internet.toString());
  }

  private CallKey keyAlone(ComponentId id) {
    return new CallKey("inventory.reserve-capacity:" + reserveCapacity.intentOf(id).orElseThrow());
  }

  private Outcome<Holdings> call() {
    return reserveCapacities
        .call(KEY, reserveCapacities.requestFor(both))
        .toCompletableFuture()
        .join();
  }

  private Outcome<Optional<Holdings>> found() {
    return reserveCapacities
        .find(KEY, reserveCapacities.requestFor(both))
        .toCompletableFuture()
        .join();
  }

  private static <A> A answer(Outcome<A> outcome) {
    return ((Outcome.Answer<A>) outcome).value();
  }

  /** What is left. */
  private Stream<String> recorded(Holdings holdings) {
    StepResult.Done done = (StepResult.Done) reserveCapacities.record(both, holdings);
    return ((List<?>) done.routing().get("leftComponentIds")).stream().map(Object::toString);
  }
}
