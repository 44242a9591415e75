package dev.turnup.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What waits for a problem comes to hear of it, also what cannot hear just now. */
class FalloutWorkTest extends EngineTest {

  private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");

  @Autowired private ManagementService management;
  @Autowired private Messages messages;

  private final FalloutId fallout = new FalloutId(UUID.randomUUID());

  @Test
  void looksAtOnceWhenItHearsAndOnceItIsResumedIfItCannot() {
    FalloutWork work = work();
    OrderId order = waiting();
    String instance = instance(order);
    assertThat(work.isAboutToLook(order, fallout)).isTrue();
    management.executeJob(job(instance).getId());
    assertThat(work.isAboutToLook(order, fallout)).isFalse();
    assertThat(work.lookAgain(order, new FalloutId(UUID.randomUUID()))).isFalse();

    assertThat(work.lookAgain(order, fallout)).isTrue();
    assertThat(work.isAboutToLook(order, fallout)).isTrue();
    assertThat(work.lookAgain(order, fallout)).as("nobody waits").isFalse();
    management.executeJob(job(instance).getId());

    runtime.suspendProcessInstanceById(instance);
    assertThat(work.lookAgain(order, fallout)).isTrue();
    assertThat(job(instance).getDuedate()).isEqualTo(NOW);
    runtime.activateProcessInstanceById(instance);
    management.executeJob(job(instance).getId());
    assertThat(work.isAboutToLook(order, fallout)).isTrue();
  }

  private FalloutWork work() {
    return new FalloutWork(messages, runtime, management, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private Job job(String instance) {
    return management.createJobQuery().processInstanceId(instance).singleResult();
  }

  private String instance(OrderId order) {
    return runtime
        .createProcessInstanceQuery()
        .processInstanceBusinessKey(order.value())
        .singleResult()
        .getId();
  }

  /** As the model that settles fallouts does. */
  private OrderId waiting() {
    repository
        .createDeployment()
        .addModelInstance(
            "waiting-for-problem.bpmn",
            Bpmn.createExecutableProcess("waiting-for-problem")
                .camundaHistoryTimeToLive(1)
                .startEvent()
                .serviceTask("Task_FindProblem")
                .camundaAsyncBefore()
                .camundaExpression("${true}")
                .receiveTask("Task_WaitForProblem")
                .message("problem-changed")
                .boundaryEvent("BoundaryEvent_ProblemOverdue")
                .timerWithDate("2027-01-01T00:00:00Z")
                .connectTo("Task_FindProblem")
                .moveToActivity("Task_WaitForProblem")
                .connectTo("Task_FindProblem")
                .done())
        .deploy();
    OrderId order = newOrder();
    runtime.startProcessInstanceByKey(
        "waiting-for-problem", order.value(), Map.of("falloutId", fallout.toString()));
    return order;
  }
}
