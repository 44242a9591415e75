package dev.turnup.engine.workflow;

import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.StoppedTasks;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import java.util.Optional;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sets retries in nobody's name: the engine would want the right to change whole instances, with
 * their variables and messages, of whoever does it himself.
 */
@Component
class EngineStoppedTasks implements StoppedTasks {

  private final ExternalTaskService tasks;
  private final Orders orders;
  private final Timeline timeline;

  EngineStoppedTasks(ExternalTaskService tasks, Orders orders, Timeline timeline) {
    this.tasks = tasks;
    this.orders = orders;
    this.timeline = timeline;
  }

  @Override
  @Transactional
  public boolean retry(String id) {
    Optional<ExternalTask> stopped =
        Optional.ofNullable(
            tasks.createExternalTaskQuery().externalTaskId(id).noRetriesLeft().singleResult());
    stopped.ifPresent(
        task -> {
          tasks.setRetries(id, 1);
          order(task)
              .ifPresent(
                  order ->
                      timeline.add(
                          order,
                          TimelineEntry.of(
                                  EventKind.NOTED,
                                  "Stopped work of " + task.getTopicName() + " tried again")
                              .with("task", id)
                              .with("topic", task.getTopicName())));
        });
    return stopped.isPresent();
  }

  /** A model may be started under any business key. */
  private Optional<OrderId> order(ExternalTask task) {
    return Optional.ofNullable(task.getBusinessKey())
        .filter(OrderId::isOrderNumber)
        .map(OrderId::new)
        .filter(id -> orders.find(id).isPresent());
  }
}
