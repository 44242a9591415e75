package dev.turnup.engine.cost;

import com.zaxxer.hikari.HikariDataSource;
import dev.turnup.engine.cost.Workers.Task;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flowable.common.engine.impl.async.AsyncTaskExecutorConfiguration;
import org.flowable.common.engine.impl.history.HistoryLevel;
import org.flowable.engine.ManagementService;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.ProcessEngineConfiguration;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.delegate.JavaDelegate;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.flowable.engine.repository.DeploymentBuilder;
import org.flowable.job.service.impl.asyncexecutor.AsyncJobExecutorConfiguration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * A peer: the same flow on Flowable, by Turnup's models as {@link FlowableModels} draws them for
 * it. Outside work is completed at once.
 */
final class FlowableRow {

  private static final String WORKER = "bare";
  private static final Duration LOCK = Duration.ofMinutes(1);

  private FlowableRow() {}

  public static void main(String[] args) throws IOException, SQLException {
    HikariDataSource database = Intake.pool(args[1]);
    Answers answers = new Answers();
    ProcessEngine engine = engine(database, answers);
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create index if not exists ix_act_ru_timer_job_due on act_ru_timer_job (duedate_)");
    }
    deploy(engine);
    ManagementService management = engine.getManagementService();
    new Workers()
        .start(
            most -> fetch(management, most),
            task ->
                management
                    .createExternalWorkerCompletionBuilder(task.id(), WORKER)
                    .variables(Workers.said(task.topic()))
                    .complete());
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
    configuration.setHistoryLevel(HistoryLevel.ACTIVITY);
    configuration.setDisableIdmEngine(true);
    configuration.setDisableEventRegistry(true);
    configuration.setBeans(delegates(answers));
    configuration.setAsyncExecutorActivate(true);
    AsyncJobExecutorConfiguration jobs = configuration.getAsyncExecutorConfiguration();
    jobs.setMaxAsyncJobsDuePerAcquisition(100);
    jobs.setMaxTimerJobsPerAcquisition(100);
    jobs.setDefaultAsyncJobAcquireWaitTime(Duration.ofMillis(500));
    jobs.setDefaultTimerJobAcquireWaitTime(Duration.ofMillis(500));
    AsyncTaskExecutorConfiguration threads = new AsyncTaskExecutorConfiguration();
    threads.setCorePoolSize(8);
    threads.setMaxPoolSize(8);
    threads.setQueueSize(2_048);
    configuration.setAsyncExecutorTaskExecutorConfiguration(threads);
    return configuration.buildProcessEngine();
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

  private static void deploy(ProcessEngine engine) throws IOException {
    DeploymentBuilder deployment =
        engine.getRepositoryService().createDeployment().name("turnup").enableDuplicateFiltering();
    for (Resource file :
        new PathMatchingResourcePatternResolver().getResources("classpath*:processes/*.bpmn")) {
      deployment.addString(String.valueOf(file.getFilename()), FlowableModels.drawn(file));
    }
    deployment.deploy();
  }

  /** One topic at a time is all that it fetches. */
  private static List<Task> fetch(ManagementService management, int most) {
    List<Task> tasks = new ArrayList<>();
    for (String topic : Workers.TOPICS) {
      if (tasks.size() < most) {
        management
            .createExternalWorkerJobAcquireBuilder()
            .topic(topic, LOCK)
            .acquireAndLock(most - tasks.size(), WORKER)
            .forEach(job -> tasks.add(new Task(job.getId(), topic)));
      }
    }
    return tasks;
  }
}
