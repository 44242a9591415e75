package dev.turnup.engine.process;

import dev.turnup.engine.TestDatabase;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.community.process_test_coverage.engine.platform7.ProcessCoverageConfigurator;

/**
 * The one engine of all process tests: a real one on a database of its own, in which no job runs by
 * itself.
 */
final class ProcessEngineUnderTest {

  /** What delegate expressions find. */
  static final Map<Object, Object> OWN_WORK = new ConcurrentHashMap<>();

  private static final ProcessEngine ENGINE = build();

  private ProcessEngineUnderTest() {}

  static ProcessEngine engine() {
    return ENGINE;
  }

  private static ProcessEngine build() {
    ProcessEngineConfigurationImpl configuration = new StandaloneProcessEngineConfiguration();
    configuration.setProcessEngineName("process-tests");
    configuration.setJdbcDriver("org.postgresql.Driver");
    configuration.setJdbcUrl(TestDatabase.empty());
    configuration.setDatabaseSchemaUpdate("true");
    configuration.setHistory("full");
    configuration.setJobExecutorActivate(false);
    configuration.setDbMetricsReporterActivate(false);
    configuration.setEnableExceptionsAfterUnhandledBpmnError(true);
    configuration.setBeans(OWN_WORK);
    ProcessCoverageConfigurator.initializeProcessCoverageExtensions(configuration);
    ProcessEngine engine = configuration.buildProcessEngine();
    // the web applications of other tests would offer it
    ProcessEngines.unregister(engine);
    return engine;
  }
}
