package dev.turnup.engine.scheduling;

import dev.turnup.engine.delivery.Visits;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.VisitId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Appointments without a database; as strict as its constraints. */
public final class CalendarInMemory implements Appointments, Visits, Bookings {

  private final List<Appointment> live = new ArrayList<>();
  private final List<Appointment> claimed = new ArrayList<>();
  private final Map<UUID, String> beside = new HashMap<>();
  private final Set<UUID> refused = new HashSet<>();
  private final Map<DeliveryId, End> ended = new HashMap<>();
  private final Map<DeliveryId, UUID> dispatched = new HashMap<>();
  private final Map<DeliveryId, UUID> asked = new HashMap<>();
  private Optional<Instant> told = Optional.empty();
  private Optional<Runnable> race = Optional.empty();
  private Predicate<Slot> untakable = slot -> false;
  private Set<DeliveryId> sameSite = Set.of();

  /** Somebody else does this in the moment before the next slot is held. */
  public void letSomebodyBeFaster(Runnable what) {
    race = Optional.of(what);
  }

  /** From now on these are never held, for a reason that no search finds. */
  public void refuse(Predicate<Slot> slots) {
    untakable = slots;
  }

  /** From now on others take each slot in the moment before it is held. */
  public void letOthersBeFasterAlways() {
    refuse(
        slot ->
            live.add(
                new Appointment(
                    nextId(),
                    new OrderId("PO-1"),
                    new DeliveryId(nextId()),
                    slot,
                    Optional.empty(),
                    Optional.empty(),
                    nextId())));
  }

  /** These are for the same customer at the same site; no others are. */
  public void sameSite(DeliveryId... deliveries) {
    sameSite = Set.of(deliveries);
  }

  /** The workforce system was asked for another time for the visit, too, and may keep it. */
  public void askInVain(DeliveryId delivery) {
    asked.put(delivery, nextId());
  }

  /** How the last visit of a delivery ended. */
  public Optional<End> endOf(DeliveryId delivery) {
    return Optional.ofNullable(ended.get(delivery));
  }

  @Override
  public UUID nextId() {
    return UUID.randomUUID();
  }

  @Override
  public Optional<Appointment> of(DeliveryId delivery) {
    return live.stream().filter(a -> a.delivery().equals(delivery)).findFirst();
  }

  @Override
  public Map<DeliveryId, Appointment> ofAll(Collection<DeliveryId> deliveries) {
    return live.stream()
        .filter(a -> deliveries.contains(a.delivery()))
        .collect(Collectors.toMap(Appointment::delivery, a -> a));
  }

  @Override
  public List<Appointment> toComeThere(DeliveryId delivery, Instant now) {
    return live.stream()
        .filter(a -> sameSite.contains(delivery) && sameSite.contains(a.delivery()))
        .filter(a -> !a.delivery().equals(delivery))
        .filter(a -> a.heldUntil().filter(until -> !until.isAfter(now)).isEmpty())
        .filter(a -> a.slot().start().toInstant().isAfter(now))
        .sorted(Comparator.comparing(a -> a.slot().start().toInstant()))
        .toList();
  }

  @Override
  public List<Appointment> sharing(Appointment appointment) {
    return live.stream()
        .filter(a -> a.journey().equals(appointment.journey()) && !a.id().equals(appointment.id()))
        .toList();
  }

  @Override
  public List<Busy> busy(Collection<String> technicians, Around around) {
    return live.stream()
        .filter(a -> !around.without().equals(Optional.of(a.id())))
        .filter(a -> a.heldUntil().filter(until -> !until.isAfter(around.now())).isEmpty())
        .flatMap(
            a ->
                Stream.concat(Stream.of(a.slot().technician()), beside(a.id()).stream())
                    .filter(technicians::contains)
                    .map(
                        technician ->
                            new Busy(
                                technician,
                                a.slot().start().toInstant(),
                                a.slot().end().toInstant(),
                                Duration.ZERO)))
        .filter(busy -> busy.start().isBefore(around.to()) && busy.end().isAfter(around.from()))
        .sorted(Comparator.comparing(Busy::start))
        .toList();
  }

  @Override
  public boolean hold(Appointment appointment) {
    Optional<Runnable> faster = race;
    race = Optional.empty();
    faster.ifPresent(Runnable::run);
    Slot slot = appointment.slot();
    return !isTaken(slot.technician(), slot)
        && !untakable.test(slot)
        && of(appointment.delivery()).isEmpty()
        && live.add(appointment);
  }

  @Override
  public boolean holdOutside(Appointment appointment, String reference) {
    if (of(appointment.delivery()).isPresent()) {
      return false;
    }
    return live.add(appointment);
  }

  @Override
  public void moveOutside(UUID before, Appointment moved) {
    release(before);
    live.add(moved);
  }

  @Override
  public void refuse(UUID id) {
    refused.add(id);
  }

  /** It was told of all that is there at this moment. */
  public void tellAll(Instant at) {
    told = Optional.of(at);
  }

  @Override
  public Optional<Instant> toldOf(UUID id) {
    return told;
  }

  /** The workforce system sends nobody to what a delivery has now. */
  public void refuse(DeliveryId delivery) {
    refused.add(of(delivery).orElseThrow().id());
  }

  @Override
  public boolean isRefused(UUID id) {
    return refused.contains(id);
  }

  @Override
  public void leaveOutside(Appointment appointment, String reference) {
    dispatched.put(appointment.delivery(), appointment.id());
  }

  @Override
  public boolean holdBeside(UUID id, String technician) {
    Slot slot = live.stream().filter(a -> a.id().equals(id)).findFirst().orElseThrow().slot();
    return !isTaken(technician, slot) && beside.putIfAbsent(id, technician) == null;
  }

  /** What is held no more stands in the way until it is released. */
  private boolean isTaken(String technician, Slot slot) {
    Around around =
        new Around(
            "", slot.start().toInstant(), slot.end().toInstant(), Instant.MIN, Optional.empty());
    return !busy(List.of(technician), around).isEmpty();
  }

  @Override
  public Optional<String> beside(UUID id) {
    return Optional.ofNullable(beside.get(id));
  }

  @Override
  public boolean book(UUID id) {
    Optional<Appointment> held = held(id);
    held.ifPresent(
        a -> {
          replace(a, Optional.empty());
          dispatched.put(a.delivery(), a.id());
        });
    return held.isPresent();
  }

  @Override
  public void keepUntil(UUID id, Instant until) {
    held(id).ifPresent(a -> replace(a, Optional.of(until)));
  }

  private Optional<Appointment> held(UUID id) {
    return live.stream().filter(a -> a.id().equals(id) && !a.isBooked()).findFirst();
  }

  private void replace(Appointment a, Optional<Instant> heldUntil) {
    live.remove(a);
    live.add(
        new Appointment(
            a.id(),
            a.order(),
            a.delivery(),
            a.slot(),
            a.territory(),
            heldUntil,
            a.journey(),
            a.outside()));
  }

  @Override
  public void release(UUID id) {
    live.removeIf(a -> a.id().equals(id));
    claimed.removeIf(a -> a.id().equals(id));
  }

  @Override
  public void giveUp(UUID appointment) {
    release(appointment);
  }

  @Override
  public void giveUpWhenReplaced(UUID appointment) {}

  /** Lets an order have been given this, for whatever items. */
  public void claim(Appointment appointment) {
    claimed.add(appointment);
  }

  @Override
  public Optional<Keyed> keyed(String caller, String key) {
    throw new UnsupportedOperationException("nobody looks");
  }

  @Override
  public int heldWithoutOrder(String caller, Instant now) {
    throw new UnsupportedOperationException("nobody looks");
  }

  @Override
  public Optional<UUID> hold(HoldVisit.Wish wish, Slot slot, String territory, Instant until) {
    throw new UnsupportedOperationException("nobody holds");
  }

  @Override
  public boolean claim(
      UUID visit, String caller, OrderId order, List<ItemId> items, Instant now, Instant until) {
    throw new UnsupportedOperationException("nobody claims");
  }

  @Override
  public void releaseClaimed(OrderId order) {
    claimed.removeIf(each -> each.order().equals(order));
  }

  @Override
  public void forget(String caller, Instant heldUntil) {}

  @Override
  public List<Appointment> claimedFor(
      DeliveryId delivery, OrderId order, Collection<ItemId> items) {
    return claimed.stream().filter(each -> each.delivery().equals(delivery)).toList();
  }

  @Override
  public boolean attach(UUID appointment, DeliveryId delivery, Instant until) {
    return claimed.stream()
        .filter(each -> each.id().equals(appointment))
        .findFirst()
        .filter(each -> claimed.remove(each) && live.add(each))
        .isPresent();
  }

  @Override
  public Optional<Booking> find(UUID id, Optional<String> onlyOf) {
    throw new UnsupportedOperationException("nobody looks");
  }

  @Override
  public Optional<Booking> newestOf(DeliveryId delivery) {
    throw new UnsupportedOperationException("nobody looks");
  }

  @Override
  public Answer find(Wanted wanted) {
    throw new UnsupportedOperationException("nobody looks");
  }

  @Override
  public void releaseExpired(Collection<String> technicians, Instant now) {
    live.removeIf(
        a ->
            technicians.contains(a.slot().technician())
                && a.heldUntil().filter(until -> !until.isAfter(now)).isPresent());
  }

  @Override
  public Optional<Visit> visitOf(DeliveryId delivery) {
    return of(delivery)
        .map(
            a ->
                new Visit(
                    new VisitId(a.id()),
                    a.slot().technician(),
                    a.slot().start(),
                    a.slot().end(),
                    a.isBooked()));
  }

  @Override
  public void end(DeliveryId delivery, End end) {
    if (live.removeIf(a -> a.delivery().equals(delivery))) {
      ended.put(delivery, end);
      if (end != End.RELEASED) {
        dispatched.remove(delivery);
      }
    }
  }

  @Override
  public Optional<UUID> leftOutside(DeliveryId delivery) {
    return Optional.ofNullable(asked.getOrDefault(delivery, dispatched.get(delivery)))
        .filter(id -> live.stream().noneMatch(a -> a.id().equals(id)));
  }

  @Override
  public boolean isLeftOutside(DeliveryId delivery) {
    return leftOutside(delivery).isPresent();
  }

  @Override
  public void calledOff(DeliveryId delivery) {
    leftOutside(delivery).ifPresent(id -> dispatched.remove(delivery));
  }
}
