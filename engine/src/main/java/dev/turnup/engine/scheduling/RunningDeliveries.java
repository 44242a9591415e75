package dev.turnup.engine.scheduling;

import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;

/** The deliveries that wait for their visit. */
public interface RunningDeliveries {

  /**
   * The visit that a delivery waits for is at another time; in the caller's transaction.
   *
   * @return whether it waited
   * @throws dev.turnup.engine.order.StaleVersion if the visit is reported at this moment
   */
  boolean visitMoved(OrderId order, DeliveryId delivery);
}
