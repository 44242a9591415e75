package dev.turnup.engine.workflow.engine;

import dev.turnup.engine.order.TimedWork;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.jobexecutor.AcquireJobsCommandFactory;
import org.camunda.bpm.engine.impl.jobexecutor.AcquiredJobs;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultAcquireJobsCommandFactory;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.JobQuery;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * The engine's jobs, which can be held still: nothing is acquired then. The engine itself can only
 * stop its acquisition for good.
 */
@Component
class Jobs extends AbstractProcessEnginePlugin implements TimedWork {

  private static final int TOLD = 5;

  private final ObjectProvider<ThreadPoolTaskExecutor> threads;
  private final JdbcClient database;
  private final Relay relay;
  private volatile boolean held;
  private JobExecutor executor;
  private ManagementService management;

  Jobs(
      @Qualifier("camundaTaskExecutor") ObjectProvider<ThreadPoolTaskExecutor> threads,
      JdbcClient database,
      Relay relay) {
    this.threads = threads;
    this.database = database;
    this.relay = relay;
  }

  @Override
  public void postInit(ProcessEngineConfigurationImpl engine) {
    executor = engine.getJobExecutor();
    AcquireJobsCommandFactory always = new DefaultAcquireJobsCommandFactory(executor);
    executor.setAcquireJobsCmdFactory(most -> unlessHeld(always.getCommand(most), most));
  }

  private Command<AcquiredJobs> unlessHeld(Command<AcquiredJobs> acquisition, int most) {
    return context -> {
      if (held) {
        return new AcquiredJobs(most);
      }
      unlock(relay.left());
      // a plan kept from busy times, when any job is due, reads all that are not in quiet ones
      database.sql("set local plan_cache_mode = force_custom_plan").update();
      return acquisition.execute(context);
    };
  }

  /** Or else their locks end, later. */
  private void unlock(List<String> jobs) {
    if (!jobs.isEmpty()) {
      database
          .sql(
              """
              update act_ru_job
                 set lock_owner_ = null,
                     lock_exp_time_ = null,
                     rev_ = rev_ + 1
               where id_ in (:jobs)
                 and lock_owner_ = :this
              """)
          .param("jobs", jobs)
          .param("this", executor.getLockOwner())
          .update();
    }
  }

  @Override
  public void postProcessEngineBuild(ProcessEngine engine) {
    management = engine.getManagementService();
  }

  @Override
  public Optional<Instant> after(Instant now) {
    // timers and messages: the engine's own clean-up of its history is neither, and comes again
    // every few minutes of every night
    return Stream.of(waiting(now).timers(), waiting(now).messages())
        .flatMap(jobs -> jobs.orderByJobDuedate().asc().listPage(0, 1).stream())
        .map(job -> job.getDuedate().toInstant())
        .min(Instant::compareTo);
  }

  private JobQuery waiting(Instant now) {
    return management.createJobQuery().active().withRetriesLeft().duedateHigherThan(Date.from(now));
  }

  @Override
  public void pause() {
    held = true;
    relay.hold();
  }

  @Override
  public List<String> inFlight() {
    int running =
        threads.stream()
            .mapToInt(
                pool -> pool.getActiveCount() + pool.getThreadPoolExecutor().getQueue().size())
            .sum();
    return running == 0 ? List.of() : List.of(running + " jobs");
  }

  @Override
  public List<String> runnable(Instant now) {
    return management.createJobQuery().active().executable().listPage(0, TOLD).stream()
        .map(Jobs::words)
        .toList();
  }

  private static String words(Job job) {
    return "job " + job.getId() + " of " + job.getProcessDefinitionKey();
  }

  @Override
  public void resume() {
    if (held) {
      held = false;
      relay.goOn();
      executor.jobWasAdded();
    }
  }
}
