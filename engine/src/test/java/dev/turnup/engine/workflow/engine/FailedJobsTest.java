package dev.turnup.engine.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.turnup.engine.TestDatabase;
import dev.turnup.engine.order.StaleVersion;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
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

  private static String url;

  private static JavaDelegate work;

  @BeforeAll
  static void start() {
    ProcessEngineConfigurationImpl configuration = new StandaloneProcessEngineConfiguration();
    configuration.setProcessEngineName("failed-jobs");
    configuration.setJdbcDriver("org.postgresql.Driver");
    url = TestDatabase.empty();
    configuration.setJdbcUrl(url);
    configuration.setDatabaseSchemaUpdate("true");
    configuration.setJobExecutorActivate(false);
    configuration.setDbMetricsReporterActivate(false);
    configuration.setFailedJobCommandFactory(new FailedJobs());
    JavaDelegate given = execution -> work.execute(execution);
    configuration.setBeans(Map.of("work", given));
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
    work = failingWith(new StaleVersion("the calendar"));

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
    work = failingWith(new IllegalStateException("a bug"));

    assertThat(failing().getRetries()).isZero();
  }

  /** No revision tells: what was put below an instance does not touch the instance's own row. */
  @Test
  void triesAgainWhenSomethingWasPutBelowWhatItEnds() {
    work =
        execution -> {
          try (Connection other = DriverManager.getConnection(url);
              PreparedStatement insert =
                  other.prepareStatement(
                      "insert into act_ru_execution (id_, rev_, parent_id_, proc_inst_id_)"
                          + " values ('below', 1, ?, ?)")) {
            insert.setString(1, execution.getProcessInstanceId());
            insert.setString(2, execution.getProcessInstanceId());
            insert.executeUpdate();
          }
        };

    assertThat(failing().getRetries()).isPositive();
  }

  private static JavaDelegate failingWith(RuntimeException failure) {
    return execution -> {
      throw failure;
    };
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
