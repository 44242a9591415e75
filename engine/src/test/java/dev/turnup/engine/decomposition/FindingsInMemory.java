package dev.turnup.engine.decomposition;

import dev.turnup.engine.order.OrderId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Findings without a database. */
public final class FindingsInMemory implements Findings {

  private final Map<OrderId, List<Finding>> findings = new HashMap<>();

  @Override
  public void replace(OrderId order, List<Finding> found) {
    findings.put(order, List.copyOf(found));
  }

  @Override
  public void add(OrderId order, List<Finding> found) {
    replace(order, Stream.concat(of(order).stream(), found.stream()).toList());
  }

  @Override
  public List<Finding> of(OrderId order) {
    return findings.getOrDefault(order, List.of());
  }
}
