package dev.turnup.engine.process;

import dev.turnup.engine.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.community.process_test_coverage.engine.platform7.ProcessCoverageConfigurator;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;

/**
 * The one engine of all process tests: a real one on a database of its own, in which no job runs by
 * itself.
 */
final class ProcessEngineUnderTest {

  /** What delegate expressions find. */
  static final Map<Object, Object> OWN_WORK = new ConcurrentHashMap<>();

  private static final ProcessEngineConfiguration CONFIGURATION = configuration();

  private ProcessEngineUnderTest() {}

  static ProcessEngine engine() {
    return CONFIGURATION.buildProcessEngine();
  }

  /**
   * Fails after the last test of the class if a flow node or a sequence flow of the model was never
   * passed.
   *
   * @param stubs models beside the bundled ones that the tests bring, and that nobody has to pass
   */
  static ProcessEngineCoverageExtension everyElementOf(String model, List<String> stubs) {
    String[] others =
        Stream.concat(Models.processes().stream(), stubs.stream())
            .filter(key -> !key.equals(model))
            .toArray(String[]::new);
    return ProcessEngineCoverageExtension.builder(CONFIGURATION)
        .assertClassCoverageAtLeast(1.0)
        .handleTestMethodCoverage(false)
        .excludeProcessDefinitionKeys(others)
        .build();
  }

  private static ProcessEngineConfiguration configuration() {
    BuiltOnce configuration = new BuiltOnce();
    configuration.setProcessEngineName("process-tests");
    configuration.setJdbcDriver("org.postgresql.Driver");
    configuration.setJdbcUrl(TestDatabase.empty());
    configuration.setDatabaseSchemaUpdate("true");
    configuration.setHistory("full");
    configuration.setJobExecutorActivate(false);
    configuration.setEnableExceptionsAfterUnhandledBpmnError(true);
    configuration.setBeans(OWN_WORK);
    ProcessCoverageConfigurator.initializeProcessCoverageExtensions(configuration);
    return configuration;
  }

  /** Every test class asks for an engine, and all get the same. */
  private static final class BuiltOnce extends StandaloneProcessEngineConfiguration {

    @Override
    public synchronized ProcessEngine buildProcessEngine() {
      return processEngine == null ? super.buildProcessEngine() : processEngine;
    }
  }
}
