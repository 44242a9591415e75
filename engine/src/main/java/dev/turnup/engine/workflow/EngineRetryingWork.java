package dev.turnup.engine.workflow;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OutboundCalls;
import dev.turnup.engine.order.OutboundCalls.Failing;
import dev.turnup.engine.order.RetryingWork;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.stereotype.Component;

/** Puts the engine's tasks and jobs beside what is known of their failures. */
@Component
class EngineRetryingWork implements RetryingWork {

  /**
   * Calls of tasks that are over stand among the others; a few retries hide behind many of them.
   */
  private static final int LOOKED_AT = 1_000;

  private final OutboundCalls outboundCalls;
  private final ExternalTaskService tasks;
  private final ManagementService jobs;
  private final RuntimeService running;
  private final Clock clock;

  EngineRetryingWork(
      OutboundCalls outboundCalls,
      ExternalTaskService tasks,
      ManagementService jobs,
      RuntimeService running,
      Clock clock) {
    this.outboundCalls = outboundCalls;
    this.tasks = tasks;
    this.jobs = jobs;
    this.running = running;
    this.clock = clock;
  }

  @Override
  public List<Retry> calls(int most) {
    List<Failing> failing = outboundCalls.failing(LOOKED_AT);
    Map<String, ExternalTask> waiting =
        failing.isEmpty()
            ? Map.of()
            : waiting(failing.stream().map(Failing::task).collect(toSet()));
    return failing.stream()
        .filter(call -> waiting.containsKey(call.task()))
        .limit(most)
        .map(call -> retry(call, waiting.get(call.task())))
        .toList();
  }

  private Map<String, ExternalTask> waiting(Set<String> ids) {
    return tasks
        .createExternalTaskQuery()
        .externalTaskIdIn(ids)
        .active()
        .withRetriesLeft()
        .listPage(0, ids.size())
        .stream()
        .collect(toMap(ExternalTask::getId, identity()));
  }

  private Retry retry(Failing call, ExternalTask task) {
    return new Retry(
        Optional.of(call.order()),
        call.topic(),
        call.task(),
        Optional.of(call.attempts()),
        told(call.failure()),
        Optional.of(call.madeAt()),
        moment(task.getLockExpirationTime()));
  }

  private static String told(Failure failure) {
    return failure.code() + ": " + failure.message();
  }

  private Instant moment(Date date) {
    return date == null ? clock.instant() : date.toInstant();
  }

  @Override
  public List<Retry> ownWork(int most) {
    List<Job> failed =
        jobs.createJobQuery()
            .withException()
            .withRetriesLeft()
            .active()
            .orderByJobDuedate()
            .asc()
            .orderByJobId()
            .asc()
            .listPage(0, most);
    Map<String, String> orders = failed.isEmpty() ? Map.of() : orders(failed);
    return failed.stream()
        .map(
            job ->
                new Retry(
                    Optional.ofNullable(orders.get(job.getProcessInstanceId())).map(OrderId::new),
                    job.getProcessDefinitionKey() + "/" + job.getFailedActivityId(),
                    job.getId(),
                    Optional.empty(),
                    job.getExceptionMessage(),
                    Optional.empty(),
                    moment(job.getDuedate())))
        .toList();
  }

  /** The order number of each instance that has one. */
  private Map<String, String> orders(List<Job> failed) {
    Set<String> instances = failed.stream().map(Job::getProcessInstanceId).collect(toSet());
    return running
        .createProcessInstanceQuery()
        .processInstanceIds(instances)
        .listPage(0, instances.size())
        .stream()
        .filter(
            instance ->
                instance.getBusinessKey() != null
                    && OrderId.isOrderNumber(instance.getBusinessKey()))
        .collect(toMap(ProcessInstance::getId, ProcessInstance::getBusinessKey));
  }
}
