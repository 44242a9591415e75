package dev.turnup.engine.delivery;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.delivery.PlanVersion.Why;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.UseCase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides what of an order reaches the customer together. */
@UseCase
public final class PlanDeliveries {

  private final Orders orders;
  private final Components components;
  private final Plan plan;
  private final PlanStart planStart;
  private final KeepPlan keepPlan;

  public PlanDeliveries(
      Orders orders, Components components, Plan plan, PlanStart planStart, KeepPlan keepPlan) {
    this.orders = orders;
    this.components = components;
    this.plan = plan;
    this.planStart = planStart;
    this.keepPlan = keepPlan;
  }

  /**
   * @param deliveries the earliest first
   * @param waitUntil when to look again whether the order can start; empty if it starts now
   */
  public record Planned(List<DeliveryId> deliveries, Optional<Instant> waitUntil) {}

  /** Plans what no delivery brings yet, and when the order starts. */
  public Planned forOrder(OrderId id) {
    ProductOrder order = orders.lock(id);
    List<Component> all = components.of(id);
    if (planStart.of(order, all)) {
      orders.update(order);
    }
    List<Delivery> added = plan.add(order, plan.groupsOf(order, all, Fetching.plannable(all)));
    if (!added.isEmpty()) {
      keepPlan.because(Why.PLANNED, order);
    }
    return new Planned(added.stream().map(Delivery::id).toList(), planStart.firstWaitOf(order));
  }
}
