package dev.turnup.engine.workflow.rules;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineException;

/** The rules of one decision; each method is one of them. */
class DmnRules {

  private static final Set<String> HIT_POLICIES = Set.of("", "UNIQUE", "COLLECT");

  private static final Set<String> IMPURE = Set.of("now", "today", "random number");

  /** Of what an order says, no more is known than these. */
  private static final Set<String> TYPES =
      new TreeSet<>(Set.of("string", "boolean", "integer", "long", "double", "number"));

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final TypeReference<Map<String, Object>> VARIABLES = new TypeReference<>() {};

  private final String file;
  private final byte[] document;
  private final XmlElement definitions;
  private final KnownNames known;
  private final DmnEngine engine;
  private final Findings findings;

  DmnRules(
      String file,
      byte[] document,
      XmlElement definitions,
      KnownNames known,
      DmnEngine engine,
      Findings findings) {
    this.file = file;
    this.document = document;
    this.definitions = definitions;
    this.known = known;
    this.engine = engine;
    this.findings = findings;
  }

  void check() {
    List<XmlElement> decisions = definitions.children("decision").toList();
    if (decisions.size() != 1 || !decisions.get(0).has("decisionTable")) {
      findings.add(
          definitions,
          "is not one decision table",
          "ask one question a file, answered by one table");
      return;
    }
    XmlElement decision = decisions.get(0);
    checkDecision(decision);
    decision.children("decisionTable").forEach(this::checkTable);
    // what cannot be read cannot be tried either
    if (findings.all().isEmpty()) {
      checkExamples(decision);
    }
  }

  private void checkDecision(XmlElement decision) {
    findings.require(
        decision.id().equals(file) && Label.isKebabCase(file),
        decision,
        "its key differs from its file " + file + ".dmn, or is not kebab-case",
        "give key and file the same name in kebab-case");
    for (String setting : List.of("historyTimeToLive", "versionTag")) {
      findings.require(
          decision.attributes().stream().anyMatch(a -> a.name().equals(setting)),
          decision,
          "has no " + setting,
          "say its " + setting);
    }
    definitions
        .all()
        .filter(element -> !isFeel(element))
        .forEach(
            element ->
                findings.add(
                    element,
                    "is written in " + element.attribute("expressionLanguage"),
                    "write it in FEEL"));
  }

  private static boolean isFeel(XmlElement element) {
    String language = element.attribute("expressionLanguage");
    return language.isEmpty() || language.equalsIgnoreCase("feel");
  }

  private void checkTable(XmlElement table) {
    findings.require(
        HIT_POLICIES.contains(table.attribute("hitPolicy"))
            && table.attribute("aggregation").isEmpty(),
        table,
        "its hit policy is " + table.attribute("hitPolicy") + table.attribute("aggregation"),
        "use UNIQUE, or COLLECT where many answers are wanted");
    Set<String> inputs = inputsOf(table);
    table.children("input").forEach(this::checkInput);
    table
        .children("output")
        .forEach(
            output ->
                findings.require(
                    isName(output.label()), output, "has no name", "name it in camelCase"));
    table.children("rule").forEach(rule -> checkRule(rule, inputs));
    asked(table).ifPresent(AskedTableRules::check);
  }

  private Optional<AskedTableRules> asked(XmlElement table) {
    return AskedTables.named(file).map(asked -> new AskedTableRules(asked, table, known, findings));
  }

  /** What the inputs of a table are called, column by column. */
  static List<String> inputNamesOf(XmlElement table) {
    return table
        .children("input")
        .flatMap(XmlElement::all)
        .filter(element -> element.is("inputExpression"))
        .map(DmnRules::textOf)
        .toList();
  }

  private void checkInput(XmlElement input) {
    findings.require(
        input.children("inputExpression").map(DmnRules::textOf).allMatch(DmnRules::isName),
        input,
        "is not the plain name of an input",
        "let the expression be one name in camelCase, and compare in the cells");
    input
        .children("inputExpression")
        .map(expression -> expression.attribute("typeRef"))
        .filter(type -> !TYPES.contains(type))
        .forEach(
            type ->
                findings.add(
                    input,
                    "its type is \"" + type + "\"",
                    "make it one of " + String.join(", ", TYPES)));
  }

  private void checkRule(XmlElement rule, Set<String> inputs) {
    findings.require(
        rule.id().matches("Rule_[A-Z][A-Za-z0-9]*"),
        rule,
        "its id is generated",
        "name it after its case, such as Rule_FibreNoPort");
    findings.require(
        rule.children("description").anyMatch(text -> !text.text().isEmpty()),
        rule,
        "has no annotation",
        "say in its annotation why it is so");
    rule.children("inputEntry")
        .filter(cell -> !textOf(cell).isEmpty())
        .forEach(cell -> checkCell(cell, FeelCell.test(textOf(cell)), inputs));
    for (XmlElement cell : rule.children("outputEntry").toList()) {
      if (textOf(cell).isEmpty()) {
        findings.add(cell, "is empty", "write the answer, or an empty text \"\"");
      } else {
        checkCell(cell, FeelCell.expression(textOf(cell)), inputs);
      }
    }
  }

  private void checkCell(XmlElement at, FeelCell cell, Set<String> inputs) {
    String text = textOf(at);
    if (cell.error().isPresent()) {
      findings.add(
          at, "its cell " + text + " cannot be read: " + cell.error().get(), "mend its FEEL");
      return;
    }
    for (String name : cell.names()) {
      findings.require(
          inputs.contains(name),
          at,
          "its cell " + text + " names " + name + ", which is no input",
          "declare the input, or put a text into quotes");
    }
    for (String function : cell.functions()) {
      findings.require(
          !IMPURE.contains(function),
          at,
          "its cell " + text + " asks " + function + "(), so its answer cannot be remembered",
          "make it an input");
    }
  }

  private void checkExamples(XmlElement decision) {
    Optional<byte[]> samples = known.examples().apply(file);
    if (samples.isEmpty()) {
      findings.add(
          decision,
          "has no sample inputs",
          "put a file " + file + ".examples.json beside it and deploy both");
      return;
    }
    try {
      DmnDecision parsed = engine.parseDecision(file, new ByteArrayInputStream(document));
      for (JsonNode example : JSON.readTree(samples.get())) {
        checkExample(decision, parsed, example);
      }
    } catch (DmnEngineException e) {
      findings.add(decision, "cannot be read: " + e.getMessage(), "open it in the Modeler");
    } catch (IOException e) {
      findings.add(decision, "its sample inputs are not JSON: " + e.getMessage(), "mend them");
    }
  }

  private void checkExample(XmlElement decision, DmnDecision parsed, JsonNode example) {
    String name = example.path("name").asText("without a name");
    Map<String, Object> inputs =
        example.has("inputs")
            ? JSON.convertValue(example.get("inputs"), VARIABLES)
            : new HashMap<>();
    // as in an order, what is not said is null
    inputsOf(decision).forEach(input -> inputs.putIfAbsent(input, null));
    try {
      List<Map<String, Object>> answers =
          engine.evaluateDecisionTable(parsed, inputs).getResultList();
      findings.require(
          !answers.isEmpty(),
          decision,
          "no rule answers its example \"" + name + "\"",
          "add the missing rule");
      decision
          .children("decisionTable")
          .flatMap(table -> asked(table).stream())
          .forEach(asked -> answers.forEach(answer -> asked.checkAnswer(name, answer)));
    } catch (DmnEngineException e) {
      findings.add(
          decision,
          "fails at its example \"" + name + "\": " + e.getMessage(),
          "mend the rules that match it");
    }
  }

  private static Set<String> inputsOf(XmlElement decision) {
    return decision
        .all()
        .filter(element -> element.name().equals("inputExpression"))
        .map(DmnRules::textOf)
        .collect(Collectors.toSet());
  }

  static String textOf(XmlElement cell) {
    return cell.children("text").map(XmlElement::text).findFirst().orElse("");
  }

  private static boolean isName(String text) {
    return text.matches("[a-z][A-Za-z0-9]*");
  }
}
