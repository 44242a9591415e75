package dev.turnup.engine.scheduling;

import static java.util.stream.Collectors.groupingBy;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.delivery.Deliveries;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.UseCase;
import java.util.List;
import java.util.Map;

/** Finds what a technician has still to come for. */
@UseCase
public final class FindVisits {

  private final Components components;
  private final Deliveries deliveries;

  public FindVisits(Components components, Deliveries deliveries) {
    this.components = components;
    this.deliveries = deliveries;
  }

  /** The deliveries of an order that are planned and not installed yet, by number. */
  public List<Delivery> ofOrder(OrderId order) {
    Map<DeliveryId, List<Component>> brought =
        components.of(order).stream()
            .filter(component -> component.isOpen() && component.delivery().isPresent())
            .collect(groupingBy(component -> component.delivery().orElseThrow()));
    return deliveries.of(order).stream()
        .filter(
            delivery ->
                delivery.isOpen()
                    && delivery.needsVisitFor(brought.getOrDefault(delivery.id(), List.of())))
        .toList();
  }
}
