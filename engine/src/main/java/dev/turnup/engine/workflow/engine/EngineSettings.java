package dev.turnup.engine.workflow.engine;

import dev.turnup.engine.workflow.outside.Topic;
import dev.turnup.engine.workflow.outside.Topics;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobHelper;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.runtime.Incident;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.stereotype.Component;

/**
 * The engine's settings that are part of the design, each with its reason. What a person who runs
 * Turnup may tune (pool sizes, clean-up window) is in {@code application.yaml}.
 *
 * <p>Depends on Flyway, which owns the engine's tables: two nodes that start together would race to
 * create them.
 */
@Component
@DependsOnDatabaseInitialization
class EngineSettings extends AbstractProcessEnginePlugin {

  private static final int MOST_RESULTS = 2_000;

  private final ExpressionBeans expressionBeans;
  private final BundledFiles bundledFiles;
  private final ObjectProvider<Topics> topics;
  private final boolean keepsActivities;

  /** The clock is asked for so that it is set before the engine's first look at it. */
  EngineSettings(
      ExpressionBeans expressionBeans,
      BundledFiles bundledFiles,
      ObjectProvider<Topics> topics,
      @Value("${turnup.history.activities}") boolean keepsActivities,
      EngineClock clock) {
    this.expressionBeans = expressionBeans;
    this.bundledFiles = bundledFiles;
    this.topics = topics;
    this.keepsActivities = keepsActivities;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl engine) {
    keepLittleHistory(engine);
    nameTheOrderInTheLog(engine);
    trustNoInput(engine);
    runJobs(engine);
    DefaultDmnEngineConfiguration decisions = new DefaultDmnEngineConfiguration();
    decisions.setFeelEngineFactory(QuickFeel::new);
    engine.setDmnEngineConfiguration(decisions);
    engine.setCustomPreDeployers(
        List.of(new DeploymentGuard(engine, bundledFiles, expressionBeans, this::namesOfTopics)));
  }

  private Set<String> namesOfTopics() {
    return topics.getObject().all().stream().map(Topic::name).collect(Collectors.toSet());
  }

  private void keepLittleHistory(ProcessEngineConfigurationImpl engine) {
    engine.setCustomHistoryLevels(List.of(new TurnupHistory(keepsActivities)));
    engine.setHistory(TurnupHistory.NAME);
    // at the end, each row of a finished instance would be written a second time
    engine.setHistoryRemovalTimeStrategy(
        ProcessEngineConfiguration.HISTORY_REMOVAL_TIME_STRATEGY_START);
    // rows that nobody reads
    engine.setTaskMetricsEnabled(false);
  }

  /** Every line about an order carries its number; the rest would change at each step. */
  private static void nameTheOrderInTheLog(ProcessEngineConfigurationImpl engine) {
    engine.setLoggingContextBusinessKey("order");
    engine.setLoggingContextActivityId(null);
    engine.setLoggingContextActivityName(null);
    engine.setLoggingContextApplicationName(null);
    engine.setLoggingContextProcessDefinitionId(null);
    engine.setLoggingContextProcessInstanceId(null);
    engine.setLoggingContextTenantId(null);
    engine.setLoggingContextEngineName(null);
  }

  private void trustNoInput(ProcessEngineConfigurationImpl engine) {
    // never the whole application context
    engine.setExpressionManager(new ModelExpressions(expressionBeans));
    // a query that carries an expression would run it; not all of that is covered by the setting.
    // Of saved filters, ModelExpressions runs two expressions and no other
    engine.setCustomPreCommandInterceptorsTxRequired(
        List.of(new QueryGuard(), new BoundedDefinitions(MOST_RESULTS)));
    engine.setCustomPreCommandInterceptorsTxRequiresNew(List.of(new QueryGuard()));
    engine.setEnableExpressionsInStoredQueries(true);
    engine.setEnableExpressionsInAdhocQueries(false);
    // JSON that names a class to build
    engine.setDeserializationTypeValidationEnabled(true);
    // nobody reads a whole table by leaving out the limit
    engine.setQueryMaxResultsLimit(MOST_RESULTS);
    engine.setAuthorizationEnabled(true);
    engine.setResourceAuthorizationProvider(new DefaultRights());
    // a guess is slowed down; the default would let anybody lock the administrator out for good
    engine.setLoginMaxAttempts(Integer.MAX_VALUE);
    engine.setLoginDelayBase(1);
    engine.setLoginDelayMaxTime(5);
    // names of groups have hyphens, those of people often are mail addresses
    engine.setGeneralResourceWhitelistPattern("[a-zA-Z0-9][a-zA-Z0-9._@-]*");
    // who is offered a task may claim and complete it, not rewrite its variables or give it away
    engine.setDefaultUserPermissionNameForTask("TASK_WORK");
    // an order whose BPMN error meets no boundary would end as COMPLETED
    engine.setEnableExceptionsAfterUnhandledBpmnError(true);
    // the default is a Java-serialized object, which is refused anyway
    engine.setDefaultSerializationFormat("application/json");
    engine.setCustomPreVariableSerializers(List.of(new ListsAsText()));
  }

  private static void runJobs(ProcessEngineConfigurationImpl engine) {
    engine.setFailedJobCommandFactory(new FailedJobs());
    ExecuteJobHelper.LOGGING_HANDLER = FailedJobs::log;
    // whoever has given a command says what its failure means; the engine calls each an error
    engine.setEnableCmdExceptionLogging(false);
    engine.setCustomIncidentHandlers(
        List.of(
            new KnownIncidents(Incident.FAILED_JOB_HANDLER_TYPE),
            new KnownIncidents(Incident.EXTERNAL_TASK_HANDLER_TYPE)));
    engine.setFailedJobRetryTimeCycle("PT10S,PT1M,PT5M,PT15M");
    // one order's short transactions would meet at the parent's row and be rolled back
    engine.setJobExecutorAcquireExclusiveOverProcessHierarchies(true);
    JobExecutor jobs = engine.getJobExecutor();
    jobs.setWaitTimeInMillis(500);
    jobs.setMaxWait(500);
    // two nodes that acquire the same jobs step out of each other's way
    jobs.setBackoffTimeInMillis(50);
    jobs.setMaxBackoff(1_000);
  }
}
