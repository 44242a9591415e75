package dev.turnup.engine.delivery;

import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;

/** Ends an order all of whose deliveries are over. */
public final class CloseOrder {

  /**
   * @return {@code COMPLETED}, {@code PARTIAL} or {@code FAILED}
   */
  public OrderState forOrder(OrderId id) {
    throw new UnsupportedOperationException();
  }
}
