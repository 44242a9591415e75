package dev.turnup.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.kpi.EndedTasks;
import dev.turnup.engine.kpi.EndedTasks.Ended;
import dev.turnup.engine.kpi.Figures;
import dev.turnup.engine.kpi.Figures.Step;
import dev.turnup.engine.order.OrderId;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How long orders are where they are, and how long people had what they have ended. */
class RunningStepsTest extends EngineTest {

  /** Later than any walk of the clock, which is the whole JVM's and not for one test to move. */
  private static final Instant START = Instant.parse("2091-03-02T09:00:00Z");

  @Autowired private JdbcClient database;
  @Autowired private HistoryService history;
  @Autowired private TaskService tasks;
  @Autowired private IdentityService identity;

  private String deployment;

  @BeforeEach
  void deploy() {
    identity.setAuthenticatedUserId("grace");
    deployment =
        repository
            .createDeployment()
            .addModelInstance(
                "aged.bpmn",
                Bpmn.createExecutableProcess("aged")
                    .camundaHistoryTimeToLive(1)
                    .startEvent()
                    .userTask("Task_Install")
                    .name("Install on site")
                    .serviceTask("Task_Call")
                    .name("Ask network")
                    .camundaExternalTask("network.aged")
                    .receiveTask("Task_Await")
                    .name("Await answer")
                    .message("answered")
                    .endEvent()
                    .done())
            .deploy()
            .getId();
  }

  @AfterEach
  void cleanUp() {
    repository.deleteDeployment(deployment, true);
    identity.clearAuthentication();
  }

  @Test
  void tellsOfEachStepHowLongOrdersAreAtIt() {
    for (int order = 0; order < 10; order++) {
      at(START.plus(Duration.ofHours(order)), start());
    }
    OrderId next = start();
    complete(next);
    at(START.plus(Duration.ofHours(9)), next);

    List<Step> steps =
        new RunningSteps(database, new ModelSteps(repository))
            .at(START.plus(Duration.ofHours(9)), 50);

    assertThat(steps.get(0).step()).isEqualTo(Figures.ALL);
    assertThat(steps)
        .contains(
            new Step("aged/Task_Install", "Install on site", 10, 4 * 3_600, 8 * 3_600, 9 * 3_600),
            new Step("aged/Task_Call", "Ask network", 1, 0, 0, 0));
  }

  @Test
  void tellsHowLongSomebodyHadAPieceOfWorkInHand() {
    OrderId order = newOrder();
    String task = task(order);
    after(10, task, () -> tasks.claim(task, "grace"));
    after(20, task, () -> tasks.setAssignee(task, "ada"));
    after(50, task, () -> tasks.setAssignee(task, null));
    after(80, task, () -> tasks.claim(task, "grace"));
    after(85, task, () -> tasks.complete(task));
    String left = task(newOrder());
    after(90, left, () -> tasks.complete(left));

    EndedTasks ended = new EngineEndedTasks(history, database);

    assertThat(ended.since(START, 0, 10).tasks())
        .containsExactly(
            new Ended(task, order, minute(85), Optional.of(Duration.ofMinutes(45))),
            new Ended(left, of(left), minute(90), Optional.empty()));
    assertThat(ended.since(START, 0, 10).last()).isTrue();
    assertThat(ended.since(minute(86), 0, 10).tasks()).hasSize(1);
    List<Ended> paged = new ArrayList<>(ended.since(START, 0, 1).tasks());
    paged.addAll(ended.since(START, 1, 1).tasks());
    assertThat(paged).isEqualTo(ended.since(START, 0, 10).tasks());
  }

  private OrderId of(String task) {
    return new OrderId(
        history
            .createHistoricProcessInstanceQuery()
            .processInstanceId(
                history
                    .createHistoricTaskInstanceQuery()
                    .taskId(task)
                    .singleResult()
                    .getProcessInstanceId())
            .singleResult()
            .getBusinessKey());
  }

  /** Does it, and says that it was done then. */
  private void after(int minutes, String task, Runnable work) {
    work.run();
    for (String told :
        List.of(
            "update act_hi_op_log set timestamp_ = :at where task_id_ = :task and timestamp_ < :start",
            "update act_hi_taskinst set end_time_ = :at where id_ = :task and end_time_ < :start")) {
      database
          .sql(told)
          .param("at", Timestamp.from(minute(minutes)))
          .param("start", Timestamp.from(START))
          .param("task", task)
          .update();
    }
  }

  /** Says that the order came then to where it is. */
  private void at(Instant then, OrderId order) {
    for (String told :
        List.of(
            "update act_ru_task t set create_time_ = :then from act_ru_execution e"
                + " where e.proc_inst_id_ = t.proc_inst_id_ and e.business_key_ = :order",
            "update act_ru_ext_task t set create_time_ = :then from act_ru_execution e"
                + " where e.proc_inst_id_ = t.proc_inst_id_ and e.business_key_ = :order")) {
      database.sql(told).param("then", Timestamp.from(then)).param("order", order.value()).update();
    }
  }

  private static Instant minute(int minutes) {
    return START.plus(Duration.ofMinutes(minutes));
  }

  private OrderId start() {
    OrderId order = newOrder();
    runtime.startProcessInstanceByKey("aged", order.value());
    return order;
  }

  private String task(OrderId order) {
    runtime.startProcessInstanceByKey("aged", order.value());
    return tasks.createTaskQuery().processInstanceBusinessKey(order.value()).singleResult().getId();
  }

  private void complete(OrderId order) {
    tasks.complete(
        tasks.createTaskQuery().processInstanceBusinessKey(order.value()).singleResult().getId());
  }
}
