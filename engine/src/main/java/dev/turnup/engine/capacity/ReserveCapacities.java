package dev.turnup.engine.capacity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnup.engine.capacity.CapacityInventory.Holding;
import dev.turnup.engine.capacity.CapacityInventory.Wish;
import dev.turnup.engine.decomposition.Availability;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.OutsideStep;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.UseCase;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Holds capacity for a group of components that were just checked, each under the key under which
 * it would be reserved alone. While the inventory cannot be had at all, the group waits as one
 * component would; what is not held once it answered is gone on with one by one.
 */
@UseCase
public final class ReserveCapacities
    implements OutsideStep<
        List<ComponentId>, ReserveCapacities.Wishes, ReserveCapacities.Holdings> {

  private static final String ALONE = "inventory.reserve-capacity:";

  private final ReserveCapacity reserveCapacity;
  private final CapacityInventory inventory;
  private final Components components;
  private final Reservations reservations;

  public ReserveCapacities(
      ReserveCapacity reserveCapacity,
      CapacityInventory inventory,
      Components components,
      Reservations reservations) {
    this.reserveCapacity = reserveCapacity;
    this.inventory = inventory;
    this.components = components;
    this.reservations = reservations;
  }

  /**
   * @param key under which the reservation is made
   */
  public record Keyed(ComponentId component, CallKey key, Wish wish) {}

  /** Of the components that have a date. */
  public record Wishes(List<Keyed> all) {}

  /** Of the first wishes, in their order, with whose they are. */
  public record Holdings(List<Held> all) {}

  /** What is held for a component. */
  public record Held(ComponentId component, Holding holding) {}

  @Override
  public Wishes requestFor(List<ComponentId> ids) {
    return new Wishes(
        ids.stream()
            .map(components::get)
            .filter(component -> component.isOpen() && component.availability().isDated())
            .map(Component::id)
            .map(id -> new Keyed(id, keyOf(id), reserveCapacity.requestFor(id)))
            .toList());
  }

  private CallKey keyOf(ComponentId id) {
    return new CallKey(ALONE + reserveCapacity.intentOf(id).orElseThrow());
  }

  @Override
  public Optional<String> intentOf(List<ComponentId> ids) {
    String each =
        ids.stream()
            .map(id -> reserveCapacity.intentOf(id).orElseThrow())
            .collect(Collectors.joining(" "));
    return Optional.of(UUID.nameUUIDFromBytes(each.getBytes(UTF_8)).toString());
  }

  /** What the inventory may have done is asked for by {@link #find} before anything else. */
  @Override
  public CompletionStage<Outcome<Holdings>> call(CallKey key, Wishes request) {
    return OneAfterAnother.within(inventory.longestCall())
        .<Keyed, Holding>ask(
            request.all(), (wish, number) -> inventory.reserveCapacity(wish.key(), wish.wish()))
        .thenApply(
            asked ->
                asked
                    .unknown()
                    .<Outcome<Holdings>>map(Outcome.Unknown::new)
                    .or(() -> asked.<Holdings>unavailable().filter(o -> asked.answers().isEmpty()))
                    .orElseGet(() -> new Outcome.Answer<>(held(request, asked.answers()))));
  }

  /** One was sent after the other: after the first that is not there, nothing was sent. */
  @Override
  public CompletionStage<Outcome<Optional<Holdings>>> find(CallKey key, Wishes request) {
    return OneAfterAnother.within(inventory.longestCall())
        .<Keyed, Optional<Holding>>ask(
            request.all(),
            (wish, number) -> inventory.findReservation(wish.key(), wish.wish().subject()))
        .thenApply(
            asked ->
                asked
                    .failure()
                    .<Outcome<Optional<Holdings>>>map(Outcome.Unknown::new)
                    .orElseGet(() -> new Outcome.Answer<>(found(request, asked.answers()))));
  }

  private static Optional<Holdings> found(Wishes request, List<Optional<Holding>> answers) {
    return Optional.of(
        held(
            request,
            answers.stream().takeWhile(Optional::isPresent).flatMap(Optional::stream).toList()));
  }

  private static Holdings held(Wishes request, List<Holding> first) {
    return new Holdings(
        IntStream.range(0, first.size())
            .mapToObj(i -> new Held(request.all().get(i).component(), first.get(i)))
            .toList());
  }

  @Override
  public StepResult record(List<ComponentId> ids, Holdings answer) {
    answer.all().forEach(held -> reserveCapacity.record(held.component(), held.holding()));
    List<ComponentId> left =
        ids.stream()
            .map(components::get)
            .filter(component -> !(component.availability() instanceof Availability.None))
            .filter(component -> component.isOpen() && !isReserved(component.id()))
            .map(Component::id)
            .toList();
    return StepResult.done(AskOneByOne.LEFT, AskOneByOne.kept(left));
  }

  private boolean isReserved(ComponentId id) {
    return reservations
        .of(id)
        .filter(reservation -> reservation.state() == Reservation.State.RESERVED)
        .isPresent();
  }
}
