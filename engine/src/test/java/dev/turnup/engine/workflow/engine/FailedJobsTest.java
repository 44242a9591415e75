package dev.turnup.engine.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.turnup.engine.TestDatabase;
import dev.turnup.engine.order.StaleVersion;
import java.time.Instant;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When own work that failed is tried again. */
class FailedJobsTest {

  private static ProcessEngine engine;

  private static RuntimeException failure;

  @BeforeAll
  static void start() {
    ProcessEngineConfigurationImpl configuration = new StandaloneProcessEngineConfiguration();
    configuration.setProcessEngineName("failed-jobs");
    configuration.setJdbcDriver("org.postgresql.Driver");
    configuration.setJdbcUrl(TestDatabase.empty());
    configuration.setDatabaseSchemaUpdate("true");
    configuration.setJobExecutorActivate(false);
    configuration.setDbMetricsReporterActivate(false);
    configuration.setFailedJobCommandFactory(new FailedJobs());
    JavaDelegate work =
        execution -> {
          throw failure;
        };
    configuration.setBeans(Map.of("work", work));
    engine = configuration.buildProcessEngine();
    // the web applications of other tests would offer it
    ProcessEngines.unregister(engine);
    engine
        .getRepositoryService()
        .createDeployment()
        .addModelInstance(
            "failing.bpmn",
            Bpmn.createExecutableProcess("failing")
                .camundaHistoryTimeToLive(1)
                .startEvent()
                .serviceTask()
                .camundaAsyncBefore()
                .camundaDelegateExpression("${work}")
                .endEvent()
                .done())
        .deploy();
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  private String instance;

  @BeforeEach
  void startCase() {
    instance = engine.getRuntimeService().startProcessInstanceByKey("failing").getId();
  }

  @Test
  void triesOvertakenWorkAgainAtOnceAndThenAfterAPause() {
    failure = new StaleVersion("the calendar");

    Job once = failing();
    assertThat(once.getDuedate()).isNull();
    assertThat(once.getRetries()).isPositive();

    // the engine's time, which another test in this JVM may have moved
    Instant before = ClockUtil.getCurrentTime().toInstant();
    Job twice = failing();
    assertThat(twice.getDuedate()).isAfter(before).isBefore(before.plusSeconds(10));
    assertThat(twice.getRetries()).isEqualTo(once.getRetries());
  }

  @Test
  void stopsABugAtOnce() {
    failure = new IllegalStateException("a bug");

    assertThat(failing().getRetries()).isZero();
  }

  private Job failing() {
    Throwable thrown =
        catchThrowable(() -> engine.getManagementService().executeJob(job().getId()));
    assertThat(thrown).isNotNull();
    return job();
  }

  private Job job() {
    return engine
        .getManagementService()
        .createJobQuery()
        .processInstanceId(instance)
        .singleResult();
  }
}
