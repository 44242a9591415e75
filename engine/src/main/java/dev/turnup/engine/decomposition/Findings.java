package dev.turnup.engine.decomposition;

import dev.turnup.engine.order.OrderId;
import java.util.List;

/** What was found wrong with orders when they were decomposed last. */
public interface Findings {

  void replace(OrderId order, List<Finding> findings);

  /** Adds to what was found already. */
  void add(OrderId order, List<Finding> findings);

  List<Finding> of(OrderId order);
}
