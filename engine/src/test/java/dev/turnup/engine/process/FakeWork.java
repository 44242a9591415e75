package dev.turnup.engine.process;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Own work that answers what the test has said: one answer each time, the last one ever after. */
final class FakeWork implements JavaDelegate {

  private final String name;
  private final BiConsumer<String, Map<String, Object>> asked;
  private final Deque<Map<String, Object>> answers = new ArrayDeque<>(List.of(Map.of()));

  FakeWork(String name, BiConsumer<String, Map<String, Object>> asked) {
    this.name = name;
    this.asked = asked;
  }

  void answers(List<Map<String, Object>> script) {
    answers.clear();
    answers.addAll(script);
  }

  @Override
  public void execute(DelegateExecution execution) {
    asked.accept(name, new HashMap<>(execution.getVariables()));
    execution.setVariables(answers.size() > 1 ? answers.removeFirst() : answers.getFirst());
  }
}
