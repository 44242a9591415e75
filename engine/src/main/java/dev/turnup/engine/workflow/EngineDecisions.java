package dev.turnup.engine.workflow;

import dev.turnup.engine.order.DecisionVersions;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.OrderId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.springframework.stereotype.Component;

/**
 * Asks the engine's decision tables. One version of a table answers the same inputs always the
 * same, so answers are remembered: an evaluation costs 45 µs a rule, a look-up next to nothing.
 */
@Component
class EngineDecisions implements Decisions {

  private static final int REMEMBERED = 10_000;

  private final DecisionService decisionService;
  private final RepositoryService repository;
  private final DecisionVersions versions;
  private final Map<Question, List<Answer>> answers =
      Collections.synchronizedMap(new Recent<>(REMEMBERED));
  private final Map<String, DeclaredInputs> inputs =
      Collections.synchronizedMap(new Recent<>(REMEMBERED));

  EngineDecisions(
      DecisionService decisionService, RepositoryService repository, DecisionVersions versions) {
    this.decisionService = decisionService;
    this.repository = repository;
    this.versions = versions;
  }

  @Override
  public Answer one(OrderId order, String table, Map<String, Object> inputs) {
    List<Answer> found = all(order, table, inputs);
    if (found.size() != 1) {
      throw new Undecided(
          "%s gives %s for %s"
              .formatted(table, found.isEmpty() ? "no answer" : "several answers", inputs));
    }
    return found.get(0);
  }

  @Override
  public List<Answer> all(OrderId order, String table, Map<String, Object> inputs) {
    String version =
        Optional.ofNullable(versions.of(order).get(table)).orElseGet(() -> newest(table));
    Question question =
        new Question(version, Collections.unmodifiableMap(declaredBy(version).of(inputs)));
    List<Answer> remembered = answers.get(question);
    if (remembered != null) {
      return remembered;
    }
    List<Answer> found = evaluated(table, question);
    answers.put(question, found);
    return found;
  }

  private DeclaredInputs declaredBy(String version) {
    return inputs.computeIfAbsent(
        version, id -> DeclaredInputs.of(repository.getDmnModelInstance(id)));
  }

  private String newest(String table) {
    DecisionDefinition definition =
        repository
            .createDecisionDefinitionQuery()
            .decisionDefinitionKey(table)
            .latestVersion()
            .singleResult();
    if (definition == null) {
      throw new Undecided("there is no decision table " + table);
    }
    return definition.getId();
  }

  private List<Answer> evaluated(String table, Question question) {
    DmnDecisionResult result =
        decisionService
            .evaluateDecisionById(question.version())
            .variables(question.inputs())
            .evaluate();
    return result.getResultList().stream()
        .map(outputs -> new Answer(name(table, question, outputs), plain(outputs)))
        .toList();
  }

  /** For messages: the table, and the rules that may have left something empty. */
  private String name(String table, Question question, Map<String, Object> outputs) {
    EmptyOutputs empty = EmptyOutputs.of(outputs);
    if (empty.names().isEmpty()) {
      return table;
    }
    List<String> rules = empty.rulesIn(repository.getDmnModelInstance(question.version()));
    return rules.isEmpty() ? table : table + " (" + String.join(" or ", rules) + ")";
  }

  /** A copy of plain, immutable values; what a rule left empty is left out. */
  private static Map<String, Object> plain(Map<String, Object> outputs) {
    Map<String, Object> copy = new LinkedHashMap<>();
    outputs.forEach(
        (name, value) -> {
          if (value != null) {
            copy.put(name, plain(value));
          }
        });
    return Collections.unmodifiableMap(copy);
  }

  private static Object plain(Object value) {
    if (value instanceof Map<?, ?> context) {
      Map<String, Object> entries = new LinkedHashMap<>();
      context.forEach((name, entry) -> entries.put(name.toString(), entry));
      return plain(entries);
    }
    return value instanceof Collection<?> list
        ? list.stream().map(EngineDecisions::plain).toList()
        : value;
  }

  private record Question(String version, Map<String, Object> inputs) {}

  /** Keeps what was asked for last. */
  private static final class Recent<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;

    private final int most;

    Recent(int most) {
      super(16, 0.75f, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > most;
    }
  }
}
