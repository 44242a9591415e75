package dev.turnup.engine.fallout;

import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;

/** Decisions that wait in the workflow for the time in which they may be taken back. */
public interface WaitingDecisions {

  /**
   * Has the desk decide again, in the caller's transaction.
   *
   * @return false if the decision does not wait, or no more
   */
  boolean takenBack(OrderId order, FalloutId fallout);
}
