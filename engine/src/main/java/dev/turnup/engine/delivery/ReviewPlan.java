package dev.turnup.engine.delivery;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.delivery.PlanVersion.Why;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.UseCase;
import java.util.List;

/**
 * Tells what of the plan has not been started: what a delivery left over, and what can be planned
 * only now.
 */
@UseCase
public final class ReviewPlan {

  private final Orders orders;
  private final Components components;
  private final Deliveries deliveries;
  private final Plan plan;
  private final KeepPlan keepPlan;

  public ReviewPlan(
      Orders orders, Components components, Deliveries deliveries, Plan plan, KeepPlan keepPlan) {
    this.orders = orders;
    this.components = components;
    this.deliveries = deliveries;
    this.plan = plan;
    this.keepPlan = keepPlan;
  }

  public List<DeliveryId> forOrder(OrderId id) {
    ProductOrder order = orders.lock(id);
    List<Component> all = components.of(id);
    if (!plan.add(order, plan.groupsOf(order, all, Fetching.plannable(all))).isEmpty()) {
      keepPlan.because(Why.REPLANNED, order);
    }
    return deliveries.of(id).stream()
        .filter(delivery -> delivery.state() == DeliveryState.PLANNED)
        .map(Delivery::id)
        .toList();
  }
}
