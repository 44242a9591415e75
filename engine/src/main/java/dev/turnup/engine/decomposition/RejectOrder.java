package dev.turnup.engine.decomposition;

import dev.turnup.engine.order.OrderId;

/** Ends an order that cannot be fulfilled, with every reason. */
public final class RejectOrder {

  /** An order that waited for a repair ends cancelled, as TMF622's diagram wants it. */
  public void forOrder(OrderId id) {
    throw new UnsupportedOperationException();
  }
}
