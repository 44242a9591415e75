package dev.turnup.engine.order;

import dev.turnup.engine.order.OrderDocuments.OrderDocument;
import java.util.Optional;

/** What orders were like before. */
public interface OrderHistory {

  /**
   * The order with the states that it and its items had right after an entry of its timeline; the
   * rest is as it is now.
   */
  Optional<OrderDocument> asOf(OrderId id, long sequence);
}
