package dev.turnup.engine.workflow.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.turnup.engine.operation.OperationAnswer;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.Inbox;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Outcome;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.builder.AbstractFlowNodeBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;

/** Operations of which only a model knows: what it says is sent, and what it wants comes back. */
class OperationTest extends OutsideWorkTest {

  private static final String ONE = "one-shipment";
  private static final String TWO = "two-shipments";

  @Autowired private FakeSystems systems;
  @Autowired private OperationAnswers answers;
  @Autowired private TransactionOperations transactions;

  @BeforeEach
  void deployModels() {
    systems.reset();
    if (repository.createProcessDefinitionQuery().processDefinitionKey(ONE).count() == 0) {
      repository.createDeployment().addModelInstance(ONE + ".bpmn", one()).deploy();
      repository.createDeployment().addModelInstance(TWO + ".bpmn", two()).deploy();
    }
  }

  @Test
  void sendsWhatTheModelSaysAndTellsItWhatItWantsToKnow() {
    systems.answer(
        key -> OperationAnswer.done(key, Map.of("trackingNumber", "T-1", "weight", "300 g")));

    Shipment shipment = start(ONE);
    awaitAt("Task_Done", shipment);

    assertThat(systems.asked.values())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.system()).isEqualTo("workforce");
              assertThat(request.operation()).isEqualTo("ship-equipment");
              assertThat(request.subject().order()).isEqualTo(shipment.order());
              assertThat(request.attributes())
                  .containsOnly(entry("equipment", "router"), entry("site", "SITE-1"));
            });
    assertThat(variables(shipment))
        .contains(
            entry("operationState", "done"), entry("trackingNumber", "T-1"), entry("carrier", ""))
        .doesNotContainKeys("weight", "operation", "attribute.equipment");
  }

  @Test
  void leavesABusinessNoToTheModel() {
    systems.answer(key -> OperationAnswer.refused(key, "out-of-stock", "no router left"));

    Shipment shipment = start(ONE);
    awaitAt("Task_Refused", shipment);

    assertThat(variables(shipment))
        .contains(
            entry("refusalCode", "out-of-stock"),
            entry("refusalReason", "no router left"),
            entry("trackingNumber", ""));
    assertThat(fallouts.raised).isEmpty();
  }

  @Test
  void waitsForTheLaterAnswerToItsOwnCall() {
    systems.answer(OperationAnswer::later);
    Shipment shipment = start(ONE);
    awaitAt("Task_AwaitAnswer", shipment);
    CallKey key = onlyKey();

    assertThat(deliver("workforce", newOrder(), key)).isTrue();
    assertThat(deliver("billing", shipment.order(), key)).isTrue();
    assertThat(deliver("workforce", shipment.order(), new CallKey("another"))).isTrue();
    assertThat(at(shipment)).isEqualTo("Task_AwaitAnswer");

    assertThat(deliver("workforce", shipment.order(), key)).isTrue();
    assertThat(at(shipment)).isEqualTo("Task_Done");
    assertThat(variables(shipment))
        .contains(entry("operationState", "done"), entry("trackingNumber", "T-2"))
        .doesNotContainKey("idempotencyKey");

    assertThat(deliver("workforce", shipment.order(), key)).isTrue();
    assertThat(at(shipment)).isEqualTo("Task_Done");
  }

  @Test
  void keepsAnAnswerThatComesBeforeTheModelWaits() {
    CompletableFuture<Outcome<OperationAnswer>> held = new CompletableFuture<>();
    systems.end(key -> held);
    Shipment shipment = start(ONE);
    soon().until(() -> !systems.asked.isEmpty());
    CallKey key = onlyKey();

    assertThat(deliver("workforce", shipment.order(), key)).isFalse();
    held.complete(new Outcome.Answer<>(OperationAnswer.later(key)));
    awaitAt("Task_AwaitAnswer", shipment);

    assertThat(deliver("workforce", shipment.order(), key)).isTrue();
    assertThat(at(shipment)).isEqualTo("Task_Done");
  }

  @Test
  void tellsTwoCallsOfOneModelApart() {
    systems.answer(OperationAnswer::later);
    Shipment shipment = start(TWO);
    soon().until(() -> waiting(shipment) == 2);
    CallKey router = keyOf("router");

    assertThat(deliver("workforce", shipment.order(), router)).isTrue();

    assertThat(runtime.getActiveActivityIds(shipment.instance()))
        .containsExactlyInAnyOrder("Task_RouterDone", "Task_AwaitOnt");
    assertThat(deliver("workforce", shipment.order(), keyOf("ont"))).isTrue();
    assertThat(runtime.getActiveActivityIds(shipment.instance()))
        .containsExactlyInAnyOrder("Task_RouterDone", "Task_OntDone");
  }

  @Test
  void asksAgainUnderTheSameKeyWhenTheModelComesBack() {
    systems.answer(OperationAnswer::later);
    Shipment shipment = start(ONE);
    awaitAt("Task_AwaitAnswer", shipment);
    CallKey key = onlyKey();

    systems.answer(again -> OperationAnswer.done(again, Map.of("trackingNumber", "T-4")));
    runtime
        .createProcessInstanceModification(shipment.instance())
        .cancelAllForActivity("Task_AwaitAnswer")
        .startBeforeActivity("Task_Ask")
        .execute();
    awaitAt("Task_Done", shipment);

    assertThat(onlyKey()).isEqualTo(key);
    assertThat(variables(shipment)).contains(entry("trackingNumber", "T-4"));
    assertThat(deliver("workforce", shipment.order(), key)).isTrue();
    assertThat(variables(shipment)).contains(entry("trackingNumber", "T-4"));
  }

  @Test
  void asksByKeyBeforeItSendsAgain() {
    systems.end(
        key -> {
          systems.done.put(key, OperationAnswer.done(key, Map.of("trackingNumber", "T-3")));
          return CompletableFuture.completedFuture(
              new Outcome.Unknown<>(new Failure("workforce", "no-answer", "silence")));
        });

    Shipment shipment = start(ONE);
    awaitAt("Task_Done", shipment);

    assertThat(systems.asked).hasSize(1);
    assertThat(variables(shipment)).contains(entry("trackingNumber", "T-3"));
  }

  @Test
  void fallsOutAsEveryOutsideStep() {
    systems.end(
        key ->
            CompletableFuture.completedFuture(
                new Outcome.Rejected<>(new Failure("workforce", "http-422", "no such router"))));

    Shipment shipment = start(ONE);
    awaitAt("Task_FellOut", shipment);

    assertThat(fallouts.raised)
        .singleElement()
        .satisfies(fallout -> assertThat(fallout.step()).isEqualTo("workforce.perform-operation"));
  }

  /** An order with one process. */
  private record Shipment(OrderId order, String instance) {}

  private Shipment start(String model) {
    OrderId order = newOrder();
    ProcessInstance instance =
        runtime.startProcessInstanceByKey(model, order.value(), Map.of("site", "SITE-1"));
    return new Shipment(order, instance.getId());
  }

  private String at(Shipment shipment) {
    return String.join(",", runtime.getActiveActivityIds(shipment.instance()));
  }

  private void awaitAt(String activity, Shipment shipment) {
    soon().until(() -> at(shipment).equals(activity));
  }

  private long waiting(Shipment shipment) {
    return runtime
        .createEventSubscriptionQuery()
        .processInstanceId(shipment.instance())
        .eventName("operation-answered")
        .count();
  }

  private Map<String, Object> variables(Shipment shipment) {
    Map<String, Object> variables = new HashMap<>();
    runtime
        .createVariableInstanceQuery()
        .processInstanceIdIn(shipment.instance())
        .list()
        .forEach(variable -> variables.put(variable.getName(), variable.getValue()));
    return variables;
  }

  private CallKey onlyKey() {
    assertThat(systems.asked).hasSize(1);
    return systems.asked.keySet().iterator().next();
  }

  private CallKey keyOf(String equipment) {
    return systems.asked.entrySet().stream()
        .filter(asked -> equipment.equals(asked.getValue().attributes().get("equipment")))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private boolean deliver(String system, OrderId order, CallKey key) {
    Inbox.Message message =
        new Inbox.Message(
            UUID.randomUUID(),
            system,
            "m-1",
            "operation-answered",
            Optional.of(order),
            Optional.empty(),
            Map.of("idempotencyKey", key.value(), "state", "done", "trackingNumber", "T-2"),
            0);
    return Boolean.TRUE.equals(transactions.execute(transaction -> answers.deliver(message)));
  }

  private static BpmnModelInstance one() {
    return asks(
            Bpmn.createExecutableProcess(ONE).camundaHistoryTimeToLive(1).startEvent(),
            "Task_Ask",
            "router")
        .condition("refused", "${operationState == 'refused'}")
        .userTask("Task_Refused")
        .endEvent()
        .moveToLastGateway()
        .condition("later", "${operationState == 'later'}")
        .receiveTask("Task_AwaitAnswer")
        .message("operation-answered")
        .camundaInputParameter("callId", "${callId}")
        .userTask("Task_Done")
        .endEvent()
        .moveToNode("Task_Ask_Answer")
        .condition("done", "${operationState == 'done'}")
        .connectTo("Task_Done")
        .moveToActivity("Task_Ask")
        .boundaryEvent("BoundaryEvent_FellOut")
        .error("step-fell-out")
        .userTask("Task_FellOut")
        .endEvent()
        .done();
  }

  private static BpmnModelInstance two() {
    return asks(
            asks(
                    Bpmn.createExecutableProcess(TWO)
                        .camundaHistoryTimeToLive(1)
                        .startEvent()
                        .parallelGateway("Gateway_Both"),
                    "Task_AskRouter",
                    "router")
                .receiveTask("Task_AwaitRouter")
                .message("operation-answered")
                .camundaInputParameter("callId", "${callId}")
                .userTask("Task_RouterDone")
                .endEvent()
                .moveToNode("Gateway_Both"),
            "Task_AskOnt",
            "ont")
        .receiveTask("Task_AwaitOnt")
        .message("operation-answered")
        .camundaInputParameter("callId", "${callId}")
        .userTask("Task_OntDone")
        .endEvent()
        .done();
  }

  private static AbstractFlowNodeBuilder<?, ?> asks(
      AbstractFlowNodeBuilder<?, ?> from, String task, String equipment) {
    return from.serviceTask(task)
        .camundaExternalTask("workforce.perform-operation")
        .camundaInputParameter("operation", "ship-equipment")
        .camundaInputParameter("attribute.equipment", equipment)
        .camundaInputParameter("attribute.site", "${site}")
        .camundaInputParameter("answerAttributes", "trackingNumber, carrier")
        .exclusiveGateway(task + "_Answer");
  }
}
