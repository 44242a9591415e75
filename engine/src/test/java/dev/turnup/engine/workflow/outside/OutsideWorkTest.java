package dev.turnup.engine.workflow.outside;

import static dev.turnup.engine.workflow.outside.FakeSteps.AWAY;
import static dev.turnup.engine.workflow.outside.FakeSteps.AWAY_AGAIN;
import static dev.turnup.engine.workflow.outside.FakeSteps.AWAY_LONG;
import static dev.turnup.engine.workflow.outside.FakeSteps.EFFECT;
import static dev.turnup.engine.workflow.outside.FakeSteps.QUESTION;
import static org.awaitility.Awaitility.await;

import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.workflow.EngineTest;
import dev.turnup.engine.workflow.Variables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** Outside work on a real engine, PostgreSQL and Camel: the systems do what the test says. */
abstract class OutsideWorkTest extends EngineTest {

  @Autowired FakeStep effect;
  @Autowired FakeStep question;
  @Autowired FakeStep away;
  @Autowired TopicWorkers workers;
  @Autowired Workshop shop;
  @Autowired ApplyOutcomes outcomes;
  @Autowired Topics topics;
  @Autowired ExternalTaskService externalTasks;
  @Autowired FakeSteps.FakeFallouts fallouts;
  @Autowired FakeSteps.FakePolicy policy;
  @Autowired FakeSteps.FakeProblems problems;

  @BeforeEach
  void deploy() {
    if (repository.createProcessDefinitionQuery().processDefinitionKey("workforce-do-it").count()
        == 0) {
      for (String topic : List.of(EFFECT, QUESTION, AWAY, AWAY_AGAIN, AWAY_LONG)) {
        repository.createDeployment().addModelInstance(topic + ".bpmn", model(topic)).deploy();
      }
    }
    if (repository.createProcessDefinitionQuery().processDefinitionKey("fallout-resolution").count()
        == 0) {
      repository
          .createDeployment()
          .addModelInstance(
              "fallout-resolution.bpmn",
              Bpmn.createExecutableProcess("fallout-resolution")
                  .camundaHistoryTimeToLive(1)
                  .startEvent()
                  .userTask("Task_ResolveFallout")
                  .endEvent()
                  .done())
          .deploy();
    }
    for (FakeStep step : List.of(effect, question, away)) {
      step.reset();
    }
    fallouts.raised.clear();
    policy.reset();
    problems.known = false;
  }

  @AfterEach
  void clear() {
    workers.goOn();
    List<FakeStep> steps = List.of(effect, question, away);
    steps.forEach(step -> step.answers(FakeStep.DONE));
    // what was released may be applied meanwhile
    soon()
        .ignoreExceptionsInstanceOf(ProcessEngineException.class)
        .until(
            () -> {
              steps.forEach(step -> step.release(FakeStep.DONE));
              runtime
                  .createProcessInstanceQuery()
                  .list()
                  .forEach(
                      instance ->
                          runtime.deleteProcessInstanceIfExists(
                              instance.getId(), "over", true, true, true, true));
              return !workers.isBusy();
            });
  }

  static BpmnModelInstance model(String topic) {
    return Bpmn.createExecutableProcess(topic.replace('.', '-'))
        .camundaHistoryTimeToLive(1)
        .startEvent()
        .serviceTask("Task_Outside")
        .camundaExternalTask(topic)
        .boundaryEvent("BoundaryEvent_Interrupting")
        .message("interrupt")
        .userTask("Task_Interrupted")
        .endEvent()
        .moveToActivity("Task_Outside")
        .boundaryEvent("BoundaryEvent_FellOut")
        .error("step-fell-out")
        .userTask("Task_FellOut")
        .endEvent()
        .moveToActivity("Task_Outside")
        .userTask("Task_After")
        .endEvent()
        .done();
  }

  /** An order of its own, whose process stands at the task of this topic. */
  Case startCase(String topic) {
    return startCase(topic, newOrder(), new ComponentId(UUID.randomUUID()));
  }

  Case startCase(String topic, OrderId order, ComponentId component) {
    ProcessInstance instance =
        runtime.startProcessInstanceByKey(
            topic.replace('.', '-'),
            order.value(),
            Map.of(
                Variables.ORDER_ID.name(), order.value(),
                Variables.COMPONENT_ID.name(), component.toString()));
    return new Case(order, component, instance.getId());
  }

  /** Its task for the same once more, as when a person chooses to retry. */
  void again(Case order) {
    runtime
        .createProcessInstanceModification(order.instance())
        .cancelAllForActivity("Task_FellOut")
        .startBeforeActivity("Task_Outside")
        .execute();
  }

  /** An order with one process. */
  record Case(OrderId order, ComponentId component, String instance) {}

  String at(Case order) {
    return String.join(",", runtime.getActiveActivityIds(order.instance()));
  }

  ExternalTask task(Case order) {
    return externalTasks
        .createExternalTaskQuery()
        .processInstanceId(order.instance())
        .singleResult();
  }

  /** The state of the order's call in the book. */
  String noted(Case order) {
    return String.join(
        ",",
        jdbc.queryForList(
            "select state from turnup.outbound_call where order_id = ?",
            String.class,
            order.order().value()));
  }

  String answer(Case order) {
    return jdbc.queryForObject(
        "select answer::text from turnup.outbound_call where order_id = ?",
        String.class,
        order.order().value());
  }

  void awaitAt(String activity, Case order) {
    soon().until(() -> at(order).equals(activity));
  }

  static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20));
  }
}
