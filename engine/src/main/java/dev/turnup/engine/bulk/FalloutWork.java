package dev.turnup.engine.bulk;

import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;

/** The work that people have with fallouts. */
public interface FalloutWork {

  /**
   * Decides as a person does who has the work, in the caller's transaction: the step is tried
   * again.
   *
   * @return false if nobody is asked to decide about it at this moment
   * @throws dev.turnup.engine.order.Refused if that cannot be
   * @throws dev.turnup.engine.order.StaleVersion if somebody decides at this moment
   */
  boolean retry(OrderId order, FalloutId fallout);
}
