package dev.turnup.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.OrderId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages reach the one that they are for. */
class MessagesTest extends EngineTest {

  private static final ComponentId INTERNET = new ComponentId(UUID.randomUUID());
  private static final ComponentId TV = new ComponentId(UUID.randomUUID());

  private Messages messages;
  private OrderId order;

  @BeforeEach
  void twoComponentsWait() {
    if (repository
            .createProcessDefinitionQuery()
            .processDefinitionKey("awaiting-activation")
            .count()
        == 0) {
      repository
          .createDeployment()
          .addModelInstance(
              "waiting.bpmn",
              Bpmn.createExecutableProcess("awaiting-activation")
                  .camundaHistoryTimeToLive(1)
                  .startEvent()
                  .receiveTask("Task_AwaitActivation")
                  .message("activation-answered")
                  .userTask("Task_After")
                  .endEvent()
                  .done())
          .deploy();
    }
    messages = new Messages(runtime);
    order = newOrder();
    List.of(INTERNET, TV)
        .forEach(
            component ->
                runtime.startProcessInstanceByKey(
                    "awaiting-activation",
                    order.value(),
                    Map.of("componentId", component.toString())));
  }

  @Test
  void wakeOnlyTheComponentTheyNameOfTheOrderTheyName() {
    OrderId other = newOrder();
    runtime.startProcessInstanceByKey(
        "awaiting-activation", other.value(), Map.of("componentId", INTERNET.toString()));

    assertThat(messages.activationAnswered(order, INTERNET)).isTrue();

    assertThat(at("Task_After"))
        .singleElement()
        .satisfies(
            instance ->
                assertThat(runtime.getVariable(instance, "componentId"))
                    .isEqualTo(INTERNET.toString()));
  }

  @Test
  void sayThatNobodyWaits() {
    assertThat(messages.activationAnswered(order, new ComponentId(UUID.randomUUID()))).isFalse();
    assertThat(messages.activationAnswered(newOrder(), INTERNET)).isFalse();
  }

  private List<String> at(String activity) {
    return runtime
        .createExecutionQuery()
        .activityId(activity)
        .processInstanceBusinessKey(order.value())
        .list()
        .stream()
        .map(execution -> execution.getProcessInstanceId())
        .toList();
  }
}
