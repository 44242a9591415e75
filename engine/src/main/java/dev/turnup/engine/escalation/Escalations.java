package dev.turnup.engine.escalation;

import java.util.List;
import java.util.Optional;

/** The escalations that Turnup keeps. */
public interface Escalations {

  /** Adds an open one; false, and nothing is added, if the order has one that is open. */
  boolean add(Escalation escalation);

  /**
   * @throws java.util.NoSuchElementException if there is none
   */
  Escalation get(EscalationId id);

  /**
   * Writes level, deadline and end.
   *
   * @throws dev.turnup.engine.order.StaleVersion if it was changed since it was read
   */
  void update(Escalation escalation);

  /**
   * Up to {@code limit} open ones, by id.
   *
   * @param after the last one of the page before
   */
  List<Escalation> open(Optional<EscalationId> after, int limit);
}
