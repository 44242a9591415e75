package dev.turnup.engine.delivery;

import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.util.Optional;

/** The plans of all orders, every version of them. */
public interface PlanVersions {

  /** Adds the next version of a locked order's plan. */
  void add(OrderId order, Instant madeAt, PlanVersion.Why why, Blueprint blueprint);

  /** The version of this number, or the newest; empty if there is none. */
  Optional<PlanVersion> find(OrderId order, Optional<Integer> version);
}
