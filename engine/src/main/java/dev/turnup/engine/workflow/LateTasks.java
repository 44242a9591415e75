package dev.turnup.engine.workflow;

import dev.turnup.engine.escalation.LateWork;
import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.springframework.stereotype.Component;

@Component
class LateTasks implements LateWork {

  private final TaskService tasks;

  LateTasks(TaskService tasks) {
    this.tasks = tasks;
  }

  @Override
  public Optional<String> desk(OrderId order, Instant now) {
    return tasks
        .createTaskQuery()
        .processInstanceBusinessKey(order.value())
        .dueBefore(Date.from(now))
        .orderByDueDate()
        .asc()
        .list()
        .stream()
        .filter(task -> !EscalationProcess.TASK.equals(task.getTaskDefinitionKey()))
        .flatMap(task -> tasks.getIdentityLinksForTask(task.getId()).stream())
        .map(IdentityLink::getGroupId)
        .filter(group -> group != null)
        .findFirst();
  }
}
