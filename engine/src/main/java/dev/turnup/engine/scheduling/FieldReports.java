package dev.turnup.engine.scheduling;

import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;

/** How visits ended, as technicians report it. */
public interface FieldReports {

  /**
   * Reports a visit as done in its technician's place.
   *
   * @return false if nobody waits for that report
   */
  boolean done(OrderId order, DeliveryId delivery);
}
