package dev.turnup.engine.cancellation;

import static java.util.stream.Collectors.toSet;

import dev.turnup.engine.activation.ServiceRecord;
import dev.turnup.engine.activation.ServiceRecords;
import dev.turnup.engine.capacity.Reservation;
import dev.turnup.engine.capacity.Reservations;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Component.Installed;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.Specification.CapacityNeed;
import dev.turnup.engine.delivery.Deliveries;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.delivery.DeliveryState;
import dev.turnup.engine.delivery.ReleaseVisit;
import dev.turnup.engine.fallout.FalloutBook;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Fallouts;
import dev.turnup.engine.order.Fulfillment;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.OutboundCalls;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gives up all that an order was to bring. */
@UseCase
public final class GiveUpOrder {

  private final Orders orders;
  private final Components components;
  private final Deliveries deliveries;
  private final Reservations reservations;
  private final ServiceRecords records;
  private final OutboundCalls outboundCalls;
  private final ReleaseVisit releaseVisit;
  private final FalloutBook fallouts;
  private final Fallouts settling;
  private final Fulfillment fulfillment;
  private final Timeline timeline;

  public GiveUpOrder(
      Orders orders,
      Components components,
      Deliveries deliveries,
      Reservations reservations,
      ServiceRecords records,
      OutboundCalls outboundCalls,
      ReleaseVisit releaseVisit,
      FalloutBook fallouts,
      Fallouts settling,
      Fulfillment fulfillment,
      Timeline timeline) {
    this.orders = orders;
    this.components = components;
    this.deliveries = deliveries;
    this.reservations = reservations;
    this.records = records;
    this.outboundCalls = outboundCalls;
    this.releaseVisit = releaseVisit;
    this.fallouts = fallouts;
    this.settling = settling;
    this.fulfillment = fulfillment;
    this.timeline = timeline;
  }

  /**
   * What is to be undone outside.
   *
   * @param visits the deliveries whose visit the workforce system has, or may have
   * @param undoing components that undo what is switched on; what relied on others comes before
   *     them, as below
   * @param reservedComponents what capacity is held for
   * @param charged what the customer pays something for
   */
  public record Left(
      List<DeliveryId> visits,
      List<ComponentId> undoing,
      List<ComponentId> reservedComponents,
      List<ComponentId> charged) {}

  /** Appointments are released, fallouts settled; nobody waits for a decision any more. */
  public Left forOrder(OrderId id) {
    ProductOrder order = orders.lock(id);
    List<DeliveryId> visits = endDeliveries(id);
    List<Component> dependantsFirst = dependantsFirst(components.of(id));
    List<Component> charged =
        Undoing.of(order, dependantsFirst, outboundCalls.irrevocable(id)).charged();
    giveUp(id, dependantsFirst.stream().filter(Component::isOpen).toList());
    fallouts.unsettled(id).forEach(open -> settling.settle(open.id(), "the order is cancelled"));
    fulfillment.endFallouts(id);
    Set<ComponentId> held =
        reservations.heldFor(id).stream().map(Reservation::component).collect(toSet());
    return new Left(
        visits,
        undoing(Undoing.switchedOn(order, dependantsFirst)),
        dependantsFirst.stream().map(Component::id).filter(held::contains).toList(),
        charged.stream().map(Component::id).toList());
  }

  private List<ComponentId> undoing(List<Component> switchedOn) {
    List<Component> undoing =
        switchedOn.stream()
            .map(component -> component.undoneBy(components.nextId(), asItIs(component)))
            .toList();
    components.add(undoing);
    return undoing.stream().map(Component::id).toList();
  }

  private Installed asItIs(Component component) {
    ServiceRecord record = records.of(component.id());
    return new Installed(
        record.inventory().reference().orElseThrow(),
        record.network().reference().orElse(""),
        component.specification().capacity().map(CapacityNeed::units));
  }

  private List<DeliveryId> endDeliveries(OrderId id) {
    List<DeliveryId> visits = new ArrayList<>();
    for (Delivery delivery : deliveries.of(id)) {
      if (releaseVisit.forDelivery(delivery)) {
        visits.add(delivery.id());
      }
      if (delivery.isOpen()) {
        deliveries.update(delivery.in(DeliveryState.CANCELLED));
      }
    }
    return visits;
  }

  private void giveUp(OrderId order, List<Component> open) {
    components.update(
        open.stream().map(component -> component.in(ComponentState.CANCELLED)).toList());
    timeline.addAll(
        order,
        open.stream()
            .map(
                component ->
                    TimelineEntry.of(EventKind.COMPONENT_GIVEN_UP, component.name() + " given up")
                        .about(component.item())
                        .about(component.id()))
            .toList());
  }

  /** What others rely on comes after all of them. */
  private static List<Component> dependantsFirst(List<Component> all) {
    List<Component> sorted = new ArrayList<>();
    List<Component> left = new ArrayList<>(all);
    while (!left.isEmpty()) {
      Set<ComponentId> needed = new HashSet<>();
      left.forEach(component -> needed.addAll(component.reliesOn()));
      List<Component> next = left.stream().filter(c -> !needed.contains(c.id())).toList();
      if (next.isEmpty()) {
        throw new IllegalStateException("components rely on one another in a circle");
      }
      sorted.addAll(next);
      left.removeAll(next);
    }
    return sorted;
  }
}
