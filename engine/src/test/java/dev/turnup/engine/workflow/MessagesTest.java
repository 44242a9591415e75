package dev.turnup.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.Fallouts;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StaleVersion;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages reach the one that they are for. */
class MessagesTest extends EngineTest {

  private static final ComponentId INTERNET = new ComponentId(UUID.randomUUID());
  private static final ComponentId TV = new ComponentId(UUID.randomUUID());

  private final Fallouts fallouts = mock(Fallouts.class);
  private Messages messages;
  private OrderId order;

  @BeforeEach
  void twoComponentsWait() {
    deployed("awaiting-activation", "activation-answered");
    messages = new Messages(runtime, fallouts);
    order = newOrder();
    List.of(INTERNET, TV).forEach(component -> start("awaiting-activation", order, component));
  }

  @Test
  void wakeOnlyTheComponentTheyNameOfTheOrderTheyName() {
    OrderId other = newOrder();
    start("awaiting-activation", other, INTERNET);

    assertThat(messages.activationAnswered(order, INTERNET)).isTrue();

    assertThat(at("Task_After"))
        .singleElement()
        .satisfies(
            instance ->
                assertThat(runtime.getVariable(instance, "componentId"))
                    .isEqualTo(INTERNET.toString()));
  }

  @Test
  void reachADeliveryWhoseModelDoesNotKnowThatVisitsAreMoved() {
    deployed("awaiting-capacity", "capacity-moved");
    DeliveryId delivery = new DeliveryId(UUID.randomUUID());
    runtime.startProcessInstanceByKey(
        "awaiting-capacity", order.value(), Map.of("deliveryId", delivery.toString()));

    assertThat(messages.otherVisitWanted(order, delivery)).isTrue();

    assertThat(at("Task_After")).hasSize(1);
    assertThat(messages.visitMoved(order, delivery)).isFalse();
    verify(fallouts).settleAgreements(eq(order), eq(List.of(delivery)), any());
    deployed("visit-agreement", "time-kept");
    start("visit-agreement", order, INTERNET);
    assertThat(messages.otherVisitWanted(order, delivery)).as("another one's").isFalse();
    runtime.startProcessInstanceByKey(
        "visit-agreement", order.value(), Map.of("deliveryId", delivery.toString()));
    assertThat(messages.otherVisitWanted(order, delivery)).as("takes it up by itself").isTrue();
  }

  @Test
  void sayThatNobodyWaits() {
    assertThat(messages.activationAnswered(order, new ComponentId(UUID.randomUUID()))).isFalse();
    assertThat(messages.activationAnswered(newOrder(), INTERNET)).isFalse();
  }

  @Test
  void areSentToTheFewOfManyComponentsThatWaitForOthers() {
    deployed("awaiting-others", "prerequisites-settled");
    List<ComponentId> settled =
        Stream.generate(() -> new ComponentId(UUID.randomUUID())).limit(1_000).toList();
    List.of(settled.get(3), new ComponentId(UUID.randomUUID()), settled.get(999))
        .forEach(component -> start("awaiting-others", order, component));
    RuntimeService asked = spy(runtime);

    new Messages(asked, fallouts).prerequisitesSettled(order, settled);
    new Messages(asked, fallouts).prerequisitesSettled(newOrder(), settled);

    assertThat(at("Task_After"))
        .extracting(instance -> runtime.getVariable(instance, "componentId"))
        .containsExactlyInAnyOrder(settled.get(3).toString(), settled.get(999).toString());
    verify(asked, times(2)).createMessageCorrelation("prerequisites-settled");
  }

  @Test
  void sayWithAllOthersThatOthersWereFaster() {
    RuntimeService engine = mock(RuntimeService.class, RETURNS_DEEP_STUBS);
    when(engine
            .createMessageCorrelation(any())
            .processInstanceBusinessKey(any())
            .processInstanceVariableEquals(any(), any())
            .correlateAllWithResult())
        .thenThrow(new OptimisticLockingException("the execution was changed"));

    assertThatThrownBy(
            () ->
                new Messages(engine, fallouts)
                    .problemChanged(order, new FalloutId(UUID.randomUUID())))
        .isInstanceOf(StaleVersion.class)
        .hasMessageContaining("problem-changed");
  }

  private void deployed(String model, String message) {
    if (repository.createProcessDefinitionQuery().processDefinitionKey(model).count() == 0) {
      repository
          .createDeployment()
          .addModelInstance(
              model + ".bpmn",
              Bpmn.createExecutableProcess(model)
                  .camundaHistoryTimeToLive(1)
                  .startEvent()
                  .receiveTask("Task_Await")
                  .message(message)
                  .userTask("Task_After")
                  .endEvent()
                  .done())
          .deploy();
    }
  }

  private void start(String model, OrderId about, ComponentId component) {
    runtime.startProcessInstanceByKey(
        model, about.value(), Map.of("componentId", component.toString()));
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
