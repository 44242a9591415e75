package dev.turnup.engine.order;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A decision table that Turnup asks, as far as it is not the analyst's to say. It may have further
 * inputs and outputs.
 *
 * @param inputs by name, those that have only a few values
 * @param outputs that are read
 */
public record DecisionTable(String key, Map<String, Words> inputs, List<Output<?>> outputs) {

  public DecisionTable {
    inputs = Map.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  public DecisionTable(String key, Output<?>... outputs) {
    this(key, Map.of(), List.of(outputs));
  }

  /** The same, an input of which has only a few values. */
  public DecisionTable asking(String input, Words words) {
    Map<String, Words> all = new HashMap<>(inputs);
    all.put(input, words);
    return new DecisionTable(key, all, outputs);
  }
}
