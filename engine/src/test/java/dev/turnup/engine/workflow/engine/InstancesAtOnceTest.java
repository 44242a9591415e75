package dev.turnup.engine.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.workflow.EngineTest;
import java.util.Collections;
import java.util.List;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How often a transaction looks at the executions of the instances that it moves on. */
class InstancesAtOnceTest extends EngineTest {

  private static final String ONE = "selectExecution";
  private static final String INSTANCE = "selectExecutionsByProcessInstanceId";

  private static final String TOPIC = "at-once.test";
  private static final String WORKER = "at-once";

  @Autowired private ProcessEngine engine;
  @Autowired private TaskService tasks;
  @Autowired private ExternalTaskService outsideTasks;

  private Asked asked;
  private String caller;

  @BeforeEach
  void startOne() {
    asked = Asked.of(engine);
    if (repository.createProcessDefinitionQuery().processDefinitionKey("once-caller").count()
        == 0) {
      deploy();
    }
    caller = runtime.startProcessInstanceByKey("once-caller").getId();
  }

  private void deploy() {
    repository
        .createDeployment()
        .addModelInstance(
            "once-caller.bpmn",
            Bpmn.createExecutableProcess("once-caller")
                .camundaHistoryTimeToLive(1)
                .startEvent()
                .callActivity()
                .calledElement("once-called")
                .userTask()
                .endEvent()
                .done())
        .addModelInstance(
            "once-called.bpmn",
            Bpmn.createExecutableProcess("once-called")
                .camundaHistoryTimeToLive(1)
                .startEvent()
                .serviceTask()
                .camundaExternalTask(TOPIC)
                .serviceTask()
                .camundaExternalTask(TOPIC)
                .endEvent()
                .done())
        .deploy();
  }

  @AfterEach
  void end() {
    runtime.deleteProcessInstance(caller, "over");
  }

  @Test
  void readsTheInstanceOfAnOutsideTaskOnce() {
    String task = outsideTask();

    List<String> names = asked.by(() -> outsideTasks.complete(task, WORKER));

    assertThat(names).doesNotContain(ONE);
    assertThat(Collections.frequency(names, INSTANCE)).isOne();
  }

  @Test
  void readsTheInstanceThatCalledTheOneThatEndsOnce() {
    outsideTasks.complete(outsideTask(), WORKER);
    String last = outsideTask();

    List<String> names = asked.by(() -> outsideTasks.complete(last, WORKER));

    assertThat(names).doesNotContain(ONE);
    assertThat(Collections.frequency(names, INSTANCE)).isEqualTo(2);
    assertThat(tasks.createTaskQuery().processInstanceId(caller).count()).isOne();
  }

  private String outsideTask() {
    return outsideTasks.fetchAndLock(1, WORKER).topic(TOPIC, 60_000).execute().get(0).getId();
  }
}
