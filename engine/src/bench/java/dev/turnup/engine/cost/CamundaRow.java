package dev.turnup.engine.cost;

import com.zaxxer.hikari.HikariDataSource;
import dev.turnup.engine.cost.Workers.Task;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.externaltask.ExternalTaskQueryTopicBuilder;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobExecutor;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.spin.plugin.impl.SpinProcessEnginePlugin;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The engine's price: Turnup's own models, tables and forms on a Camunda that has nothing else.
 * Outside work is completed at once.
 */
final class CamundaRow {

  private static final String WORKER = "bare";
  private static final long LOCK_MILLIS = 60_000;

  private CamundaRow() {}

  public static void main(String[] args) throws IOException, SQLException {
    HikariDataSource database = Intake.pool(args[1]);
    Answers answers = new Answers();
    ProcessEngine engine = engine(database, answers);
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create index if not exists ix_act_ru_job_due on act_ru_job (duedate_)");
    }
    deploy(engine.getRepositoryService());
    ExternalTaskService tasks = engine.getExternalTaskService();
    new Workers()
        .start(
            most -> fetch(tasks, most),
            task -> tasks.complete(task.id(), WORKER, Workers.said(task.topic())));
    Intake.serve(
        Integer.parseInt(args[0]),
        order ->
            engine
                .getRuntimeService()
                .startProcessInstanceByKey("order-fulfillment", order.id(), answers.of(order)));
  }

  private static ProcessEngine engine(HikariDataSource database, Answers answers) {
    StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
    configuration.setDataSource(database);
    configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
    configuration.setHistory(ProcessEngineConfiguration.HISTORY_ACTIVITY);
    configuration.setHistoryRemovalTimeStrategy(
        ProcessEngineConfiguration.HISTORY_REMOVAL_TIME_STRATEGY_START);
    configuration.setMetricsEnabled(false);
    configuration.setTaskMetricsEnabled(false);
    configuration.setDefaultSerializationFormat("application/json");
    configuration.setIdGenerator(new StrongUuidGenerator());
    configuration.setBeans(delegates(answers));
    configuration.getProcessEnginePlugins().add(new SpinProcessEnginePlugin());
    configuration.setJobExecutorAcquireExclusiveOverProcessHierarchies(true);
    configuration.setJobExecutor(jobExecutor());
    configuration.setJobExecutorActivate(true);
    return configuration.buildProcessEngine();
  }

  /** As Turnup's. */
  private static DefaultJobExecutor jobExecutor() {
    DefaultJobExecutor jobs = new DefaultJobExecutor();
    jobs.setCorePoolSize(RowSettings.JOBS_AT_ONCE);
    jobs.setMaxPoolSize(RowSettings.JOBS_AT_ONCE);
    jobs.setQueueSize(40);
    jobs.setMaxJobsPerAcquisition(20);
    jobs.setLockTimeInMillis(60_000);
    jobs.setWaitTimeInMillis(500);
    jobs.setMaxWait(500);
    jobs.setBackoffTimeInMillis(50);
    jobs.setMaxBackoff(1_000);
    return jobs;
  }

  private static Map<Object, Object> delegates(Answers answers) {
    Map<Object, Object> delegates = new HashMap<>();
    answers
        .byName()
        .forEach(
            (name, answer) ->
                delegates.put(
                    name, (JavaDelegate) execution -> answer.accept(new Variables(execution))));
    return delegates;
  }

  private record Variables(DelegateExecution execution) implements Answers.Scope {

    @Override
    public Object get(String variable) {
      return execution.getVariable(variable);
    }

    @Override
    public void set(String variable, Object value) {
      execution.setVariable(variable, value);
    }
  }

  private static void deploy(RepositoryService repository) throws IOException {
    DeploymentBuilder deployment =
        repository.createDeployment().name("turnup").enableDuplicateFiltering(true);
    for (String models : List.of("processes/*.bpmn", "decisions/*.dmn", "forms/*.form")) {
      for (Resource file :
          new PathMatchingResourcePatternResolver().getResources("classpath*:" + models)) {
        deployment.addInputStream(String.valueOf(file.getFilename()), file.getInputStream());
      }
    }
    deployment.deploy();
  }

  private static List<Task> fetch(ExternalTaskService tasks, int most) {
    ExternalTaskQueryTopicBuilder fetch =
        tasks
            .fetchAndLock()
            .workerId(WORKER)
            .maxTasks(most)
            .usePriority(true)
            .subscribe()
            .topic(Workers.TOPICS.get(0), LOCK_MILLIS)
            .variables("orderId");
    for (String topic : Workers.TOPICS.subList(1, Workers.TOPICS.size())) {
      fetch = fetch.topic(topic, LOCK_MILLIS).variables("orderId");
    }
    return fetch.execute().stream()
        .map(task -> new Task(task.getId(), task.getTopicName()))
        .toList();
  }
}
