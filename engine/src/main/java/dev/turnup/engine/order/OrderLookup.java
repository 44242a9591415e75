package dev.turnup.engine.order;

import java.time.Instant;
import java.util.List;

/** Finds orders, finished ones too, by what people know of them. */
public interface OrderLookup {

  /**
   * Orders whose number or customer id is the text, or whose customer's name begins with it in any
   * case; newest first.
   *
   * @param limit how many at most
   */
  List<Hit> search(String text, int limit);

  /** An order that was found. */
  record Hit(
      OrderId id, OrderState state, String customerId, String customerName, Instant orderDate) {}
}
