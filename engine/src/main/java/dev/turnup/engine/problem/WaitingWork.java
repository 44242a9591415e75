package dev.turnup.engine.problem;

import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;

/** The work on fallouts that hears when something has become of a problem. */
public interface WaitingWork {

  /**
   * Something is different for this fallout: it looks again, in a transaction of its own.
   *
   * @return whether it waited for such news
   */
  boolean lookAgain(OrderId order, FalloutId fallout);

  /** Whether it is about to look for its problem in any case, whatever it has heard. */
  boolean isAboutToLook(OrderId order, FalloutId fallout);
}
