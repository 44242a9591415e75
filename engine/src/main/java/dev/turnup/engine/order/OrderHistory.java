package dev.turnup.engine.order;

import dev.turnup.engine.order.OrderDocuments.OrderDocument;
import java.util.Optional;

/** What orders were like before. */
public interface OrderHistory {

  /**
   * The order right after an entry of its timeline: the document that its caller had sent, its
   * promise, and the states of it and its items. Remarks of people, and who the customer is by
   * Turnup's own books, are those of now.
   */
  Optional<OrderDocument> asOf(OrderId id, long sequence);
}
