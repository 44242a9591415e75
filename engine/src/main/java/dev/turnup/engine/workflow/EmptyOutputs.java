package dev.turnup.engine.workflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;

/**
 * Which rules of a table leave which outputs empty: the engine does not tell which rule gave an
 * answer, and whoever mends the table wants to know.
 *
 * @param rules the ids of those that leave just these outputs empty
 */
record EmptyOutputs(Map<Set<String>, List<String>> rules) {

  static EmptyOutputs of(DmnModelInstance model) {
    Map<Set<String>, List<String>> rules = new HashMap<>();
    for (DecisionTable table : model.getModelElementsByType(DecisionTable.class)) {
      List<String> outputs = table.getOutputs().stream().map(Output::getName).toList();
      for (Rule rule : table.getRules()) {
        rules
            .computeIfAbsent(leftEmpty(outputs, rule), names -> new ArrayList<>())
            .add(rule.getId());
      }
    }
    return new EmptyOutputs(rules);
  }

  private static Set<String> leftEmpty(List<String> outputs, Rule rule) {
    List<OutputEntry> entries = List.copyOf(rule.getOutputEntries());
    Set<String> empty = new HashSet<>();
    for (int i = 0; i < outputs.size(); i++) {
      String cell = entries.get(i).getTextContent().strip();
      if (cell.isEmpty() || cell.equals("null")) {
        empty.add(outputs.get(i));
      }
    }
    return empty;
  }
}
