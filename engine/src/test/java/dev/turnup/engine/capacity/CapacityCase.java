package dev.turnup.engine.capacity;

import static dev.turnup.engine.Planning.BERLIN;
import static dev.turnup.engine.Planning.MONDAY;
import static dev.turnup.engine.Planning.item;

import dev.turnup.engine.KeptFallouts;
import dev.turnup.engine.Planning;
import dev.turnup.engine.capacity.CapacityInventory.Extension;
import dev.turnup.engine.capacity.CapacityInventory.Holding;
import dev.turnup.engine.capacity.CapacityInventory.Question;
import dev.turnup.engine.capacity.CapacityInventory.Release;
import dev.turnup.engine.capacity.CapacityInventory.Room;
import dev.turnup.engine.capacity.CapacityInventory.Wish;
import dev.turnup.engine.decomposition.Availability;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.Subject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An internet order whose components need room, and an inventory that answers as told. */
abstract class CapacityCase {

  static final FalloutId FELL_OUT = new FalloutId(new UUID(0, 1));

  static final CallKey KEY = new CallKey("key");

  final Planning planning = new Planning();
  final Ledger inventory = new Ledger();
  final CheckCapacity checkCapacity =
      new CheckCapacity(
          inventory, planning.orders, planning.components, planning.timeline, planning.siteClock);
  final ReserveCapacity reserveCapacity =
      new ReserveCapacity(
          inventory,
          planning.orders,
          planning.components,
          planning.reservations,
          planning.timeline,
          planning.siteClock);
  final CheckCapacities checkCapacities = new CheckCapacities(checkCapacity, inventory);
  final ReserveCapacities reserveCapacities =
      new ReserveCapacities(reserveCapacity, inventory, planning.components, planning.reservations);
  final ExtendReservation extendReservation =
      new ExtendReservation(
          inventory,
          planning.orders,
          planning.components,
          planning.reservations,
          planning.siteClock);
  final ReleaseReservation releaseReservation =
      new ReleaseReservation(
          inventory,
          planning.orders,
          planning.components,
          planning.reservations,
          planning.timeline);
  final KeptFallouts fallouts = new KeptFallouts();
  final NoteUnknownCapacity noteUnknownCapacity =
      new NoteUnknownCapacity(planning.components, fallouts, planning.timeline);

  final OrderId order = planning.decomposed(item("1", "internet-300"));
  final ComponentId internet = planning.the(order, "internet-access").id();
  final ComponentId line = planning.the(order, "access-line").id();

  boolean checked(Room.Verdict verdict, Optional<LocalDate> from) {
    StepResult result = checkCapacity.record(internet, new Room(verdict, from, ""));
    return (boolean) ((StepResult.Done) result).routing().get("capacityDated");
  }

  Availability availability() {
    Component component = planning.components.get(internet);
    return component.availability();
  }

  StepResult reserved(Holding holding) {
    return reserveCapacity.record(internet, holding);
  }

  static Holding held(String reference) {
    return new Holding(
        Holding.Verdict.HELD,
        reference,
        Optional.of(MONDAY.plusDays(30).atStartOfDay(BERLIN).toInstant()),
        "");
  }

  static Holding refused() {
    return new Holding(Holding.Verdict.REFUSED, "", Optional.empty(), "somebody was faster");
  }

  static Holding ended(String reference, String state) {
    return new Holding(Holding.Verdict.ENDED, reference, Optional.empty(), state);
  }

  /** An inventory that notes what it is asked, and answers only what it was told to. */
  static final class Ledger implements CapacityInventory {
    final List<String> asked = new ArrayList<>();
    final List<CallKey> keys = new ArrayList<>();
    final Deque<Outcome<Room>> rooms = new ArrayDeque<>();
    final Deque<Outcome<Holding>> holdings = new ArrayDeque<>();
    final Deque<Outcome<Optional<Holding>>> found = new ArrayDeque<>();
    Duration longestCall = Duration.ofSeconds(12);

    @Override
    public Duration longestCall() {
      return longestCall;
    }

    private <A> CompletionStage<Outcome<A>> noted(
        String what, CallKey key, Deque<Outcome<A>> answers) {
      asked.add(what);
      keys.add(key);
      return answers.isEmpty()
          ? new CompletableFuture<>()
          : CompletableFuture.completedFuture(answers.remove());
    }

    @Override
    public CompletionStage<Outcome<Room>> checkCapacity(CallKey key, Question question) {
      return noted("check", key, rooms);
    }

    @Override
    public CompletionStage<Outcome<Holding>> reserveCapacity(CallKey key, Wish wish) {
      return noted("reserve", key, holdings);
    }

    @Override
    public CompletionStage<Outcome<Holding>> extendReservation(CallKey key, Extension extension) {
      return noted("extend", key, holdings);
    }

    @Override
    public CompletionStage<Outcome<Holding>> releaseReservation(CallKey key, Release release) {
      return noted("release", key, holdings);
    }

    @Override
    public CompletionStage<Outcome<Optional<Holding>>> findReservation(
        CallKey key, Subject subject) {
      return noted("find", key, found);
    }
  }
}
