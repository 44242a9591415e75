package dev.turnup.engine.workflow;

import dev.turnup.engine.bulk.FalloutWork;
import dev.turnup.engine.fallout.Fallout.Decision;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Refused;
import java.util.Map;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.TaskService;
import org.springframework.stereotype.Component;

/** The tasks <i>Resolve fallout</i>, completed as their form does. */
@Component
class FalloutTasks implements FalloutWork {

  private static final String TASK = "Task_ResolveFallout";
  private static final String DECISION = "falloutDecision";

  private final TaskService tasks;

  FalloutTasks(TaskService tasks) {
    this.tasks = tasks;
  }

  @Override
  public boolean retry(OrderId order, FalloutId fallout) {
    return tasks
        .createTaskQuery()
        .processInstanceBusinessKey(order.value())
        .taskDefinitionKey(TASK)
        .processVariableValueEquals(Variables.FALLOUT_ID.name(), Variables.FALLOUT_ID.kept(fallout))
        .active()
        .list()
        .stream()
        .findFirst()
        .map(task -> complete(order, task.getId()))
        .orElse(false);
  }

  private boolean complete(OrderId order, String task) {
    try {
      return Passing.unlessOvertaken(
          "the fallout of order " + order,
          () -> {
            tasks.complete(task, Map.of(DECISION, Decision.RETRY.code()));
            return true;
          });
    } catch (BadUserRequestException e) {
      if (e.getCause() instanceof Refused refusal) {
        throw refusal;
      }
      throw e;
    }
  }
}
