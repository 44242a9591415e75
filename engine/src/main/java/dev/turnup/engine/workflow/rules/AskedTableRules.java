package dev.turnup.engine.workflow.rules;

import dev.turnup.engine.order.DecisionTable;
import dev.turnup.engine.order.Output;
import dev.turnup.engine.order.Words;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Whether a table that Turnup asks gives answers of use; an order would find out else. */
class AskedTableRules {

  private final DecisionTable asked;
  private final XmlElement table;
  private final KnownNames known;
  private final Findings findings;

  AskedTableRules(DecisionTable asked, XmlElement table, KnownNames known, Findings findings) {
    this.asked = asked;
    this.table = table;
    this.known = known;
    this.findings = findings;
  }

  void check() {
    List<String> inputs =
        table
            .children("input")
            .flatMap(XmlElement::all)
            .filter(e -> e.is("inputExpression"))
            .map(DmnRules::textOf)
            .toList();
    asked
        .inputs()
        .forEach(
            (input, words) ->
                cells("inputEntry", inputs.indexOf(input))
                    .forEach(cell -> checkInput(cell, input, words)));
    List<String> outputs = table.children("output").map(XmlElement::label).toList();
    for (Output<?> output : asked.outputs()) {
      findings.require(
          output.mayBeEmpty() || outputs.contains(output.name()),
          table,
          "has no output " + output.name(),
          "add it; it is " + told(output));
      cells("outputEntry", outputs.indexOf(output.name()))
          .forEach(cell -> checkOutput(cell, output));
    }
  }

  /** What an expression comes to is seen in the examples. */
  void checkAnswer(String example, Map<String, Object> answer) {
    for (Output<?> output : asked.outputs()) {
      Object value = answer.get(output.name());
      findings.require(
          takes(output, value == null ? "" : value),
          table,
          "answers %s %s to its example \"%s\"".formatted(output.name(), quoted(value), example),
          "make it " + told(output));
    }
  }

  private void checkInput(XmlElement cell, String input, Words words) {
    Set<String> allowed = allowed(words);
    for (String text : FeelCell.textsIn(DmnRules.textOf(cell))) {
      findings.require(
          allowed.contains(text),
          cell,
          "asks whether " + input + " is \"" + text + "\", which it never is",
          "write " + Words.told(allowed));
    }
  }

  private void checkOutput(XmlElement cell, Output<?> output) {
    FeelCell.literal(DmnRules.textOf(cell))
        .ifPresent(
            value ->
                findings.require(
                    takes(output, value),
                    cell,
                    "its " + output.name() + " is " + quoted(value),
                    "write " + told(output)));
  }

  private boolean takes(Output<?> output, Object value) {
    return output.takes(value)
        && (value.equals("")
            || output.names().map(words -> allowed(words).contains(value)).orElse(true));
  }

  private String told(Output<?> output) {
    return output
        .names()
        .map(
            words ->
                Words.told(allowed(words))
                    + (words.named().filter(Words.Named.MODEL::equals).isPresent()
                        ? ", or deploy the model with the table"
                        : ""))
        .orElse(output.told());
  }

  private Set<String> allowed(Words words) {
    Set<String> allowed = new TreeSet<>(words.fixed());
    words.named().ifPresent(named -> allowed.addAll(known.named(named)));
    return allowed;
  }

  private Stream<XmlElement> cells(String kind, int column) {
    return column < 0
        ? Stream.empty()
        : table.children("rule").flatMap(rule -> rule.children(kind).skip(column).limit(1));
  }

  private static String quoted(Object value) {
    return value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
  }
}
