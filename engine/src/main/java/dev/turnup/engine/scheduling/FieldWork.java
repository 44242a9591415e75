package dev.turnup.engine.scheduling;

import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;

/** The visits as they lie in technicians' lists of work. */
public interface FieldWork {

  /** Takes a visit from this technician's list, if it is there; whoever can may take it then. */
  void takeFrom(String technician, OrderId order, DeliveryId delivery);
}
