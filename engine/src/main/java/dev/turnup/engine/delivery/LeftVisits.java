package dev.turnup.engine.delivery;

import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;

/** What the workforce system keeps, or may keep, for deliveries where nobody has to come again. */
public interface LeftVisits {

  /**
   * Has the workforce system told that nobody comes, in the caller's transaction; the delivery does
   * not wait for that.
   */
  void callOff(OrderId order, DeliveryId delivery);

  /** Whether that is under way, or waits for what people decide about it. */
  boolean isBeingCalledOff(OrderId order, DeliveryId delivery);
}
