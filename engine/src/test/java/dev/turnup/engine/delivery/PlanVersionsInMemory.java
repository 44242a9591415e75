package dev.turnup.engine.delivery;

import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans without a database. */
public final class PlanVersionsInMemory implements PlanVersions {

  private final List<PlanVersion> all = new ArrayList<>();

  @Override
  public void add(OrderId order, Instant madeAt, PlanVersion.Why why, Blueprint blueprint) {
    int version = of(order).size() + 1;
    all.add(new PlanVersion(order, version, version, madeAt, why, blueprint));
  }

  @Override
  public Optional<PlanVersion> find(OrderId order, Optional<Integer> version) {
    List<PlanVersion> some = of(order);
    return some.stream().filter(plan -> plan.version() == version.orElse(some.size())).findFirst();
  }

  /** Oldest first. */
  public List<PlanVersion> of(OrderId order) {
    return all.stream().filter(plan -> plan.order().equals(order)).toList();
  }
}
