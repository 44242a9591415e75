package dev.turnup.engine.decomposition;

import dev.turnup.engine.order.OrderId;

/** Turns the items of an order into components, and notes what stands in the way. */
public final class DecomposeItems {

  /** Replaces what was made of the order before; nothing has been done for it yet. */
  public void forOrder(OrderId id) {
    throw new UnsupportedOperationException();
  }
}
