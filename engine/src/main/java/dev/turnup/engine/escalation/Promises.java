package dev.turnup.engine.escalation;

import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Promises that something speaks against, and in how much jeopardy they are. */
public interface Promises {

  /**
   * The orders whose promise is over, that something speaks against, or that are in jeopardy. Of
   * very many orders those whose plans speak against it are found in the course of some looks.
   */
  List<OrderId> doubtful(Instant now);

  /** The promises of some orders, as far as they have one. */
  List<Promise> of(Collection<OrderId> orders);

  /** The promise of a locked order; empty if it has none. */
  Optional<Promise> of(OrderId order);

  /**
   * Keeps its jeopardy, if there is any.
   *
   * @param waitsFor what it shares with other orders: while it is amber, nobody is told of each
   */
  void keep(OrderId order, Jeopardy jeopardy, String reason, Optional<String> waitsFor);
}
