package dev.turnup.engine.workflow.engine;

import dev.turnup.engine.workflow.SavePoints;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** Has an engine relay its jobs to threads of a test's own, until it is closed. */
final class RelayedJobs implements AutoCloseable {

  private final ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();
  private final OnlyWhenTold executor = new OnlyWhenTold();
  private final ProcessEngineConfigurationImpl configuration;
  private final JobExecutor usualExecutor;
  private final SessionFactory usualJobs;
  private final Jobs jobs;

  RelayedJobs(ProcessEngine engine, JdbcClient database, int most, int places) {
    threads.setCorePoolSize(most);
    threads.setMaxPoolSize(most);
    threads.setQueueCapacity(places);
    threads.initialize();
    configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    usualExecutor = configuration.getJobExecutor();
    configuration.setJobExecutor(executor);
    ObjectProvider<ThreadPoolTaskExecutor> pool =
        new StaticListableBeanFactory(Map.of("threads", threads))
            .getBeanProvider(ThreadPoolTaskExecutor.class);
    SavePoints savePoints = new SavePoints();
    Relay relay = new Relay(pool, savePoints);
    relay.postInit(configuration);
    relay.postProcessEngineBuild(engine);
    jobs = new Jobs(pool, database, relay);
    jobs.postInit(configuration);
    usualJobs =
        configuration
            .getSessionFactories()
            .put(
                JobManager.class,
                new InPlaceOf(JobManager.class, () -> new JobsInTurn(relay, savePoints)));
  }

  ThreadPoolTaskExecutor threads() {
    return threads;
  }

  OnlyWhenTold executor() {
    return executor;
  }

  Jobs jobs() {
    return jobs;
  }

  @Override
  public void close() {
    configuration.getSessionFactories().put(JobManager.class, usualJobs);
    configuration.setJobExecutor(usualExecutor);
    threads.shutdown();
  }

  /** Is told of jobs, and looks for none. */
  static final class OnlyWhenTold extends JobExecutor {

    final AtomicInteger hints = new AtomicInteger();
    volatile boolean active = true;

    @Override
    public boolean isActive() {
      return active;
    }

    @Override
    public void jobWasAdded() {
      hints.incrementAndGet();
    }

    @Override
    protected void startExecutingJobs() {
      // never
    }

    @Override
    protected void stopExecutingJobs() {
      // never
    }

    @Override
    public void executeJobs(List<String> jobs, ProcessEngineImpl of) {
      throw new UnsupportedOperationException("nobody looks for jobs");
    }
  }
}
