package dev.turnup.engine.capacity;

import dev.turnup.engine.capacity.CapacityInventory.Holding;
import dev.turnup.engine.capacity.CapacityInventory.Wish;
import dev.turnup.engine.decomposition.Availability;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.decomposition.Specification.CapacityNeed;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.OutsideStep;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Site;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.Subject;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.LocalDate;
import java.time.Period;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Holds capacity for a component from the day on that it is there. */
@UseCase
public final class ReserveCapacity implements OutsideStep<ComponentId, Wish, Holding> {

  /**
   * How long after the day on which it is used a reservation lapses; by then it is extended or
   * given back.
   */
  static final Period HELD_FOR = Period.ofDays(30);

  private final CapacityInventory inventory;
  private final Orders orders;
  private final Components components;
  private final Reservations reservations;
  private final Timeline timeline;
  private final SiteClock siteClock;

  public ReserveCapacity(
      CapacityInventory inventory,
      Orders orders,
      Components components,
      Reservations reservations,
      Timeline timeline,
      SiteClock siteClock) {
    this.inventory = inventory;
    this.orders = orders;
    this.components = components;
    this.reservations = reservations;
    this.timeline = timeline;
    this.siteClock = siteClock;
  }

  @Override
  public Wish requestFor(ComponentId id) {
    Component component = components.get(id);
    ProductOrder order = orders.around(component.order(), component.item());
    Subject subject = component.subjectIn(order);
    CapacityNeed need = component.toReserve().orElseThrow();
    LocalDate from = component.availability().firstDay().orElseThrow();
    return new Wish(
        subject,
        need.resource(),
        need.units(),
        from,
        siteClock.startOf(
            lastDayOfUse(order, subject.site(), from).plus(HELD_FOR), subject.site()));
  }

  /** An order that is wanted later than it could be made does not start before it has to. */
  private LocalDate lastDayOfUse(ProductOrder order, Optional<Site> site, LocalDate from) {
    return Stream.concat(
            order.header().requestedStart().stream(), order.header().requestedCompletion().stream())
        .map(moment -> siteClock.dayAt(site, moment))
        .filter(from::isBefore)
        .max(Comparator.naturalOrder())
        .orElse(from);
  }

  /** One reservation is one intent; after it was refused or has ended another is wanted. */
  @Override
  public Optional<String> intentOf(ComponentId id) {
    return Optional.of(id + ":" + components.get(id).round() + ":" + number(reservations.of(id)));
  }

  @Override
  public CompletionStage<Outcome<Holding>> call(CallKey key, Wish request) {
    return inventory.reserveCapacity(key, request);
  }

  @Override
  public CompletionStage<Outcome<Optional<Holding>>> find(CallKey key, Wish request) {
    return inventory.findReservation(key, request.subject());
  }

  @Override
  public StepResult record(ComponentId id, Holding answer) {
    Component component = components.get(id);
    Optional<Reservation> last = reservations.of(id);
    LocalDate from =
        component.availability().firstDay().orElseGet(() -> siteClock.todayAt(siteOf(component)));
    if (answer.verdict() == Holding.Verdict.REFUSED) {
      if (component.isOpen()) {
        components.update(
            List.of(component.available(new Availability.Contested(from)).inNextRound()));
      }
      return reserved(false);
    }
    boolean held = answer.verdict() == Holding.Verdict.HELD;
    reservations.add(
        new Reservation(
            id,
            number(last),
            component.order(),
            answer.reference(),
            from,
            answer.until().orElseGet(() -> siteClock.startOf(from, siteOf(component))),
            held ? Reservation.State.RESERVED : Reservation.State.LAPSED,
            answer.on(),
            last.map(Reservation::version).orElse(0)));
    if (held) {
      timeline.add(
          component.order(),
          TimelineEntry.of(
                  EventKind.CAPACITY_RESERVED,
                  "Capacity for " + component.name() + " reserved from " + from)
              .about(id)
              .with("reference", answer.reference()));
    }
    return reserved(held);
  }

  private Optional<Site> siteOf(Component component) {
    return orders.around(component.order(), component.item()).siteOf(component.item());
  }

  /** One that is held is held again under its number. */
  private static int number(Optional<Reservation> newest) {
    return newest
        .map(last -> last.state() == Reservation.State.RESERVED ? last.number() : last.number() + 1)
        .orElse(1);
  }

  private static StepResult reserved(boolean held) {
    return StepResult.done("capacityReserved", held);
  }
}
