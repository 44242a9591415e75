package dev.turnup.engine.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.workflow.EngineTest;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is written of an instance that is called a while after the one that calls it started. */
class KnownStartsTest extends EngineTest {

  private static final String START = "selectHistoricProcessInstanceEvent";
  private static final String DEFINITION = "selectProcessDefinition";

  @Autowired private ProcessEngine engine;
  @Autowired private TaskService tasks;
  @Autowired private HistoryService history;

  private ProcessEngineConfigurationImpl configuration;
  private String usualStrategy;
  private HistoryEventHandler usualHandler;
  private Asked asked;
  private String caller;

  @BeforeEach
  void startOne() {
    configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    usualHandler = configuration.getHistoryEventHandler();
    usualStrategy = configuration.getHistoryRemovalTimeStrategy();
    configuration.setHistoryRemovalTimeStrategy(
        ProcessEngineConfiguration.HISTORY_REMOVAL_TIME_STRATEGY_START);
    asked = Asked.of(engine);
    if (repository.createProcessDefinitionQuery().processDefinitionKey("known-caller").count()
        == 0) {
      deploy();
    }
    // the first one reads the models
    runtime.deleteProcessInstance(start(), "over");
    caller = start();
  }

  private void deploy() {
    repository
        .createDeployment()
        .addModelInstance(
            "known-caller.bpmn",
            Bpmn.createExecutableProcess("known-caller")
                .camundaHistoryTimeToLive(1)
                .startEvent()
                .userTask()
                .callActivity()
                .calledElement("known-called")
                .userTask()
                .endEvent()
                .done())
        .addModelInstance(
            "known-called.bpmn",
            Bpmn.createExecutableProcess("known-called")
                .camundaHistoryTimeToLive(2)
                .startEvent()
                .userTask()
                .endEvent()
                .done())
        .deploy();
  }

  @AfterEach
  void useTheUsual() {
    runtime.deleteProcessInstance(caller, "over");
    configuration.setHistoryRemovalTimeStrategy(usualStrategy);
    configuration.setHistoryEventHandler(usualHandler);
  }

  @Test
  void isWhenTheHistoryOfBothIsRemovedWithoutALookAtTheCaller() {
    assertThat(asked.by(() -> complete(caller))).isNotEmpty().doesNotContain(START, DEFINITION);

    assertThat(historyOf(called()).getRemovalTime())
        .isNotNull()
        .isEqualTo(historyOf(caller).getRemovalTime());
  }

  @Test
  void isHowLongItTookWithoutALookAtItsStart() {
    complete(caller);
    String called = called();

    assertThat(asked.by(() -> complete(called))).isNotEmpty().doesNotContain(START, DEFINITION);

    assertThat(durationOf(called)).isEqualTo(timeOf(called));
  }

  @Test
  void isHowLongItTookIfAnotherNodeStartedIt() {
    complete(caller);
    String called = called();
    new KnownStarts().preInit(configuration);

    assertThat(asked.by(() -> complete(called))).contains(START);

    assertThat(durationOf(called)).isEqualTo(timeOf(called));
  }

  private String start() {
    return runtime.startProcessInstanceByKey("known-caller").getId();
  }

  private String called() {
    return runtime
        .createProcessInstanceQuery()
        .superProcessInstanceId(caller)
        .singleResult()
        .getId();
  }

  private void complete(String instance) {
    tasks.complete(tasks.createTaskQuery().processInstanceId(instance).singleResult().getId());
  }

  private HistoricProcessInstance historyOf(String instance) {
    return history.createHistoricProcessInstanceQuery().processInstanceId(instance).singleResult();
  }

  /** As it is written. */
  private Long durationOf(String instance) {
    return jdbc.queryForObject(
        "select duration_ from act_hi_procinst where id_ = ?", Long.class, instance);
  }

  private long timeOf(String instance) {
    HistoricProcessInstance told = historyOf(instance);
    return told.getEndTime().getTime() - told.getStartTime().getTime();
  }
}
