package dev.turnup.engine.delivery;

import static java.util.stream.Collectors.toSet;

import dev.turnup.engine.capacity.Reservation;
import dev.turnup.engine.capacity.Reservations;
import dev.turnup.engine.decomposition.Availability;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.delivery.PlanVersion.Why;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes the news that capacity at a site is there from another day on, or no more. */
@UseCase
public final class CapacityMoved {

  private final Orders orders;
  private final Components components;
  private final Deliveries deliveries;
  private final Reservations reservations;
  private final Visits visits;
  private final KeepPlan keepPlan;
  private final Timeline timeline;
  private final SiteClock siteClock;

  public CapacityMoved(
      Orders orders,
      Components components,
      Deliveries deliveries,
      Reservations reservations,
      Visits visits,
      KeepPlan keepPlan,
      Timeline timeline,
      SiteClock siteClock) {
    this.orders = orders;
    this.components = components;
    this.deliveries = deliveries;
    this.reservations = reservations;
    this.visits = visits;
    this.keepPlan = keepPlan;
    this.timeline = timeline;
    this.siteClock = siteClock;
  }

  /** A delivery that what it waits for is on another day for. */
  public record Concerned(OrderId order, DeliveryId delivery, Effect effect) {}

  /** What that means to a delivery. */
  public enum Effect {
    /** It has not begun: its order may wait for its start. */
    START_MAY_MOVE,
    /** It waits itself, and has to be assessed again. */
    ASSESS_AGAIN,
    /** Its visit stands; it would be possible on an earlier day now. */
    COULD_BE_EARLIER
  }

  /** The orders for which something is planned there. */
  public List<OrderId> ordersAt(Optional<String> site, String resource) {
    return components.plannedAt(site, resource).stream()
        .map(Component::order)
        .distinct()
        .sorted(Comparator.comparing(OrderId::value))
        .toList();
  }

  /**
   * Changes the rows of what is planned there and has capacity, held or about to be, also where no
   * delivery is planned yet. The same news again changes nothing, and names only the deliveries
   * that have not been assessed since. A visit that could be earlier stands.
   *
   * @param some orders in the sequence of {@link #ordersAt}, as many as one transaction is to lock
   * @param site the place's id; empty for what has no place
   * @param availableFrom empty if there is no date
   */
  public List<Concerned> at(
      List<OrderId> some,
      Optional<String> site,
      String resource,
      Optional<LocalDate> availableFrom) {
    Availability next =
        availableFrom.<Availability>map(Availability.From::new).orElseGet(Availability.None::new);
    List<ProductOrder> locked = some.stream().map(orders::lock).toList();
    List<Concerned> concerned = new ArrayList<>();
    for (ProductOrder order : locked) {
      List<Component> there =
          withCapacity(order.id(), components.plannedAt(site, resource, order.id()));
      Set<DeliveryId> sooner = haveItSooner(there, next);
      for (DeliveryId delivery : move(order, there, next)) {
        Optional<Effect> effect =
            effectOn(order, deliveries.get(delivery), sooner.contains(delivery));
        effect
            .filter(of -> of != Effect.COULD_BE_EARLIER)
            .ifPresent(of -> deliveries.expect(Map.of(delivery, Optional.empty())));
        effect.ifPresent(of -> concerned.add(new Concerned(order.id(), delivery, of)));
      }
    }
    return concerned;
  }

  private Optional<Effect> effectOn(ProductOrder order, Delivery delivery, boolean sooner) {
    if (delivery.state() == DeliveryState.PLANNED && order.plannedStart().isPresent()) {
      return Optional.of(Effect.START_MAY_MOVE);
    }
    if (isConcerned(order, delivery)) {
      return Optional.of(Effect.ASSESS_AGAIN);
    }
    return sooner && isVisitLate(order, delivery)
        ? Optional.of(Effect.COULD_BE_EARLIER)
        : Optional.empty();
  }

  /** The deliveries of what is there on an earlier day than was known until now. */
  private Set<DeliveryId> haveItSooner(List<Component> planned, Availability next) {
    return planned.stream()
        .filter(
            component ->
                next.firstDay()
                    .flatMap(day -> component.availability().firstDay().filter(day::isBefore))
                    .isPresent())
        .flatMap(component -> component.delivery().stream())
        .collect(toSet());
  }

  /** Whether a visit is booked for a later day than it has to be. */
  private boolean isVisitLate(ProductOrder order, Delivery delivery) {
    if (delivery.state() != DeliveryState.STARTED) {
      return false;
    }
    List<Component> open = components.of(delivery.id()).stream().filter(Component::isOpen).toList();
    return ReadyDay.of(order, open, siteClock)
        .flatMap(
            ready ->
                visits
                    .visitOf(delivery.id())
                    .filter(Visits.Visit::booked)
                    .filter(visit -> visit.day().isAfter(ready)))
        .isPresent();
  }

  /**
   * @return the deliveries of what has capacity, or had until now
   */
  private List<DeliveryId> move(ProductOrder order, List<Component> planned, Availability next) {
    List<Component> moved = new ArrayList<>();
    List<DeliveryId> touched = new ArrayList<>();
    for (Component component : planned) {
      component.delivery().ifPresent(touched::add);
      if (!component.availability().equals(next)) {
        moved.add(component.available(next));
        timeline.add(component.order(), told(component, next));
      }
    }
    if (!moved.isEmpty()) {
      components.update(moved);
      if (!touched.isEmpty()) {
        keepPlan.because(Why.CAPACITY_MOVED, order);
      }
    }
    return touched.stream().distinct().toList();
  }

  /** What is not checked yet, or in vain, is still asked for; its answer will be the newest. */
  private List<Component> withCapacity(OrderId order, List<Component> planned) {
    if (planned.isEmpty()) {
      return planned;
    }
    Set<ComponentId> held =
        reservations.heldFor(order).stream().map(Reservation::component).collect(toSet());
    return planned.stream()
        .filter(
            component ->
                component.availability() instanceof Availability.From
                    || held.contains(component.id()))
        .toList();
  }

  /**
   * A visit matters only if it became impossible; what waits for a day, if it is another one. Where
   * no visit is booked yet, booking looks at the facts itself.
   */
  private boolean isConcerned(ProductOrder order, Delivery delivery) {
    if (delivery.state() != DeliveryState.STARTED || delivery.readyDate().isEmpty()) {
      return false;
    }
    List<Component> open = components.of(delivery.id()).stream().filter(Component::isOpen).toList();
    Optional<LocalDate> ready = ReadyDay.of(order, open, siteClock);
    if (delivery.needsVisitFor(open)) {
      return visits
          .visitOf(delivery.id())
          .filter(Visits.Visit::booked)
          .filter(visit -> ready.isEmpty() || visit.day().isBefore(ready.get()))
          .isPresent();
    }
    LocalDate today =
        siteClock.todayAt(open.stream().findFirst().flatMap(c -> order.siteOf(c.item())));
    return !ready
        .map(day -> later(day, today))
        .equals(delivery.readyDate().map(day -> later(day, today)));
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }

  private static TimelineEntry told(Component component, Availability next) {
    return TimelineEntry.of(
            EventKind.CAPACITY_MOVED,
            "Capacity for "
                + component.name()
                + next.firstDay()
                    .map(day -> " is there from " + day)
                    .orElse(" has no date any more"))
        .about(component.id())
        .with("from", next.firstDay().map(LocalDate::toString).orElse("none"));
  }
}
