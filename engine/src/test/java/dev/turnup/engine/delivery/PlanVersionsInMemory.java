package dev.turnup.engine.delivery;

import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plans without a database. */
public final class PlanVersionsInMemory implements PlanVersions {

  private final List<PlanVersion> all = new ArrayList<>();
  private final Set<OrderId> outdated = new HashSet<>();

  @Override
  public void add(OrderId order, Instant madeAt, PlanVersion.Why why, Blueprint blueprint) {
    int version = of(order).size() + 1;
    all.add(new PlanVersion(order, version, version, madeAt, why, blueprint));
    outdated.remove(order);
  }

  @Override
  public void outdate(OrderId order) {
    if (!of(order).isEmpty()) {
      outdated.add(order);
    }
  }

  @Override
  public boolean isOutdated(OrderId order) {
    return outdated.contains(order);
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
