package dev.turnup.engine.delivery;

import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.util.Optional;

/** The plans of all orders, every version of them. */
public interface PlanVersions {

  /** Adds the next version of a locked order's plan, which is up to date then. */
  void add(OrderId order, Instant madeAt, PlanVersion.Why why, Blueprint blueprint);

  /** Keeps in mind that a locked order's plan is not what is planned now; if it has one. */
  void outdate(OrderId order);

  /** Whether the newest version is not what is planned now. */
  boolean isOutdated(OrderId order);

  /** The version of this number, or the newest; empty if there is none. */
  Optional<PlanVersion> find(OrderId order, Optional<Integer> version);
}
