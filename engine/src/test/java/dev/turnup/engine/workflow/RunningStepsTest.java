package dev.turnup.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.kpi.EndedTasks;
import dev.turnup.engine.kpi.EndedTasks.Ended;
import dev.turnup.engine.kpi.Figures;
import dev.turnup.engine.kpi.Figures.Step;
import dev.turnup.engine.order.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How long orders are where they are, and how long people had what they have ended. */
class RunningStepsTest extends EngineTest {

  private static final Instant START = Instant.parse("2031-03-02T09:00:00Z");

  @Autowired private JdbcClient database;
  @Autowired private HistoryService history;
  @Autowired private TaskService tasks;
  @Autowired private IdentityService identity;

  private String deployment;

  @BeforeEach
  void deploy() {
    ClockUtil.setCurrentTime(Date.from(START));
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
    ClockUtil.reset();
  }

  @Test
  void tellsOfEachStepHowLongOrdersAreAtIt() {
    for (int order = 0; order < 10; order++) {
      ClockUtil.setCurrentTime(Date.from(START.plus(Duration.ofHours(order))));
      start();
    }
    complete(start());

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
    after(10, () -> tasks.claim(task, "grace"));
    after(20, () -> tasks.setAssignee(task, "ada"));
    after(50, () -> tasks.setAssignee(task, null));
    after(80, () -> tasks.claim(task, "grace"));
    after(85, () -> tasks.complete(task));
    String left = task(newOrder());
    after(90, () -> tasks.complete(left));

    EndedTasks ended = new EngineEndedTasks(history);

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

  private void after(int minutes, Runnable work) {
    ClockUtil.setCurrentTime(Date.from(minute(minutes)));
    work.run();
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
