package dev.turnup.engine.workflow.outside;

import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.workflow.Passing;
import dev.turnup.engine.workflow.Variables;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.externaltask.ExternalTaskQueryTopicBuilder;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.value.ObjectValue;
import org.camunda.bpm.engine.variable.value.PrimitiveValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.springframework.stereotype.Component;

/** The engine's tasks of type external, as one node works with them. */
@Component
class ExternalTasks {

  /** What a task has become of, while its call was under way. */
  enum Fate {
    OURS,
    TAKEN_BY_ANOTHER,
    SUSPENDED,
    GONE
  }

  /** The engine wants a number of retries left; when to stop is a decision table's business. */
  private static final int GOES_ON = 1;

  private static final int STOPS = 0;
  private static final String STEP_FELL_OUT = "step-fell-out";

  private final ExternalTaskService service;
  private final String node = UUID.randomUUID().toString();
  private final AtomicLong fetches = new AtomicLong();

  ExternalTasks(ExternalTaskService service) {
    this.service = service;
  }

  /** The topics that have tasks which nobody works on now. */
  Set<String> topicsWithWork() {
    return Set.copyOf(service.getTopicNames(false, true, true));
  }

  /** Locks up to {@code most} tasks: those of the highest priority, of these the oldest. */
  List<LockedTask> lock(Topic<?, ?, ?> topic, int most, Duration time) {
    String worker = worker();
    ExternalTaskQueryTopicBuilder tasks =
        service
            .fetchAndLock()
            .workerId(worker)
            .maxTasks(most)
            .usePriority(true)
            .orderByCreateTime()
            .asc()
            .subscribe()
            .topic(topic.name(), time.toMillis());
    List<String> variables = topic.subject().variables();
    return (variables.isEmpty()
            ? tasks
            : tasks.variables(variables).enableCustomObjectDeserialization())
        .execute().stream()
            .map(
                task ->
                    new LockedTask(
                        task.getId(),
                        worker,
                        task.getProcessDefinitionKey() + "/" + task.getActivityId(),
                        String.valueOf(task.getBusinessKey()),
                        plain(task.getVariables())))
            .toList();
  }

  /** Locks a task before it is written. */
  LockedTask lock(NewTask task, Duration time) {
    String worker = worker();
    task.lock(worker, time);
    return new LockedTask(
        task.id(), worker, task.step(), task.order(), Map.copyOf(task.variables()));
  }

  private String worker() {
    return node + "/" + fetches.incrementAndGet();
  }

  /** Texts, numbers, booleans and dates; and lists, if the call is about them. */
  private static Map<String, Object> plain(VariableMap variables) {
    Map<String, Object> plain = new HashMap<>();
    for (String name : variables.keySet()) {
      TypedValue variable = variables.getValueTyped(name);
      if (variable instanceof PrimitiveValue<?> value && value.getValue() != null) {
        plain.put(name, value.getValue());
      } else if (variable instanceof ObjectValue list
          && list.isDeserialized()
          && list.getValue() instanceof List<?> ids) {
        plain.put(name, List.copyOf(ids));
      }
    }
    return Map.copyOf(plain);
  }

  /** The order goes on. */
  void complete(LockedTask task, Map<String, Object> routing) {
    service.complete(task.id(), task.worker(), routing);
  }

  /** The model's way for what fell out is taken. */
  void fallOut(LockedTask task, FalloutId fallout, String message) {
    service.handleBpmnError(
        task.id(),
        task.worker(),
        STEP_FELL_OUT,
        message,
        Map.of(Variables.FALLOUT_ID.name(), Variables.FALLOUT_ID.kept(fallout)));
  }

  /** The same task again, later. */
  void later(LockedTask task, String message, Duration delay) {
    service.handleFailure(task.id(), task.worker(), message, GOES_ON, delay.toMillis());
  }

  /** The same task after a pause, if the failure passes by itself; else it stops. */
  void leave(LockedTask task, RuntimeException failure) {
    if (fate(task) == Fate.OURS) {
      Passing.of(failure)
          .ifPresentOrElse(
              passing -> later(task, passing.said(), passing.pause()), () -> stop(task, failure));
    }
  }

  /** An operator has to look; who gives the task a retry sets it going again. */
  void stop(LockedTask task, RuntimeException bug) {
    StringWriter details = new StringWriter();
    bug.printStackTrace(new PrintWriter(details));
    service.handleFailure(task.id(), task.worker(), bug.toString(), details.toString(), STOPS, 0);
  }

  /** The task is anybody's again, as if it had not been locked; unless another has locked it. */
  void unlock(LockedTask task) {
    if (fate(task) == Fate.OURS) {
      service.unlock(task.id());
    }
  }

  Fate fate(LockedTask task) {
    ExternalTask now = service.createExternalTaskQuery().externalTaskId(task.id()).singleResult();
    if (now == null) {
      return Fate.GONE;
    }
    if (now.isSuspended()) {
      return Fate.SUSPENDED;
    }
    return task.worker().equals(now.getWorkerId()) ? Fate.OURS : Fate.TAKEN_BY_ANOTHER;
  }
}
