package dev.turnup.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Priority;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.AcquirableJobEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.builder.StartEventBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who comes first in the engine. The models of this test say nothing of it. */
class OrderPriorityTest extends EngineTest {

  private static final int HIGH = 700_000;
  private static final int LOW = 600_000;

  @Autowired private ProcessEngine engine;
  @Autowired private ManagementService management;
  @Autowired private ExternalTaskService externalTasks;
  @Autowired private TaskService tasks;

  @BeforeEach
  void deploy() {
    if (repository.createProcessDefinitionQuery().processDefinitionKey("caller").count() == 0) {
      repository
          .createDeployment()
          .addModelInstance(
              "caller.bpmn",
              process("caller")
                  .parallelGateway("Gateway_All")
                  .callActivity("CallActivity_Called")
                  .calledElement("called")
                  .camundaIn("orderId", "orderId")
                  .camundaInBusinessKey("#{execution.processBusinessKey}")
                  .endEvent()
                  .moveToNode("Gateway_All")
                  .userTask("Task_Person")
                  .endEvent()
                  .moveToNode("Gateway_All")
                  .intermediateCatchEvent("Event_Later")
                  .timerWithDuration("P1D")
                  .endEvent()
                  .done())
          .addModelInstance(
              "called.bpmn",
              process("called")
                  .parallelGateway("Gateway_All")
                  .manualTask("Task_Later")
                  .camundaAsyncBefore()
                  .endEvent()
                  .moveToNode("Gateway_All")
                  .serviceTask("Task_Outside")
                  .camundaExternalTask("nobody.fetches")
                  .endEvent()
                  .moveToNode("Gateway_All")
                  .userTask("Task_Named")
                  .camundaPriority("7")
                  .endEvent()
                  .done())
          .deploy();
    }
  }

  @AfterEach
  void clear() {
    runtime
        .createProcessInstanceQuery()
        .processDefinitionKeyIn("caller", "called")
        .rootProcessInstances()
        .list()
        .forEach(instance -> runtime.deleteProcessInstance(instance.getId(), "over"));
  }

  @Test
  void givesAllThatIsDoneForAnOrderItsPriority() {
    OrderId order = start(HIGH);

    assertThat(priorities(order)).containsExactlyInAnyOrder(HIGH, HIGH);
    assertThat(jobs(order).filter(job -> job.getDuedate() == null).map(Job::getPriority))
        .containsExactly((long) HIGH);
    assertThat(jobs(order).filter(job -> job.getDuedate() != null).map(Job::getPriority))
        .as("timers are run by their due dates")
        .containsExactly(0L);
    assertThat(externalTasks.createExternalTaskQuery().topicName("nobody.fetches").list())
        .extracting(task -> task.getPriority())
        .containsExactly((long) HIGH);
    assertThat(tasks.createTaskQuery().processInstanceBusinessKey(order.value()).list())
        .extracting(task -> task.getTaskDefinitionKey(), task -> task.getPriority())
        .containsExactlyInAnyOrder(tuple("Task_Person", HIGH), tuple("Task_Named", 7));
  }

  @Test
  void countsWhatBelongsToNoOrderAsOneThatJustCame() {
    // the engine's time, which another test in this JVM may have moved
    int now = Priority.since(ClockUtil.getCurrentTime().toInstant()).value();

    runtime.startProcessInstanceByKey("caller", "nobody", Map.of());

    assertThat(tasks.createTaskQuery().processInstanceBusinessKey("nobody").list())
        .filteredOn(task -> task.getTaskDefinitionKey().equals("Task_Person"))
        .singleElement()
        .satisfies(task -> assertThat(task.getPriority()).isBetween(now - 1, now));
  }

  @Test
  void takesAnotherPriorityOverWhereverTheOrderIs() {
    OrderId order = start(LOW);
    OrderId other = start(LOW);
    RunningPriority running = new RunningPriority(runtime, management, externalTasks, tasks);

    running.become(order, new Priority(HIGH));

    assertThat(priorities(order)).containsExactlyInAnyOrder(HIGH, HIGH);
    assertThat(jobs(order).map(Job::getPriority)).containsExactlyInAnyOrder(0L, (long) HIGH);
    assertThat(externalTasks.createExternalTaskQuery().topicName("nobody.fetches").list())
        .extracting(task -> task.getBusinessKey(), task -> task.getPriority())
        .containsExactlyInAnyOrder(
            tuple(order.value(), (long) HIGH), tuple(other.value(), (long) LOW));
    assertThat(
            tasks
                .createTaskQuery()
                .processDefinitionKey("caller")
                .taskDefinitionKey("Task_Person")
                .orderByTaskPriority()
                .desc()
                .list())
        .extracting(task -> task.getPriority())
        .containsExactly(HIGH, LOW);
  }

  @Test
  void runsJobsByPriorityAndTimersByDueDateSideBySide() {
    List<OrderId> low = Stream.generate(() -> start(LOW)).limit(6).toList();
    OrderId high = start(HIGH);
    // all timers are due
    Stream.concat(low.stream(), Stream.of(high))
        .flatMap(this::jobs)
        .filter(job -> job.getDuedate() != null)
        .forEach(
            job ->
                management.setJobDuedate(
                    job.getId(),
                    Date.from(
                        Instant.parse(
                            job.getProcessInstanceId().equals(rootOf(high))
                                ? "2020-01-02T00:00:00Z"
                                : "2020-01-01T00:00:00Z"))));

    List<String> next = next(6);

    assertThat(next).hasSize(6);
    Set<String> ofHigh = Set.copyOf(jobs(high).map(Job::getId).toList());
    assertThat(ofHigh).contains(next.get(0));
    assertThat(next.subList(1, 3)).doesNotContainAnyElementsOf(ofHigh);
    assertThat(next.subList(3, 6))
        .as("timers, the critical order's last")
        .doesNotContainAnyElementsOf(ofHigh);
    assertThat(next(100)).containsAll(ofHigh);
  }

  private String rootOf(OrderId order) {
    return runtime
        .createProcessInstanceQuery()
        .processInstanceBusinessKey(order.value())
        .processDefinitionKey("caller")
        .singleResult()
        .getId();
  }

  /** What a node that looks for so many jobs would take, in its order. */
  private List<String> next(int most) {
    return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
        .getCommandExecutorTxRequired()
        .execute(
            context ->
                context.getJobManager().findNextJobsToExecute(new Page(0, most)).stream()
                    .map(AcquirableJobEntity::getId)
                    .toList());
  }

  private OrderId start(int priority) {
    OrderId order = newOrder();
    runtime.startProcessInstanceByKey(
        "caller",
        order.value(),
        Map.of(
            "orderId",
            order.value(),
            Variables.ORDER_PRIORITY.name(),
            Variables.ORDER_PRIORITY.kept(new Priority(priority))));
    return order;
  }

  private Stream<Object> priorities(OrderId order) {
    String[] instances =
        runtime
            .createProcessInstanceQuery()
            .processInstanceBusinessKey(order.value())
            .list()
            .stream()
            .map(instance -> instance.getId())
            .toArray(String[]::new);
    return runtime
        .createVariableInstanceQuery()
        .variableName(Variables.ORDER_PRIORITY.name())
        .processInstanceIdIn(instances)
        .list()
        .stream()
        .map(VariableInstance::getValue);
  }

  private Stream<Job> jobs(OrderId order) {
    return management.createJobQuery().rootProcessInstanceId(rootOf(order)).list().stream();
  }

  private static StartEventBuilder process(String key) {
    return Bpmn.createExecutableProcess(key).camundaHistoryTimeToLive(1).startEvent();
  }
}
