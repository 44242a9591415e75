package dev.turnup.engine.workflow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;

/**
 * Which rules of a table leave just these outputs empty: the engine does not tell which rule gave
 * an answer, and whoever mends the table wants to know.
 */
record EmptyOutputs(Set<String> names) {

  static EmptyOutputs of(Map<String, Object> outputs) {
    return new EmptyOutputs(
        outputs.entrySet().stream()
            .filter(output -> output.getValue() == null)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet()));
  }

  /** The ids of those rules. */
  List<String> rulesIn(DmnModelInstance model) {
    return model.getModelElementsByType(DecisionTable.class).stream()
        .flatMap(
            table -> table.getRules().stream().filter(rule -> names.equals(leftEmpty(table, rule))))
        .map(Rule::getId)
        .toList();
  }

  private static Set<String> leftEmpty(DecisionTable table, Rule rule) {
    List<Output> outputs = new ArrayList<>(table.getOutputs());
    List<OutputEntry> entries = new ArrayList<>(rule.getOutputEntries());
    Set<String> empty = new HashSet<>();
    for (int i = 0; i < outputs.size(); i++) {
      String cell = entries.get(i).getTextContent().strip();
      if (cell.isEmpty() || cell.equals("null")) {
        empty.add(outputs.get(i).getName());
      }
    }
    return empty;
  }
}
