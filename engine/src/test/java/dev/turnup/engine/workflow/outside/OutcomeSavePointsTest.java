package dev.turnup.engine.workflow.outside;

import static dev.turnup.engine.workflow.outside.FakeSteps.EFFECT;
import static dev.turnup.engine.workflow.outside.FakeSteps.QUESTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.workflow.Variables;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How far an order goes with an outcome. Nobody runs jobs here. */
class OutcomeSavePointsTest extends OutsideWorkTest {

  private static final String FOLLOWED = "followed";

  @Autowired private ManagementService management;

  @BeforeEach
  void deployFollowed() {
    OwnWork.broken = false;
    OwnWork.DONE.clear();
    if (repository.createProcessDefinitionQuery().processDefinitionKey(FOLLOWED).count() == 0) {
      repository
          .createDeployment()
          .addModelInstance(
              "followed.bpmn",
              Bpmn.createExecutableProcess(FOLLOWED)
                  .camundaHistoryTimeToLive(1)
                  .startEvent()
                  .serviceTask("Task_Outside")
                  .camundaExternalTask(QUESTION)
                  .serviceTask("Task_Own")
                  .camundaClass(OwnWork.class.getName())
                  .camundaAsyncBefore()
                  .serviceTask("Task_Effect")
                  .camundaExternalTask(EFFECT)
                  .userTask("Task_After")
                  .endEvent()
                  .done())
          .deploy();
    }
  }

  @Test
  void goesPastWhatWouldBeSaved() {
    Case order = start();

    awaitAt("Task_After", order);

    assertThat(noted(order)).isEqualTo("applied,applied");
    assertThat(OwnWork.DONE).hasSize(1);
    assertThat(jobs(order)).isEmpty();
  }

  @Test
  void isAppliedAndSavedWhereTheNextCallCannotBePrepared() {
    Case order = new Case(newOrder(), new ComponentId(UUID.randomUUID()), "");
    effect.cannotBePrepared.add(order.component());
    Case stopped = start(order.order(), order.component());

    awaitAt("Task_Own", stopped);

    assertThat(noted(stopped)).isEqualTo("applied");
    assertThat(OwnWork.DONE).as("what it did is taken back").hasSize(1);
    assertThat(jobs(stopped)).hasSize(1);
  }

  @Test
  void isAppliedAndSavedWhereOwnWorkBehindItFails() {
    OwnWork.broken = true;
    Case order = start();

    awaitAt("Task_Own", order);

    assertThat(noted(order)).isEqualTo("applied");
    assertThat(question.called).as("not asked again").containsExactly(order.component());
    assertThat(OwnWork.DONE).as("tried once").hasSize(1);
    OwnWork.broken = false;
    jobs(order).forEach(job -> management.executeJob(job.getId()));
    awaitAt("Task_After", order);
  }

  private List<Job> jobs(Case order) {
    return management.createJobQuery().processInstanceId(order.instance()).list();
  }

  private Case start() {
    return start(newOrder(), new ComponentId(UUID.randomUUID()));
  }

  private Case start(OrderId order, ComponentId component) {
    return new Case(
        order,
        component,
        runtime
            .startProcessInstanceByKey(
                FOLLOWED,
                order.value(),
                Map.of(
                    Variables.ORDER_ID.name(), order.value(),
                    Variables.COMPONENT_ID.name(), component.toString()))
            .getId());
  }

  /** What follows the outcome. */
  public static class OwnWork implements JavaDelegate {

    static final Queue<String> DONE = new ConcurrentLinkedQueue<>();
    static volatile boolean broken;

    @Override
    public void execute(DelegateExecution execution) {
      DONE.add(execution.getCurrentActivityId());
      if (broken) {
        throw new IllegalStateException("own work is broken");
      }
    }
  }
}
