package dev.turnup.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedDecisionRule;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Rule;

/** A bundled decision on a real decision engine; remembers which of its rules were hit. */
final class DecisionTable {

  private final String key;
  private final Set<String> rules = new TreeSet<>();
  private final Set<String> hit = new TreeSet<>();
  private final DmnEngine engine;
  private final DmnDecision decision;

  private DecisionTable(String key) {
    this.key = key;
    DmnModelInstance model = Dmn.readModelFromStream(Models.open("decisions/" + key + ".dmn"));
    model.getModelElementsByType(Rule.class).forEach(rule -> rules.add(rule.getId()));
    DefaultDmnEngineConfiguration configuration = new DefaultDmnEngineConfiguration();
    configuration.getCustomPostDecisionTableEvaluationListeners().add(this::remember);
    engine = configuration.buildEngine();
    decision = engine.parseDecision(key, model);
  }

  static DecisionTable named(String key) {
    return new DecisionTable(key);
  }

  /** Names and values by turns; a value may be null. */
  static Map<String, Object> given(Object... namesAndValues) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      inputs.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return inputs;
  }

  /** The only answer: a table that must give one gives neither none nor two. */
  Map<String, Object> answer(Map<String, Object> inputs) {
    List<Map<String, Object>> answers = answers(inputs);
    assertThat(answers).as("%s of %s", key, inputs).hasSize(1);
    return answers.get(0);
  }

  List<Map<String, Object>> answers(Map<String, Object> inputs) {
    return engine.evaluateDecisionTable(decision, inputs).getResultList();
  }

  void everyRuleWasHit() {
    assertThat(hit).as("rules of %s that were hit", key).isEqualTo(rules);
  }

  private void remember(DmnDecisionTableEvaluationEvent event) {
    event.getMatchingRules().stream().map(DmnEvaluatedDecisionRule::getId).forEach(hit::add);
  }
}
