package dev.turnup.engine.workflow;

import static java.util.stream.Collectors.toMap;

import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Priority;
import dev.turnup.engine.order.StaleVersion;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.springframework.stereotype.Component;

/** The priority at which an order's instances run, and at which the work in them waits. */
@Component
class RunningPriority {

  /** Timers have none: they are run by their due dates. */
  private static final int LOWEST = 1;

  private final RuntimeService runtime;
  private final ManagementService management;
  private final ExternalTaskService externalTasks;
  private final TaskService tasks;

  RunningPriority(
      RuntimeService runtime,
      ManagementService management,
      ExternalTaskService externalTasks,
      TaskService tasks) {
    this.runtime = runtime;
    this.management = management;
    this.externalTasks = externalTasks;
    this.tasks = tasks;
  }

  /**
   * Changes nothing where it is the same.
   *
   * @throws StaleVersion if what waits is done at this moment
   */
  void become(OrderId order, Priority priority) {
    Set<String> instances = instancesAtAnother(order, priority);
    if (instances.isEmpty()) {
      return;
    }
    try {
      become(instances, priority);
    } catch (NotFoundException | NullValueException gone) {
      throw new StaleVersion("the fulfillment of order " + order, gone);
    }
  }

  private void become(Set<String> instances, Priority priority) {
    Object kept = Variables.ORDER_PRIORITY.kept(priority);
    instances.forEach(id -> runtime.setVariable(id, Variables.ORDER_PRIORITY.name(), kept));
    management
        .createJobQuery()
        .processInstanceIds(instances)
        .priorityHigherThanOrEquals(LOWEST)
        .list()
        .forEach(job -> management.setJobPriority(job.getId(), priority.value()));
    String[] ids = instances.toArray(String[]::new);
    externalTasks
        .createExternalTaskQuery()
        .processInstanceIdIn(ids)
        .list()
        .forEach(task -> externalTasks.setPriority(task.getId(), priority.value()));
    tasks
        .createTaskQuery()
        .processInstanceIdIn(ids)
        .list()
        .forEach(task -> tasks.setPriority(task.getId(), priority.value()));
  }

  private Set<String> instancesAtAnother(OrderId order, Priority priority) {
    List<ProcessInstance> instances =
        runtime.createProcessInstanceQuery().processInstanceBusinessKey(order.value()).list();
    if (instances.isEmpty()) {
      return Set.of();
    }
    Set<String> others = new HashSet<>(instances.stream().map(ProcessInstance::getId).toList());
    Map<String, Object> known =
        runtime
            .createVariableInstanceQuery()
            .variableName(Variables.ORDER_PRIORITY.name())
            .processInstanceIdIn(others.toArray(String[]::new))
            .list()
            .stream()
            .collect(toMap(VariableInstance::getProcessInstanceId, VariableInstance::getValue));
    Object kept = Variables.ORDER_PRIORITY.kept(priority);
    others.removeIf(id -> kept.equals(known.get(id)));
    return others;
  }
}
