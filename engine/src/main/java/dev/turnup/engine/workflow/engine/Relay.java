package dev.turnup.engine.workflow.engine;

import java.util.ArrayDeque;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.ProcessEngineLogger;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.TransactionContext;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.cmd.UnlockJobCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.interceptor.ProcessDataContext;
import org.camunda.bpm.engine.impl.jobexecutor.ExclusiveJobAddedNotification;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobHelper;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobsRunnable;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutorContext;
import org.camunda.bpm.engine.impl.jobexecutor.JobFailureCollector;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.util.ClassLoaderUtil;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Has a job that a transaction of this node has made run by this node as soon as that has
 * committed: it is written locked. The engine would write it, look for what there is to do, find it
 * among others and write it anew, with all its indexes, to lock it; and after each job it would
 * look again. That is left for what this node has no room for, for what is not due, and for what
 * others have left.
 *
 * <p>Jobs of one order run one after the other, as always; those of what an order calls are its
 * own. Whoever dies with such jobs leaves them locked for as long as acquired ones.
 */
@Component
class Relay extends AbstractProcessEnginePlugin {

  /** Fewer than there are places in the executor's queue, which also gets what was acquired. */
  private static final int MOST = 40;

  private final ObjectProvider<ThreadPoolTaskExecutor> threads;
  private final Semaphore room = new Semaphore(MOST);

  /** What comes next, of each order that has a thread. */
  private final Map<String, Queue<String>> lanes = new HashMap<>();

  private volatile boolean held;
  private ProcessEngineImpl engine;
  private JobExecutor executor;

  Relay(@Qualifier("camundaTaskExecutor") ObjectProvider<ThreadPoolTaskExecutor> threads) {
    this.threads = threads;
  }

  @Override
  public void postInit(ProcessEngineConfigurationImpl configuration) {
    executor = configuration.getJobExecutor();
  }

  @Override
  public void postProcessEngineBuild(ProcessEngine built) {
    engine = (ProcessEngineImpl) built;
  }

  /** Takes nothing until {@link #goOn}. */
  void hold() {
    held = true;
  }

  void goOn() {
    held = false;
  }

  /** Whether the job, which is just being written, is taken care of. */
  boolean takes(JobEntity job) {
    if (held || !executor.isActive() || !isDueInTurn(job)) {
      return false;
    }
    JobExecutorContext running = Context.getJobExecutorContext();
    TransactionContext transaction = Context.getCommandContext().getTransactionContext();
    if (isOfTheSameOrder(job, running)) {
      lock(job);
      transaction.addTransactionListener(
          TransactionState.COMMITTED, new ExclusiveJobAddedNotification(job.getId(), running));
      return true;
    }
    if (!room.tryAcquire()) {
      return false;
    }
    lock(job);
    String order = job.getRootProcessInstanceId();
    transaction.addTransactionListener(
        TransactionState.COMMITTED, committed -> run(order, job.getId()));
    transaction.addTransactionListener(TransactionState.ROLLED_BACK, rolledBack -> room.release());
    return true;
  }

  private static boolean isDueInTurn(JobEntity job) {
    return job.isExclusive()
        && !job.isSuspended()
        && job.getRootProcessInstanceId() != null
        && (job.getDuedate() == null || !job.getDuedate().after(ClockUtil.getCurrentTime()));
  }

  private static boolean isOfTheSameOrder(JobEntity job, JobExecutorContext running) {
    return running != null
        && running.isExecutingExclusiveJob()
        && job.getRootProcessInstanceId()
            .equals(running.getCurrentJob().getRootProcessInstanceId());
  }

  private void lock(JobEntity job) {
    job.setLockOwner(executor.getLockOwner());
    job.setLockExpirationTime(
        new Date(ClockUtil.getCurrentTime().getTime() + executor.getLockTimeInMillis()));
  }

  private void run(String order, String job) {
    if (isFirstOf(order, job)) {
      try {
        threads.getObject().execute(new Lane(order));
      } catch (RejectedExecutionException full) {
        leave(order);
      }
    }
  }

  /** Whether the order needs a thread. */
  private synchronized boolean isFirstOf(String order, String job) {
    boolean first = !lanes.containsKey(order);
    lanes.computeIfAbsent(order, none -> new ArrayDeque<>()).add(job);
    return first;
  }

  /** The order's next job; it has no thread any more if there is none. */
  private synchronized Optional<String> next(String order) {
    Optional<String> next = Optional.ofNullable(lanes.get(order)).map(Queue::poll);
    if (next.isPresent()) {
      room.release();
    } else {
      lanes.remove(order);
    }
    return next;
  }

  /** To whoever has room. */
  private void leave(String order) {
    CommandExecutor commands =
        engine.getProcessEngineConfiguration().getCommandExecutorTxRequiresNew();
    for (Optional<String> job = next(order); job.isPresent(); job = next(order)) {
      commands.execute(new UnlockJobCmd(job.get()));
    }
    executor.jobWasAdded();
  }

  /** The jobs of one order, on one thread. */
  private final class Lane extends ExecuteJobsRunnable {

    private final String order;

    Lane(String order) {
      super(List.of(), engine);
      this.order = order;
    }

    @Override
    public void run() {
      JobExecutorContext context = new JobExecutorContext();
      Context.setJobExecutorContext(context);
      ClassLoader before = switchClassLoader();
      try {
        List<String> followers = context.getCurrentProcessorJobQueue();
        for (Optional<String> job = next(order); job.isPresent(); job = next(order)) {
          run(job.get());
          while (!followers.isEmpty()) {
            run(followers.remove(0));
          }
        }
      } finally {
        Context.removeJobExecutorContext();
        ClassLoaderUtil.setContextClassloader(before);
      }
    }

    private void run(String job) {
      ProcessEngineConfigurationImpl configuration = engine.getProcessEngineConfiguration();
      CommandExecutor commands = configuration.getCommandExecutorTxRequired();
      JobFailureCollector failure = new JobFailureCollector(job);
      try {
        if (executor.isActive()) {
          executeJob(job, commands, failure);
        } else {
          unlockJob(job, commands);
        }
      } catch (RuntimeException e) {
        // what becomes of the job is written, see FailedJobs; the others come after it
        if (ProcessEngineLogger.shouldLogJobException(configuration, failure.getJob())) {
          ExecuteJobHelper.LOGGING_HANDLER.exceptionWhileExecutingJob(job, e);
        }
      } finally {
        new ProcessDataContext(configuration).clearMdc();
      }
    }
  }
}
