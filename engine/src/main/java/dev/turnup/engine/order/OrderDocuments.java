package dev.turnup.engine.order;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The orders as their senders wrote them, beside what became of them. */
public interface OrderDocuments {

  /** One order; empty if there is none, or it belongs to somebody else than {@code onlyOf}. */
  Optional<OrderDocument> find(OrderId id, Optional<String> onlyOf);

  /**
   * A page of orders, newest first.
   *
   * @param onlyOf the caller whose orders are meant; all if empty
   * @param states the states that are meant; all if empty
   * @param limit how many at most
   */
  Page page(Optional<String> onlyOf, Set<OrderState> states, int offset, int limit);

  /**
   * An order and the current revision of its document.
   *
   * @param document JSON text; unknown attributes and digits of numbers are as they were sent
   */
  record OrderDocument(ProductOrder order, String document) {}

  /**
   * Some orders of many.
   *
   * @param total how many there are, counted up to {@link #COUNTED}
   */
  record Page(List<OrderDocument> orders, long total) {
    /** Totals above this are not counted. */
    public static final int COUNTED = 10_000;
  }
}
