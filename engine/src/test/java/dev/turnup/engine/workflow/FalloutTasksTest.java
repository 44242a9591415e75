package dev.turnup.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class FalloutTasksTest extends EngineTest {

  @Autowired private TaskService tasks;

  @Test
  void asksNobodyWhoseWorkIsSuspended() {
    FalloutTasks work = new FalloutTasks(tasks);
    FalloutId fallout = new FalloutId(UUID.randomUUID());
    OrderId order = newOrder();
    String instance = deciding(order, fallout);

    assertThat(work.retry(order, new FalloutId(UUID.randomUUID()))).isFalse();
    runtime.suspendProcessInstanceById(instance);
    assertThat(work.retry(order, fallout)).isFalse();
    runtime.activateProcessInstanceById(instance);
    assertThat(work.retry(order, fallout)).isTrue();
    assertThat(work.retry(order, fallout)).isFalse();
  }

  private String deciding(OrderId order, FalloutId fallout) {
    repository
        .createDeployment()
        .addModelInstance(
            "deciding-about-fallout.bpmn",
            Bpmn.createExecutableProcess("deciding-about-fallout")
                .camundaHistoryTimeToLive(1)
                .startEvent()
                .userTask("Task_ResolveFallout")
                .camundaInputParameter("falloutDecision", "none")
                .camundaOutputParameter("falloutDecision", "${falloutDecision}")
                .endEvent()
                .done())
        .deploy();
    return runtime
        .startProcessInstanceByKey(
            "deciding-about-fallout", order.value(), Map.of("falloutId", fallout.toString()))
        .getId();
  }
}
