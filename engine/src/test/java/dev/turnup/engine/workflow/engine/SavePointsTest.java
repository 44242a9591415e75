package dev.turnup.engine.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnup.engine.workflow.EngineTest;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.builder.AbstractFlowNodeBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far an order goes in one transaction. */
class SavePointsTest extends EngineTest {

  /** In a transaction, as {@link dev.turnup.engine.workflow.SavePoints} says. */
  private static final int MOST = 20;

  private static final String SAVED = "saved";
  private static final String SAVED_OFTEN = "saved-often";
  private static final String CALLED_ON = "called-on";

  @Autowired private ProcessEngine engine;
  @Autowired private ManagementService management;
  @Autowired private JdbcClient database;

  private RelayedJobs relayed;

  @BeforeEach
  void useOwn() {
    relayed = new RelayedJobs(engine, database, 2, 10);
    Work.forget();
    if (repository.createProcessDefinitionQuery().processDefinitionKey(SAVED).count() == 0) {
      deploy(SAVED, 3);
      deploy(SAVED_OFTEN, MOST + 3);
      repository
          .createDeployment()
          .addModelInstance(
              "called-on.bpmn",
              Bpmn.createExecutableProcess(CALLED_ON)
                  .camundaHistoryTimeToLive(1)
                  .startEvent()
                  .receiveTask("Task_Wait")
                  .message("go-on")
                  .serviceTask("Task_CalledOn")
                  .camundaClass(Work.class.getName())
                  .camundaAsyncBefore()
                  .userTask("Task_After")
                  .endEvent()
                  .done())
          .deploy();
    }
  }

  /** Own work that is saved before each, and then a wait. */
  private void deploy(String key, int works) {
    AbstractFlowNodeBuilder<?, ?> model =
        Bpmn.createExecutableProcess(key).camundaHistoryTimeToLive(1).startEvent();
    for (int n = 1; n <= works; n++) {
      model =
          model.serviceTask("Task_" + n).camundaClass(Work.class.getName()).camundaAsyncBefore();
    }
    repository
        .createDeployment()
        .addModelInstance(key + ".bpmn", model.userTask("Task_After").endEvent().done())
        .deploy();
  }

  @AfterEach
  void useTheUsual() {
    soon().until(() -> relayed.jobs().inFlight().isEmpty());
    runtime
        .createProcessInstanceQuery()
        .processDefinitionKeyIn(SAVED, SAVED_OFTEN, CALLED_ON)
        .list()
        .forEach(instance -> runtime.deleteProcessInstance(instance.getId(), "over"));
    relayed.close();
  }

  @Test
  void goesAsFarAsItCanInOneTransaction() {
    String order = start(SAVED);

    awaitAfter(order);
    assertThat(works()).containsExactly("Task_1", "Task_2", "Task_3");
    assertThat(transactions()).isEqualTo(1);
  }

  @Test
  void isSavedAtEachPointWhereOneOfThemFails() {
    Work.failing = "Task_3";
    String order = start(SAVED);

    soon()
        .until(
            () ->
                job(order)
                    .map(Job::getExceptionMessage)
                    .toList()
                    .equals(List.of("Task_3 is broken")));
    assertThat(works()).containsExactly("Task_1", "Task_2", "Task_3", "Task_1", "Task_2", "Task_3");
    assertThat(runtime.getActiveActivityIds(order)).containsExactly("Task_3");
    Work.forget();
    job(order).map(Job::getId).forEach(management::executeJob);
    awaitAfter(order);
    assertThat(works()).as("and nothing before it again").containsExactly("Task_3");
  }

  @Test
  void letsOthersComeBetweenNowAndThen() {
    String order = start(SAVED_OFTEN);

    awaitAfter(order);
    assertThat(works())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, MOST + 3).mapToObj(n -> "Task_" + n).toList());
    assertThat(transactions()).isEqualTo(2);
  }

  @Test
  void waitsAtAPointThatSomebodyHasSuspended() {
    String definition =
        repository
            .createProcessDefinitionQuery()
            .processDefinitionKey(SAVED)
            .singleResult()
            .getId();
    String second =
        management.createJobDefinitionQuery().processDefinitionId(definition).list().stream()
            .filter(point -> point.getActivityId().equals("Task_2"))
            .findFirst()
            .orElseThrow()
            .getId();
    management.suspendJobDefinitionById(second);
    try {
      String order = start(SAVED);

      soon().until(() -> works().equals(List.of("Task_1")));
      soon().until(() -> job(order).map(Job::isSuspended).toList().equals(List.of(true)));
    } finally {
      management.activateJobDefinitionById(second);
    }
  }

  /** It is not to go on within the work of the one that calls it. */
  @Test
  void leavesWhoIsCalledOnByOwnWorkToAJob() {
    String called = runtime.startProcessInstanceByKey(CALLED_ON).getId();
    Work.calling = "Task_2";
    String order = start(SAVED);

    awaitAfter(order);
    awaitAfter(called);
    assertThat(works()).containsExactlyInAnyOrder("Task_1", "Task_2", "Task_3", "Task_CalledOn");
    assertThat(transactions()).isEqualTo(2);
  }

  private String start(String key) {
    return runtime.startProcessInstanceByKey(key).getId();
  }

  private Stream<Job> job(String order) {
    return management.createJobQuery().processInstanceId(order).list().stream();
  }

  private static Collection<String> works() {
    return Work.DONE.stream().map(Work.Done::activity).toList();
  }

  private static long transactions() {
    return Work.DONE.stream().map(Work.Done::transaction).distinct().count();
  }

  private void awaitAfter(String order) {
    soon().until(() -> runtime.getActiveActivityIds(order).equals(List.of("Task_After")));
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20));
  }

  /** What the models here do. */
  public static class Work implements JavaDelegate {

    static final Queue<Done> DONE = new ConcurrentLinkedQueue<>();
    static volatile String failing = "";
    static volatile String calling = "";

    /** What was begun, whatever became of it. */
    record Done(String activity, Object transaction) {}

    static void forget() {
      DONE.clear();
      failing = "";
      calling = "";
    }

    @Override
    public void execute(DelegateExecution execution) {
      String activity = execution.getCurrentActivityId();
      DONE.add(new Done(activity, Context.getCommandContext()));
      if (activity.equals(failing)) {
        throw new IllegalStateException(activity + " is broken");
      }
      if (activity.equals(calling)) {
        execution.getProcessEngineServices().getRuntimeService().correlateMessage("go-on");
      }
    }
  }
}
