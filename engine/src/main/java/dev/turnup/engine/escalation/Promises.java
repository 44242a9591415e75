package dev.turnup.engine.escalation;

import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Promises that something speaks against, and in how much jeopardy they are. */
public interface Promises {

  /**
   * Up to {@code limit} promises that are over, that something speaks against, or that are in
   * jeopardy, by order.
   *
   * @param after the last order of the page before
   */
  List<Promise> doubtful(Instant now, Optional<OrderId> after, int limit);

  /** The promise of a locked order; empty if it has none. */
  Optional<Promise> of(OrderId order);

  /**
   * Keeps its jeopardy, if there is any.
   *
   * @param waitsFor what it shares with other orders: while it is amber, nobody is told of each
   */
  void keep(OrderId order, Jeopardy jeopardy, String reason, Optional<String> waitsFor);
}
