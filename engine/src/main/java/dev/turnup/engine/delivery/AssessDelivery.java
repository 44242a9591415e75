package dev.turnup.engine.delivery;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import dev.turnup.engine.capacity.Reservation;
import dev.turnup.engine.capacity.Reservations;
import dev.turnup.engine.decomposition.Availability;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.Names;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.delivery.PlanVersion.Why;
import dev.turnup.engine.order.CaseFile;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.ItemState;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Site;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells what a delivery needs next, on the facts of now. */
@UseCase
public final class AssessDelivery {

  private final Orders orders;
  private final Components components;
  private final Deliveries deliveries;
  private final Reservations reservations;
  private final Visits visits;
  private final ReleaseVisit releaseVisit;
  private final Plan plan;
  private final KeepPlan keepPlan;
  private final Timeline timeline;
  private final SiteClock siteClock;
  private final Clock clock;

  public AssessDelivery(
      Orders orders,
      Components components,
      Deliveries deliveries,
      Reservations reservations,
      Visits visits,
      ReleaseVisit releaseVisit,
      Plan plan,
      KeepPlan keepPlan,
      Timeline timeline,
      SiteClock siteClock,
      Clock clock) {
    this.orders = orders;
    this.components = components;
    this.deliveries = deliveries;
    this.reservations = reservations;
    this.visits = visits;
    this.releaseVisit = releaseVisit;
    this.plan = plan;
    this.keepPlan = keepPlan;
    this.timeline = timeline;
    this.siteClock = siteClock;
    this.clock = clock;
  }

  /**
   * @param visitNeeded whether a technician has to come
   * @param visitToCancel whether the workforce system has to be told that nobody comes
   * @param readyAt when its ready day begins at the site; present if the date is known
   * @param components all that is to be realised
   * @param undatedComponents those of them whose capacity has no date
   * @param unchecked whether capacity was never asked for where it has no date
   * @param reservedComponents those of them that capacity is held for
   * @param shortage what planning has to do, if the date is not known and was asked for
   */
  public record Assessment(
      boolean visitNeeded,
      boolean visitToCancel,
      Optional<Instant> readyAt,
      List<ComponentId> components,
      List<ComponentId> undatedComponents,
      boolean unchecked,
      List<ComponentId> reservedComponents,
      Optional<CaseFile> shortage) {

    public boolean dateKnown() {
      return readyAt.isPresent();
    }
  }

  /** What can no longer be had together with the rest goes into a delivery of its own. */
  public Assessment forDelivery(DeliveryId id) {
    ProductOrder around = orders.lockAround(deliveries.get(id).order(), id);
    Delivery delivery = deliveries.get(id);
    List<Component> open = components.of(id).stream().filter(Component::isOpen).toList();
    List<Component> all = components.withPrerequisites(ids(open));
    boolean amongThemselves = all.stream().map(Component::item).allMatch(around::has);
    ProductOrder order = amongThemselves ? around : orders.lock(around.id());
    List<Group> groups = plan.groupsOf(order, all, open);
    if (groups.size() > 1) {
      plan.split(delivery, order, groups.subList(1, groups.size()));
    }
    Optional<Site> site = open.stream().findFirst().flatMap(c -> order.siteOf(c.item()));
    Group group =
        groups.isEmpty()
            ? new Group(delivery.site(), Optional.of(siteClock.todayAt(site)), List.of())
            : groups.get(0);
    boolean visitNeeded = delivery.needsVisitFor(group.components());
    Optional<LocalDate> ready =
        visitNeeded ? group.readyDate().map(delivery.nextVisit()::after) : group.readyDate();
    Delivery assessed =
        (delivery.state() == DeliveryState.PLANNED ? delivery.in(DeliveryState.STARTED) : delivery)
            .ready(ready);
    deliveries.update(assessed);
    if (groups.size() > 1) {
      keepPlan.because(Why.SPLIT, orders.get(order.id()));
    } else if (!assessed.readyDate().equals(delivery.readyDate())) {
      keepPlan.because(Why.REPLANNED, orders.get(order.id()));
    }
    List<Component> undated =
        group.components().stream().filter(c -> !c.availability().isDated()).toList();
    boolean dateKnown = ready.isPresent();
    if (!dateKnown) {
      deliveries.expect(Map.of(id, Optional.empty()));
    }
    showItemsWaiting(order, group);
    boolean unchecked =
        undated.stream().anyMatch(c -> c.availability() instanceof Availability.Unchecked);
    Optional<CaseFile> shortage =
        dateKnown || unchecked ? Optional.empty() : Optional.of(shortage(order, assessed, undated));
    return new Assessment(
        visitNeeded,
        !(visitNeeded && dateKnown) && releaseVisit.forDelivery(assessed),
        ready.map(day -> wantedFrom(order, day, site)),
        ids(group.components()),
        ids(undated),
        unchecked,
        reserved(id, group.components()),
        shortage);
  }

  private Instant wantedFrom(ProductOrder order, LocalDate day, Optional<Site> site) {
    Instant start = siteClock.startOf(day, site);
    return order.wantedFrom().filter(start::isBefore).orElse(start);
  }

  private List<ComponentId> reserved(DeliveryId id, List<Component> group) {
    Set<ComponentId> mine = new HashSet<>(ids(group));
    return reservations.heldFor(id).stream()
        .map(Reservation::component)
        .filter(mine::contains)
        .toList();
  }

  /** Nobody is to come before there is a date again; another visit is booked then. */
  private static String calledOff(Visits.Visit visit) {
    return " The visit on "
        + visit.day()
        + (visit.technician().isEmpty() ? "" : " by " + visit.technician())
        + " does not take place.";
  }

  private CaseFile shortage(ProductOrder order, Delivery delivery, List<Component> undated) {
    String situation =
        "No capacity for "
            + Names.of(undated)
            + delivery.site().map(site -> " at " + site).orElse("")
            + ", and no date from when on."
            + visits
                .visitOf(delivery.id())
                .filter(Visits.Visit::booked)
                .map(AssessDelivery::calledOff)
                .orElse("");
    timeline.add(
        order.id(),
        TimelineEntry.of(EventKind.CAPACITY_SHORT, situation).with("delivery", delivery.number()));
    undated.stream()
        .map(Component::item)
        .distinct()
        .forEach(
            item ->
                timeline.add(
                    order.id(),
                    TimelineEntry.of(
                            EventKind.INFORMATION_REQUIRED,
                            "Item " + item + " needs a place with capacity")
                        .about(item)
                        .with("fieldPath", "product.place")));
    return CaseFile.about(
        order,
        situation,
        "See to it that there is capacity and check again, or cancel what has none.");
  }

  /** An item waits while something of it has no date; what is held stays so. */
  private void showItemsWaiting(ProductOrder order, Group group) {
    List<ItemId> items = group.components().stream().map(Component::item).distinct().toList();
    Map<DeliveryId, List<Component>> brought =
        components.of(order.id(), items).stream()
            .filter(component -> component.isOpen() && component.delivery().isPresent())
            .collect(groupingBy(component -> component.delivery().orElseThrow()));
    Set<ItemId> waiting =
        brought.entrySet().stream()
            .filter(delivery -> deliveries.get(delivery.getKey()).readyDate().isEmpty())
            .flatMap(delivery -> delivery.getValue().stream())
            .map(Component::item)
            .collect(toSet());
    boolean moved = false;
    for (ItemId item : items) {
      ItemState state = order.item(item).state();
      if (waiting.contains(item) && state == ItemState.IN_PROGRESS) {
        order.moveItem(item, ItemState.PENDING, clock.instant());
        moved = true;
      } else if (!waiting.contains(item) && state == ItemState.PENDING) {
        order.moveItem(item, ItemState.IN_PROGRESS, clock.instant());
        moved = true;
      }
    }
    if (moved) {
      orders.update(order);
    }
  }

  private static List<ComponentId> ids(List<Component> some) {
    return some.stream().map(Component::id).toList();
  }
}
