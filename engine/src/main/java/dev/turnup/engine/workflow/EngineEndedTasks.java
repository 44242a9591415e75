package dev.turnup.engine.workflow;

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
import org.springframework.stereotype.Component;

/** Reads what people did from the engine's history. */
@Component
class EngineEndedTasks implements EndedTasks {

  private static final String ASSIGNEE = "assignee";

  /** Work that went from hand to hand more often is told short. */
  private static final int HANDS = 100;

  private final HistoryService history;

  EngineEndedTasks(HistoryService history) {
    this.history = history;
  }

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
    return new Page(
        ended.stream()
            .filter(entry -> orders.containsKey(entry.getProcessInstanceId()))
            .map(entry -> task(entry, orders.get(entry.getProcessInstanceId())))
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

  private Ended task(UserOperationLogEntry ended, OrderId order) {
    Instant end = ended.getTimestamp().toInstant();
    return new Ended(ended.getTaskId(), order, end, inHand(ended.getTaskId(), end));
  }

  /** From hand to hand it goes without a pause; put back, it is in nobody's. */
  private Optional<Duration> inHand(String task, Instant end) {
    Optional<Duration> sum = Optional.empty();
    Optional<Instant> taken = Optional.empty();
    for (UserOperationLogEntry change : handedOver(task)) {
      Instant at = change.getTimestamp().toInstant();
      if (at.isAfter(end)) {
        break;
      }
      sum = Optional.of(sum.orElse(Duration.ZERO).plus(since(taken, at)));
      taken = change.getNewValue() == null ? Optional.empty() : Optional.of(at);
    }
    Duration last = since(taken, end);
    return sum.map(before -> before.plus(last));
  }

  private static Duration since(Optional<Instant> taken, Instant moment) {
    return taken.map(start -> Duration.between(start, moment)).orElse(Duration.ZERO);
  }

  private List<UserOperationLogEntry> handedOver(String task) {
    return history
        .createUserOperationLogQuery()
        .taskId(task)
        .property(ASSIGNEE)
        .orderByTimestamp()
        .asc()
        .listPage(0, HANDS);
  }
}
