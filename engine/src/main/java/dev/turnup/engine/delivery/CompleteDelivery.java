package dev.turnup.engine.delivery;

import static java.util.stream.Collectors.toSet;

import dev.turnup.engine.capacity.Reservation;
import dev.turnup.engine.capacity.Reservations;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.Names;
import dev.turnup.engine.delivery.PlanVersion.Why;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.util.List;
import java.util.Set;

/** Ends a delivery; what is left of it goes into a new one. */
@UseCase
public final class CompleteDelivery {

  private final Orders orders;
  private final Components components;
  private final Deliveries deliveries;
  private final Reservations reservations;
  private final ReleaseVisit releaseVisit;
  private final LeftVisits leftVisits;
  private final Plan plan;
  private final KeepPlan keepPlan;
  private final Timeline timeline;

  public CompleteDelivery(
      Orders orders,
      Components components,
      Deliveries deliveries,
      Reservations reservations,
      ReleaseVisit releaseVisit,
      LeftVisits leftVisits,
      Plan plan,
      KeepPlan keepPlan,
      Timeline timeline) {
    this.orders = orders;
    this.components = components;
    this.deliveries = deliveries;
    this.reservations = reservations;
    this.releaseVisit = releaseVisit;
    this.leftVisits = leftVisits;
    this.plan = plan;
    this.keepPlan = keepPlan;
    this.timeline = timeline;
  }

  /**
   * What is to be given back.
   *
   * @param reservedComponents the components whose reservation is not needed
   * @param visitToCancel whether the workforce system has to be told that nobody comes, and that is
   *     not under way already
   */
  public record Left(List<ComponentId> reservedComponents, boolean visitToCancel) {}

  /** A visit that is still to come does not take place. */
  public Left forDelivery(DeliveryId id) {
    orders.lockRow(deliveries.get(id).order());
    Delivery delivery = deliveries.get(id);
    List<Component> all = components.of(id);
    boolean visitToCancel =
        releaseVisit.forDelivery(delivery) && !leftVisits.isBeingCalledOff(delivery.order(), id);
    end(delivery, all.stream().filter(Component::isDone).toList());
    List<Component> left = all.stream().filter(Component::isOpen).toList();
    if (!left.isEmpty()) {
      ProductOrder order = orders.lock(delivery.order());
      plan.split(delivery, order, plan.groupsOf(order, components.of(order.id()), left));
      keepPlan.because(Why.SPLIT, order);
    }
    Set<ComponentId> givenUp =
        in(ComponentState.CANCELLED, all).stream().map(Component::id).collect(toSet());
    return new Left(
        reservations.heldFor(id).stream()
            .map(Reservation::component)
            .filter(givenUp::contains)
            .toList(),
        visitToCancel);
  }

  private void end(Delivery delivery, List<Component> delivered) {
    if (delivered.isEmpty()) {
      deliveries.update(delivery.in(DeliveryState.CANCELLED));
      timeline.add(
          delivery.order(),
          TimelineEntry.of(
                  EventKind.NOTED, "Delivery " + delivery.number() + " does not take place")
              .with("delivery", delivery.number()));
    } else {
      deliveries.update(delivery.in(DeliveryState.DELIVERED));
      timeline.add(
          delivery.order(),
          TimelineEntry.of(
                  EventKind.DELIVERED,
                  "Delivery " + delivery.number() + " delivered: " + Names.of(delivered))
              .with("delivery", delivery.number()));
    }
  }

  private static List<Component> in(ComponentState state, List<Component> all) {
    return all.stream().filter(component -> component.state() == state).toList();
  }
}
