package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.DELIVERY_ID;

import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.scheduling.FieldWork;
import org.camunda.bpm.engine.TaskService;
import org.springframework.stereotype.Component;

@Component
class EngineFieldWork implements FieldWork {

  private static final String VISIT = "Task_InstallOnSite";

  private final TaskService tasks;

  EngineFieldWork(TaskService tasks) {
    this.tasks = tasks;
  }

  @Override
  public void takeFrom(String technician, OrderId order, DeliveryId delivery) {
    tasks
        .createTaskQuery()
        .processInstanceBusinessKey(order.value())
        .taskDefinitionKey(VISIT)
        .taskAssignee(technician)
        .processVariableValueEquals(DELIVERY_ID.name(), DELIVERY_ID.kept(delivery))
        .list()
        .forEach(task -> tasks.setAssignee(task.getId(), null));
  }
}
