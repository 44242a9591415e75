package dev.turnup.engine.order;

import java.time.Instant;
import java.util.List;

/**
 * Every change of an order, in sequence; nothing in it is ever changed or removed. It is the outbox
 * of notices too.
 */
public interface Timeline {

  /**
   * Appends an entry in the caller's transaction, caused by whoever acts in it (a person, a caller
   * or Turnup itself).
   */
  default void add(OrderId order, TimelineEntry entry) {
    addAll(order, List.of(entry));
  }

  /** The same for entries in this order, of which there may be very many. */
  void addAll(OrderId order, List<TimelineEntry> entries);

  /** Up to {@code limit} entries of the order with a sequence above {@code after}, oldest first. */
  List<Recorded> of(OrderId order, long after, int limit);

  /**
   * The newest {@code limit} of the entries that tell its story, all but the moves of single items;
   * oldest first.
   */
  List<Recorded> story(OrderId order, int limit);

  /**
   * An entry as it was recorded.
   *
   * @param sequence rises within the order; one that was written first may be committed last
   * @param actor who or what caused it
   */
  record Recorded(long sequence, Instant at, String actor, TimelineEntry entry) {}
}
