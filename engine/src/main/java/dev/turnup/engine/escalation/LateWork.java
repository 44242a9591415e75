package dev.turnup.engine.escalation;

import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.util.Optional;

/** People's work on an order that is not done when it should be. */
@FunctionalInterface
public interface LateWork {

  /**
   * The group whose work was found: of several that which is late for longest, and what is to be
   * done at once though it is not late comes last. Escalations are no such work.
   *
   * @param finding one of people
   */
  Optional<String> desk(OrderId order, Finding finding, Instant now);
}
