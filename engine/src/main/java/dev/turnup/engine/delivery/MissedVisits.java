package dev.turnup.engine.delivery;

import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.VisitId;
import java.time.Instant;

/** The visits that were in vain through customers. */
public interface MissedVisits {

  /** How many journeys to an order's sites were in vain so. */
  int of(OrderId order);

  /**
   * Whether another visit of the same journey is known to have been missed. Who asks for the same
   * journey in this moment waits until this transaction has ended.
   */
  boolean isOnMissedJourney(VisitId id);

  /** Writes down a visit that has ended so; no visit is missed twice. */
  void add(MissedVisit missed, Instant now);

  /**
   * @throws java.util.NoSuchElementException if there is none
   */
  MissedVisit get(VisitId id);

  /**
   * Writes down that it is charged.
   *
   * @return false, and nothing is written, if that is known
   */
  boolean charged(VisitId id, String reference, Instant now);
}
