package dev.turnup.engine.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.workflow.EngineTest;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.camunda.bpm.engine.variable.Variables;
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
                .userTask("Task_Last")
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

  // the engine's statements have no types
  @SuppressWarnings("unchecked")
  @Test
  void readsVariablesAsTheEngineDoes() {
    runtime.setVariables(
        caller,
        Variables.putValue("text", "some")
            .putValue("long", 7L)
            .putValue("double", 0.5)
            .putValue("flag", true)
            .putValue("date", new Date(0))
            .putValue("bytes", new byte[] {1, 2})
            .putValue("none", null));
    outsideTasks.complete(outsideTask(), WORKER);
    outsideTasks.complete(outsideTask(), WORKER);
    String task = tasks.createTaskQuery().processInstanceId(caller).singleResult().getId();
    tasks.setVariableLocal(task, "ofTheTask", "more");
    runtime.setVariableLocal(
        runtime.getActivityInstance(caller)
            .getActivityInstances("Task_Last")[0]
            .getExecutionIds()[0],
        "ofTheExecution",
        "other");

    List<Read> read =
        variables(
            context ->
                context
                    .getVariableInstanceManager()
                    .findVariableInstancesByProcessInstanceId(caller));

    assertThat(read)
        .hasSize(9)
        .containsExactlyInAnyOrderElementsOf(
            variables(
                context ->
                    context
                        .getDbEntityManager()
                        .selectList("selectVariablesByProcessInstanceId", caller)));
  }

  private record Read(
      String id,
      String name,
      String type,
      Object value,
      int revision,
      long sequence,
      boolean concurrent,
      String scope,
      String definition,
      Optional<String> execution,
      Optional<String> task,
      Optional<String> tenant) {

    static Read of(VariableInstanceEntity variable) {
      return new Read(
          variable.getId(),
          variable.getName(),
          variable.getTypeName(),
          variable.getValue() instanceof byte[] bytes
              ? Arrays.toString(bytes)
              : String.valueOf(variable.getValue()),
          variable.getRevision(),
          variable.getSequenceCounter(),
          variable.isConcurrentLocal(),
          variable.getVariableScopeId(),
          variable.getProcessDefinitionId(),
          Optional.ofNullable(variable.getExecutionId()),
          Optional.ofNullable(variable.getTaskId()),
          Optional.ofNullable(variable.getTenantId()));
    }
  }

  private List<Read> variables(Command<List<VariableInstanceEntity>> found) {
    return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
        .getCommandExecutorTxRequired()
        .execute(context -> found.execute(context).stream().map(Read::of).toList());
  }

  private String outsideTask() {
    return outsideTasks.fetchAndLock(1, WORKER).topic(TOPIC, 60_000).execute().get(0).getId();
  }
}
