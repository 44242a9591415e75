package dev.turnup.engine.delivery;

import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import java.util.List;

/** Decides what of an order reaches the customer together. */
public final class PlanDeliveries {

  /**
   * @return the deliveries, the earliest first
   */
  public List<DeliveryId> forOrder(OrderId id) {
    throw new UnsupportedOperationException();
  }
}
