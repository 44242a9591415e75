package dev.turnup.engine.order;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The orders as their senders wrote them, beside what became of them. */
public interface OrderDocuments {

  /**
   * One order; empty if there is none, it was deleted, or it belongs to somebody else than {@code
   * onlyOf}.
   */
  Optional<OrderDocument> find(OrderId id, Optional<String> onlyOf);

  /** The same with the order's row locked until the transaction ends, for who will change it. */
  Optional<OrderDocument> lock(OrderId id, Optional<String> onlyOf);

  /**
   * Orders that exist, deleted ones too, in this sequence.
   *
   * @param items false leaves the items out, in the order and in its document: the larger part
   */
  List<OrderDocument> all(List<OrderId> ids, boolean items);

  /**
   * An order and the current revision of its document.
   *
   * @param revision counts what callers changed, from 1; what becomes of the order leaves it as it
   *     is
   * @param document JSON text; unknown attributes and digits of numbers are as they were sent
   * @param zone the time zone of the order's site, in which its dates are days
   * @param notes remarks of Turnup and its people, oldest first
   */
  record OrderDocument(
      ProductOrder order, int revision, String document, ZoneId zone, List<Notes.Note> notes) {

    /** The same with the order as it was. */
    public OrderDocument then(ProductOrder before) {
      return new OrderDocument(before, revision, document, zone, notes);
    }
  }
}
