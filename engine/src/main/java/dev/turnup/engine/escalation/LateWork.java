package dev.turnup.engine.escalation;

import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.util.Optional;

/** People's work on an order that is not done when it should be. */
@FunctionalInterface
public interface LateWork {

  /** The group that has what is late for longest; escalations are no such work. */
  Optional<String> desk(OrderId order, Instant now);
}
