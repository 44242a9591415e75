package dev.turnup.engine.workflow.rules;

import dev.turnup.engine.order.DecisionTable;
import dev.turnup.engine.order.Output;
import dev.turnup.engine.order.Words;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    List<String> inputs = DmnRules.inputNamesOf(table);
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
    allowed(words)
        .ifPresent(
            allowed -> {
              for (String text : FeelCell.textsIn(DmnRules.textOf(cell))) {
                findings.require(
                    allowed.contains(text),
                    cell,
                    "asks whether " + input + " is \"" + text + "\", which it never is",
                    "write " + Words.told(allowed));
              }
            });
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
            || output
                .names()
                .flatMap(this::allowed)
                .map(allowed -> allowed.containsAll(namesIn(output, value)))
                .orElse(true));
  }

  /** One, or those that something is said of. */
  private static Collection<?> namesIn(Output<?> output, Object value) {
    return output.reading().apply(value).orElse(null) instanceof Map<?, ?> several
        ? several.keySet()
        : Set.of(value);
  }

  private String told(Output<?> output) {
    return output
        .names()
        .flatMap(words -> allowed(words).map(allowed -> told(output, words, allowed)))
        .orElse(output.told());
  }

  private static String told(Output<?> output, Words words, Set<String> allowed) {
    Optional<Words.Named> named = words.named();
    if (named.filter(Words.Named.COMPONENT::equals).isPresent()) {
      return output.told()
          + "; a name is "
          + Words.told(allowed)
          + ", or deploy "
          + ComponentNames.TABLE
          + " with it";
    }
    return Words.told(allowed)
        + (named.filter(Words.Named.MODEL::equals).isPresent()
            ? ", or deploy the model with the table"
            : "");
  }

  private Optional<Set<String>> allowed(Words words) {
    Optional<Set<String>> named = words.named().map(known::named).orElse(Optional.of(Set.of()));
    return named.map(
        names -> {
          Set<String> allowed = new TreeSet<>(words.fixed());
          allowed.addAll(names);
          return allowed;
        });
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
