package dev.turnup.engine.workflow;

import dev.turnup.engine.order.DecisionVersions;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.OrderId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnEngineException;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.springframework.stereotype.Component;

/**
 * Asks the engine's decision tables. One version of a table answers the same inputs always the
 * same, so answers are remembered: an evaluation costs 45 µs a rule, a look-up next to nothing.
 */
@Component
class EngineDecisions implements Decisions {

  private static final int REMEMBERED = 10_000;
  private static final int ORDERS = 2_000;
  private static final int SETS_OF_VERSIONS = 100;

  /** Where more rules leave the same outputs empty, they are meant to. */
  private static final int MOST_NAMED = 5;

  private final DecisionService decisionService;
  private final RepositoryService repository;
  private final DecisionVersions versions;
  private final Map<Question, List<Answer>> answers = Recent.of(REMEMBERED);
  private final Map<String, Table> tables = Recent.of(REMEMBERED);
  private final Map<OrderId, Map<String, String>> pinned = Recent.of(ORDERS);

  /** Nearly all orders that are open have the same. */
  private final Map<Map<String, String>, Map<String, String>> pins = Recent.of(SETS_OF_VERSIONS);

  EngineDecisions(
      DecisionService decisionService, RepositoryService repository, DecisionVersions versions) {
    this.decisionService = decisionService;
    this.repository = repository;
    this.versions = versions;
  }

  @Override
  public Answer one(OrderId order, String table, Map<String, Object> inputs) {
    return single(table, inputs, all(order, table, inputs));
  }

  private static Answer single(String table, Map<String, Object> inputs, List<Answer> found) {
    if (found.size() != 1) {
      throw new Undecided(
          "%s gives %s for %s"
              .formatted(table, found.isEmpty() ? "no answer" : "several answers", inputs));
    }
    return found.get(0);
  }

  @Override
  public List<Answer> all(OrderId order, String table, Map<String, Object> inputs) {
    return answers(
        table,
        Optional.ofNullable(pinnedBy(order).get(table)).orElseGet(() -> newest(table)),
        inputs);
  }

  @Override
  public Decisions newest() {
    Map<String, String> newest = new HashMap<>();
    return new Decisions() {
      @Override
      public Answer one(OrderId order, String table, Map<String, Object> inputs) {
        return single(table, inputs, all(order, table, inputs));
      }

      @Override
      public List<Answer> all(OrderId order, String table, Map<String, Object> inputs) {
        String version = newest.computeIfAbsent(table, EngineDecisions.this::newest);
        return answers(table, version, inputs);
      }
    };
  }

  private List<Answer> answers(String table, String version, Map<String, Object> inputs) {
    Question question =
        new Question(version, Collections.unmodifiableMap(table(version).inputs().of(inputs)));
    return remembered(answers, question, asked -> evaluated(table, asked));
  }

  /** Once an order is accepted its versions are what they are. */
  private Map<String, String> pinnedBy(OrderId order) {
    return remembered(pinned, order, id -> remembered(pins, versions.of(id), Function.identity()));
  }

  private Table table(String version) {
    return remembered(tables, version, id -> Table.of(repository.getDmnModelInstance(id)));
  }

  /** Nobody waits for what somebody else finds out. */
  private static <K, V> V remembered(Map<K, V> known, K key, Function<K, V> finding) {
    V value = known.get(key);
    if (value == null) {
      value = finding.apply(key);
      known.put(key, value);
    }
    return value;
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
    return result(table, question).getResultList().stream()
        .map(outputs -> new Answer(name(table, question, outputs), plain(outputs)))
        .toList();
  }

  /** Two rules that match where one may, say, are the analyst's to mend. */
  private DmnDecisionResult result(String table, Question question) {
    try {
      return decisionService
          .evaluateDecisionById(question.version())
          .variables(question.inputs())
          .evaluate();
    } catch (ProcessEngineException failure) {
      if (failure.getCause() instanceof DmnEngineException unusable) {
        throw new Undecided(
            "%s gives no usable answer for %s: %s"
                .formatted(table, question.inputs(), unusable.getMessage()));
      }
      throw failure;
    }
  }

  /** For messages: the table, and the rules that may have left something empty. */
  private String name(String table, Question question, Map<String, Object> outputs) {
    Set<String> empty = new HashSet<>(outputs.keySet());
    empty.removeIf(output -> outputs.get(output) != null);
    List<String> rules =
        empty.isEmpty()
            ? List.of()
            : table(question.version()).empty().rules().getOrDefault(empty, List.of());
    return rules.isEmpty() || rules.size() > MOST_NAMED
        ? table
        : table + " (" + String.join(" or ", rules) + ")";
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

  /** What is known of a version of a table. */
  private record Table(DeclaredInputs inputs, EmptyOutputs empty) {

    static Table of(DmnModelInstance model) {
      return new Table(DeclaredInputs.of(model), EmptyOutputs.of(model));
    }
  }

  private record Question(String version, Map<String, Object> inputs) {}
}
