package dev.turnup.engine.workflow;

import dev.turnup.engine.escalation.LateWork;
import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.order.OrderId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Late tasks, and fallouts that are late or whose table wants them settled at once. */
@Component
public class LateTasks implements LateWork {

  private static final String QUEUE =
      """
          select f.queue
            from turnup.fallout f
           where f.order_id = :order
             and f.queue is not null
             and f.state not in ('closed', 'waiting-for-problem')
             and (f.due < :now
              or f.escalated
             and f.state in ('open', 'in-hand'))
        order by f.due
           limit 1
      """;

  private static final String OWNERS =
      """
          select f.owner
            from turnup.fallout f
           where f.order_id = :order
             and f.owner is not null
             and f.escalated
             and f.state in ('open', 'in-hand')
        order by f.due
      """;

  private final TaskService tasks;
  private final JdbcClient database;

  LateTasks(TaskService tasks, JdbcClient database) {
    this.tasks = tasks;
    this.database = database;
  }

  @Override
  public Optional<String> desk(OrderId order, Finding finding, Instant now) {
    return finding == Finding.OVERDUE_FALLOUT ? ofFallout(order, now) : ofTask(order, now);
  }

  /** Who has such work: who is late for longest first, last who has what is to be done at once. */
  public List<String> owners(OrderId order, Instant now) {
    return Stream.concat(
            late(order, now).map(Task::getAssignee).filter(Objects::nonNull),
            database.sql(OWNERS).param("order", order.value()).query(String.class).list().stream())
        .toList();
  }

  private Optional<String> ofFallout(OrderId order, Instant now) {
    return database
        .sql(QUEUE)
        .param("order", order.value())
        .param("now", Timestamp.from(now))
        .query(String.class)
        .optional();
  }

  private Optional<String> ofTask(OrderId order, Instant now) {
    return late(order, now)
        .flatMap(task -> tasks.getIdentityLinksForTask(task.getId()).stream())
        .map(IdentityLink::getGroupId)
        .filter(Objects::nonNull)
        .findFirst();
  }

  private Stream<Task> late(OrderId order, Instant now) {
    return tasks
        .createTaskQuery()
        .processInstanceBusinessKey(order.value())
        .dueBefore(Date.from(now))
        .orderByDueDate()
        .asc()
        .list()
        .stream()
        .filter(task -> !EscalationProcess.TASK.equals(task.getTaskDefinitionKey()));
  }
}
