package dev.turnup.engine.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.variable.Variables.untypedValue;

import dev.turnup.engine.workflow.EngineTest;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Two are asked at once, and one more behind them. */
class LeanLoopsTest extends EngineTest {

  @Autowired private TaskService tasks;

  @BeforeEach
  void deploy() {
    if (repository.createProcessDefinitionQuery().processDefinitionKey("lean").count() == 0) {
      repository
          .createDeployment()
          .addModelInstance("lean.bpmn", model("lean", "${false}"))
          .addModelInstance("counted.bpmn", model("counted", "${nrOfCompletedInstances == 1}"))
          .deploy();
    }
  }

  private static BpmnModelInstance model(String key, String endsIf) {
    return Bpmn.createExecutableProcess(key)
        .camundaHistoryTimeToLive(1)
        .startEvent()
        .userTask("Task_Ask")
        .name("Ask")
        .multiInstance()
        .parallel()
        .camundaCollection("people")
        .camundaElementVariable("asked")
        .completionCondition(endsIf)
        .multiInstanceDone()
        .userTask()
        .name("Go on")
        .endEvent()
        .done();
  }

  @Test
  void keepOnlyWhatTheEngineGoesBy() {
    String instance = start("lean");

    assertThat(variables(instance)).containsExactly("asked", "asked", "nrOfActiveInstances");
    assertThat(values(instance)).containsExactlyInAnyOrder("Ada", "Ben");

    complete(instance);
    assertThat(tasksOf(instance)).extracting(Task::getName).containsExactly("Ask");
    complete(instance);
    assertThat(tasksOf(instance)).extracting(Task::getName).containsExactly("Go on");
    assertThat(variables(instance)).isEmpty();
  }

  @Test
  void countWhereTheModelAsks() {
    String instance = start("counted");

    assertThat(variables(instance))
        .contains("nrOfInstances", "nrOfCompletedInstances", "loopCounter");

    complete(instance);
    assertThat(tasksOf(instance)).extracting(Task::getName).containsExactly("Go on");
  }

  @Test
  void countOnWhereTheyHaveStartedToCount() {
    String instance = start("lean");
    String loop =
        jdbc.queryForObject(
            "select execution_id_ from act_ru_variable"
                + " where proc_inst_id_ = ? and name_ = 'nrOfActiveInstances'",
            String.class,
            instance);
    runtime.setVariablesLocal(loop, Map.of("nrOfInstances", 2, "nrOfCompletedInstances", 0));

    complete(instance);
    assertThat(runtime.getVariableLocal(loop, "nrOfCompletedInstances")).isEqualTo(1);
    complete(instance);
    assertThat(tasksOf(instance)).extracting(Task::getName).containsExactly("Go on");
  }

  @Test
  void takeOneMoreInTheirMidst() {
    String instance = start("lean");

    runtime.createProcessInstanceModification(instance).startBeforeActivity("Task_Ask").execute();

    assertThat(tasksOf(instance)).hasSize(3);
    complete(instance);
    complete(instance);
    complete(instance);
    assertThat(tasksOf(instance)).extracting(Task::getName).containsExactly("Go on");
  }

  private String start(String key) {
    return runtime
        .startProcessInstanceByKey(
            key, Variables.putValueTyped("people", untypedValue(List.of("Ada", "Ben"), true)))
        .getId();
  }

  private void complete(String instance) {
    tasks.complete(tasksOf(instance).get(0).getId());
  }

  private List<Task> tasksOf(String instance) {
    return tasks.createTaskQuery().processInstanceId(instance).list();
  }

  private List<String> variables(String instance) {
    return jdbc.queryForList(
        "select name_ from act_ru_variable where proc_inst_id_ = ? order by name_",
        String.class,
        instance);
  }

  private List<String> values(String instance) {
    return jdbc.queryForList(
        "select text_ from act_ru_variable where proc_inst_id_ = ? and name_ = 'asked'",
        String.class,
        instance);
  }
}
