package dev.turnup.engine.escalation;

import dev.turnup.engine.fallout.Fallout;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What the rows tell about orders that may be stuck. */
public interface LateOrders {

  /**
   * Up to {@code limit} open orders that nobody looks after or was asked to leave alone for now, by
   * number as text.
   *
   * @param after the last order of the page before
   */
  List<OrderId> open(Instant now, Optional<OrderId> after, int limit);

  /** Those of the orders that are open, nobody looks after and nobody was asked to leave alone. */
  Set<OrderId> unattended(Collection<OrderId> orders, Instant now);

  /** Those of the orders that are open. */
  Set<OrderId> open(Collection<OrderId> orders);

  /**
   * Up to {@code limit} fallouts that should have been settled by now, by id.
   *
   * @param after the last fallout of the page before
   */
  List<Fallout> overdueFallouts(Instant now, Optional<FalloutId> after, int limit);

  /** Those of the orders that have such a fallout. */
  Set<OrderId> withOverdueFallout(Collection<OrderId> orders, Instant now);

  /**
   * Up to {@code limit} visits that their technicians cannot make, and that are so near, or begun,
   * that people have to see to them, by id.
   *
   * @param after the last visit of the page before
   */
  List<LostVisit> lostVisits(Instant now, Optional<UUID> after, int limit);

  /** Those of the orders that have such a visit. */
  Set<OrderId> withLostVisit(Collection<OrderId> orders, Instant now);

  /**
   * A visit to which nobody comes.
   *
   * @param start at the site
   */
  record LostVisit(UUID id, OrderId order, ZonedDateTime start) {}
}
