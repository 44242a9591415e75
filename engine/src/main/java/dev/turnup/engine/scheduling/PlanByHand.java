package dev.turnup.engine.scheduling;

import dev.turnup.engine.delivery.Deliveries;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.UseCase;

/** Leaves a visit to people whose time the workforce system does not keep. */
@UseCase
public final class PlanByHand {

  private final Orders orders;
  private final Deliveries deliveries;
  private final SettleWish settleWish;

  public PlanByHand(Orders orders, Deliveries deliveries, SettleWish settleWish) {
    this.orders = orders;
    this.deliveries = deliveries;
    this.settleWish = settleWish;
  }

  /** A visit that stands stays; where there is none, dispatch is asked as if none were offered. */
  public void forDelivery(DeliveryId id) {
    settleWish.givenUp(orders.lockAround(deliveries.get(id).order(), id), deliveries.get(id));
  }
}
