package dev.turnup.engine.delivery;

import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import java.util.List;

/** Tells what of the plan has not been started: what a delivery left over. */
public final class ReviewPlan {

  public List<DeliveryId> forOrder(OrderId id) {
    throw new UnsupportedOperationException();
  }
}
