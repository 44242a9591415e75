package dev.turnup.engine.delivery;

import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.delivery.PlanVersion.Why;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.UseCase;
import java.time.Instant;
import java.util.Optional;

/** Looks again whether an order that waits for its start can start. */
@UseCase
public final class ReviewStart {

  private final Orders orders;
  private final Components components;
  private final PlanStart planStart;
  private final KeepPlan keepPlan;

  public ReviewStart(Orders orders, Components components, PlanStart planStart, KeepPlan keepPlan) {
    this.orders = orders;
    this.components = components;
    this.planStart = planStart;
    this.keepPlan = keepPlan;
  }

  /**
   * Plans the start anew, on the facts of now.
   *
   * @return when to look again; empty if the order starts now
   */
  public Optional<Instant> forOrder(OrderId id) {
    ProductOrder order = orders.lock(id);
    if (planStart.of(order, components.of(id))) {
      orders.update(order);
      keepPlan.because(Why.REPLANNED, order);
    }
    return planStart.waitOf(order);
  }

  /** Whether an order is planned to start later than now. */
  public boolean isToCome(ProductOrder order) {
    return planStart.isToCome(order);
  }

  /**
   * When an order looks again that was to wait when it was planned. To be called in the transaction
   * in which it begins to wait: what happened until then is seen, and what happens from then on
   * finds it waiting, as the order and those that it waits for are locked.
   */
  public Instant lookAgainAt(OrderId id) {
    return planStart.lookAgainAt(orders.lock(id));
  }
}
