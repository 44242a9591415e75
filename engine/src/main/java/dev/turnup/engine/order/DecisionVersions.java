package dev.turnup.engine.order;

import java.util.Map;

/** By which version of each decision table an order is decided. */
public interface DecisionVersions {

  /** Definition ids by table; a table that is not named is decided by its newest version. */
  Map<String, String> of(OrderId order);

  /** Notes them for an order that is being accepted. */
  void pin(OrderId order, Map<String, String> definitionIds);
}
