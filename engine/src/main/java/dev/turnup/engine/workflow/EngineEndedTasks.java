package dev.turnup.engine.workflow;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.turnup.engine.kpi.EndedTasks;
import dev.turnup.engine.order.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.EntityTypes;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what people did from the engine's history. */
@Component
class EngineEndedTasks implements EndedTasks {

  /** Of all tasks at once, which the engine's own query cannot be asked for. */
  private static final String HANDED_OVER =
      """
        select l.task_id_ as task,
               l.timestamp_ as at,
               l.new_value_ is not null as taken
          from act_hi_op_log l
         where l.task_id_ in (:tasks)
           and l.property_ = 'assignee'
      order by l.timestamp_
         limit :limit
      """;

  /** So often a piece of work may have gone from hand to hand, on an average. */
  private static final int HANDS = 100;

  private final HistoryService history;
  private final JdbcClient database;

  EngineEndedTasks(HistoryService history, JdbcClient database) {
    this.history = history;
    this.database = database;
  }

  /** It was taken by somebody, or put back. */
  private record HandedOver(String task, Instant at, boolean taken) {}

  @Override
  public Page since(Instant moment, int offset, int limit) {
    List<UserOperationLogEntry> ended =
        history
            .createUserOperationLogQuery()
            .entityType(EntityTypes.TASK)
            .operationType(UserOperationLogEntry.OPERATION_TYPE_COMPLETE)
            .afterTimestamp(Date.from(moment))
            .orderByTimestamp()
            .asc()
            .listPage(offset, limit);
    Map<String, OrderId> orders = ended.isEmpty() ? Map.of() : orders(ended);
    List<UserOperationLogEntry> ofOrders =
        ended.stream().filter(entry -> orders.containsKey(entry.getProcessInstanceId())).toList();
    Map<String, List<HandedOver>> changes = ofOrders.isEmpty() ? Map.of() : handedOver(ofOrders);
    return new Page(
        ofOrders.stream()
            .map(
                entry ->
                    task(
                        entry,
                        orders.get(entry.getProcessInstanceId()),
                        changes.getOrDefault(entry.getTaskId(), List.of())))
            .toList(),
        ended.size() < limit);
  }

  private Map<String, OrderId> orders(List<UserOperationLogEntry> ended) {
    Set<String> instances =
        ended.stream()
            .map(UserOperationLogEntry::getProcessInstanceId)
            .filter(id -> id != null)
            .collect(toSet());
    return instances.isEmpty()
        ? Map.of()
        : history
            .createHistoricProcessInstanceQuery()
            .processInstanceIds(instances)
            .listPage(0, instances.size())
            .stream()
            .filter(
                instance ->
                    instance.getBusinessKey() != null
                        && OrderId.isOrderNumber(instance.getBusinessKey()))
            .collect(
                toMap(
                    HistoricProcessInstance::getId,
                    instance -> new OrderId(instance.getBusinessKey())));
  }

  private static Ended task(UserOperationLogEntry ended, OrderId order, List<HandedOver> changes) {
    Instant end = ended.getTimestamp().toInstant();
    return new Ended(ended.getTaskId(), order, end, inHand(changes, end));
  }

  /** From hand to hand it goes without a pause; put back, it is in nobody's. */
  private static Optional<Duration> inHand(List<HandedOver> changes, Instant end) {
    Optional<Duration> sum = Optional.empty();
    Optional<Instant> taken = Optional.empty();
    for (HandedOver change : changes) {
      if (change.at().isAfter(end)) {
        break;
      }
      sum = Optional.of(sum.orElse(Duration.ZERO).plus(since(taken, change.at())));
      taken = change.taken() ? Optional.of(change.at()) : Optional.empty();
    }
    Duration last = since(taken, end);
    return sum.map(before -> before.plus(last));
  }

  private static Duration since(Optional<Instant> taken, Instant moment) {
    return taken.map(start -> Duration.between(start, moment)).orElse(Duration.ZERO);
  }

  private Map<String, List<HandedOver>> handedOver(List<UserOperationLogEntry> ended) {
    return database
        .sql(HANDED_OVER)
        .param("tasks", ended.stream().map(UserOperationLogEntry::getTaskId).toList())
        .param("limit", ended.size() * HANDS)
        .query(
            (row, number) ->
                new HandedOver(
                    row.getString("task"),
                    row.getTimestamp("at").toInstant(),
                    row.getBoolean("taken")))
        .list()
        .stream()
        .collect(groupingBy(HandedOver::task));
  }
}
