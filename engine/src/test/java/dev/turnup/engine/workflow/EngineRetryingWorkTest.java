package dev.turnup.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OutboundCalls;
import dev.turnup.engine.order.RetryingWork;
import dev.turnup.engine.order.RetryingWork.Retry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is between two tries, on a real engine. */
class EngineRetryingWorkTest extends EngineTest {

  private static final String TOPIC = "network.retry-something";

  @Autowired private ExternalTaskService tasks;
  @Autowired private ManagementService jobs;
  @Autowired private OutboundCalls outboundCalls;

  private final OrderId order = new OrderId("PO-1");
  private RetryingWork retryingWork;
  private String deployment;

  @BeforeEach
  void deploy() {
    retryingWork = new EngineRetryingWork(outboundCalls, tasks, jobs, runtime, Clock.systemUTC());
    deployment =
        repository
            .createDeployment()
            .addModelInstance(
                "own-work.bpmn",
                Bpmn.createExecutableProcess("own-work")
                    .camundaHistoryTimeToLive(1)
                    .startEvent()
                    .serviceTask("Task_Own")
                    .camundaAsyncBefore()
                    .camundaExpression("${thereIsNothing}")
                    .endEvent()
                    .done())
            .addModelInstance(
                "outside-work.bpmn",
                Bpmn.createExecutableProcess("outside-work")
                    .camundaHistoryTimeToLive(1)
                    .startEvent()
                    .serviceTask("Task_Outside")
                    .camundaExternalTask(TOPIC)
                    .endEvent()
                    .done())
            .deploy()
            .getId();
  }

  @AfterEach
  void undeploy() {
    repository.deleteDeployment(deployment, true);
    jdbc.update("delete from turnup.outbound_call where topic = ?", TOPIC);
  }

  @Test
  void isACallThatFailedAndWhoseTaskWaits() {
    String task = failedCall("unknown", 2);
    String over = failedCall("unavailable", 3);
    runtime.deleteProcessInstance(
        tasks.createExternalTaskQuery().externalTaskId(over).singleResult().getProcessInstanceId(),
        "over");
    String stopped = failedCall("unavailable", 4);
    tasks.setRetries(stopped, 0);
    // the engine's time, which another test in this JVM may have moved
    Instant next = ClockUtil.getCurrentTime().toInstant().plus(Duration.ofHours(1));

    assertThat(retryingWork.calls(10))
        .filteredOn(retry -> retry.step().equals(TOPIC))
        .singleElement()
        .satisfies(
            retry -> {
              assertThat(retry.id()).isEqualTo(task);
              assertThat(retry.attempts()).contains(2);
              assertThat(retry.failure()).isEqualTo("silence: nothing came back");
              assertThat(retry.lastTry()).isPresent();
              assertThat(retry.nextTry()).isBetween(next.minusSeconds(60), next);
            });
    assertThat(retryingWork.calls(0)).isEmpty();
  }

  private String failedCall(String state, int attempts) {
    OrderId calling = newOrder();
    ProcessInstance instance = runtime.startProcessInstanceByKey("outside-work", calling.value());
    String task =
        tasks.createExternalTaskQuery().processInstanceId(instance.getId()).singleResult().getId();
    tasks.lock(task, "node", 60_000);
    tasks.handleFailure(task, "node", "nothing came back", 1, Duration.ofHours(1).toMillis());
    jdbc.update(
        """
        insert into turnup.outbound_call (key, topic, order_id, subject, external_task_id, state,
               request, attempts, failure_code, failure_message, prepared_at)
        values (?, ?, ?, '-', ?, ?, '{}', ?, 'silence', 'nothing came back', now())
        """,
        UUID.randomUUID().toString(),
        TOPIC,
        calling.value(),
        task,
        state,
        attempts);
    return task;
  }

  @Test
  void isOwnWorkThatFailedAndHasTriesLeft() {
    ProcessInstance instance = runtime.startProcessInstanceByKey("own-work", order.value());
    String job = jobs.createJobQuery().processInstanceId(instance.getId()).singleResult().getId();
    assertThat(retryingWork.ownWork(100)).extracting(Retry::id).doesNotContain(job);

    assertThat(catchThrowable(() -> jobs.executeJob(job))).isNotNull();
    assertThat(retryingWork.ownWork(100))
        .filteredOn(retry -> retry.id().equals(job))
        .singleElement()
        .satisfies(
            retry -> {
              assertThat(retry.order()).contains(order);
              assertThat(retry.step()).isEqualTo("own-work/Task_Own");
              assertThat(retry.failure()).contains("thereIsNothing");
            });

    jobs.setJobRetries(job, 0);
    assertThat(retryingWork.ownWork(100)).extracting(Retry::id).doesNotContain(job);
  }
}
