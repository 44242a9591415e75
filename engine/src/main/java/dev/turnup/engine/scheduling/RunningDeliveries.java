package dev.turnup.engine.scheduling;

import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;

/** The deliveries that wait for their visit, or for somebody to find a time for it. */
public interface RunningDeliveries {

  /**
   * The visit of a delivery is at another time, or is to be, or there is one at last; in the
   * caller's transaction. An order that waits for its start looks at it again.
   *
   * @return whether it waited
   * @throws dev.turnup.engine.order.StaleVersion if the visit is reported at this moment
   */
  boolean visitMoved(OrderId order, DeliveryId delivery);

  /**
   * Another time is wanted for the visit of a delivery, to which the workforce system has to agree
   * first: whoever is to make it goes on waiting for it until then. The same else.
   *
   * @return whether it waited, or is just being agreed on
   */
  boolean otherVisitWanted(OrderId order, DeliveryId delivery);
}
