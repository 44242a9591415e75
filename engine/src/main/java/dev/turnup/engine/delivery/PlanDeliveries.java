package dev.turnup.engine.delivery;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.UseCase;
import java.util.List;

/** Decides what of an order reaches the customer together. */
@UseCase
public final class PlanDeliveries {

  private final Orders orders;
  private final Components components;
  private final Plan plan;

  public PlanDeliveries(Orders orders, Components components, Plan plan) {
    this.orders = orders;
    this.components = components;
    this.plan = plan;
  }

  /**
   * Plans what no delivery brings yet.
   *
   * @return the deliveries, the earliest first
   */
  public List<DeliveryId> forOrder(OrderId id) {
    ProductOrder order = orders.lock(id);
    List<Component> all = components.of(id);
    List<Component> open =
        all.stream()
            .filter(component -> component.isOpen() && component.delivery().isEmpty())
            .toList();
    return plan.add(order, plan.groupsOf(order, all, open)).stream().map(Delivery::id).toList();
  }
}
