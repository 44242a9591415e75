package dev.turnup.engine.delivery;

import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.UseCase;
import java.util.List;

/** Tells what of the plan has not been started: what a delivery left over. */
@UseCase
public final class ReviewPlan {

  private final Deliveries deliveries;

  public ReviewPlan(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  public List<DeliveryId> forOrder(OrderId id) {
    return deliveries.of(id).stream()
        .filter(delivery -> delivery.state() == DeliveryState.PLANNED)
        .map(Delivery::id)
        .toList();
  }
}
