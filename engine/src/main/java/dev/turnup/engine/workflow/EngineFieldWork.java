package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.DELIVERY_ID;

import dev.turnup.engine.delivery.RecordVisit.VisitOutcome;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.scheduling.FieldReports;
import dev.turnup.engine.scheduling.FieldWork;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

@Component
class EngineFieldWork implements FieldWork, FieldReports {

  private static final String VISIT = "Task_InstallOnSite";
  private static final Map<String, Object> DONE = Map.of("visitOutcome", VisitOutcome.DONE.code());

  private final TaskService tasks;

  EngineFieldWork(TaskService tasks) {
    this.tasks = tasks;
  }

  @Override
  public void takeFrom(String technician, OrderId order, DeliveryId delivery) {
    visit(order, delivery)
        .taskAssignee(technician)
        .list()
        .forEach(task -> tasks.setAssignee(task.getId(), null));
  }

  @Override
  public boolean done(OrderId order, DeliveryId delivery) {
    List<Task> waiting = visit(order, delivery).list();
    waiting.forEach(task -> tasks.complete(task.getId(), DONE));
    return !waiting.isEmpty();
  }

  private TaskQuery visit(OrderId order, DeliveryId delivery) {
    return tasks
        .createTaskQuery()
        .processInstanceBusinessKey(order.value())
        .taskDefinitionKey(VISIT)
        .processVariableValueEquals(DELIVERY_ID.name(), DELIVERY_ID.kept(delivery));
  }
}
