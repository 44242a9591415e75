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
import org.camunda.bpm.engine.impl.cfg.TransactionListener;
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
import org.jspecify.annotations.Nullable;
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
    if (running instanceof Followers followers && followers.areOf(job)) {
      return follows(job, followers);
    }
    // of the same instance, the engine's own way is as short
    return !isNextOf(running, job) && comesByItself(job);
  }

  private boolean follows(JobEntity job, Followers followers) {
    boolean taken = followers.take();
    if (taken) {
      lock(job);
      when(TransactionState.COMMITTED, new ExclusiveJobAddedNotification(job.getId(), followers));
      when(TransactionState.ROLLED_BACK, rolledBack -> followers.letGo());
    }
    return taken;
  }

  private boolean comesByItself(JobEntity job) {
    boolean taken = room.tryAcquire();
    if (taken) {
      lock(job);
      String order = job.getRootProcessInstanceId();
      when(TransactionState.COMMITTED, committed -> run(order, job.getId()));
      when(TransactionState.ROLLED_BACK, rolledBack -> room.release());
    }
    return taken;
  }

  private static void when(TransactionState state, TransactionListener then) {
    Context.getCommandContext().getTransactionContext().addTransactionListener(state, then);
  }

  private static boolean isDueInTurn(JobEntity job) {
    return job.isExclusive()
        && !job.isSuspended()
        && job.getRootProcessInstanceId() != null
        && (job.getDuedate() == null || !job.getDuedate().after(ClockUtil.getCurrentTime()));
  }

  private static boolean isNextOf(@Nullable JobExecutorContext running, JobEntity job) {
    return running != null
        && running.isExecutingExclusiveJob()
        && job.getProcessInstanceId().equals(running.getCurrentJob().getProcessInstanceId());
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

  /** Its jobs come again when their locks end. */
  private synchronized void giveUp(String order) {
    Optional.ofNullable(lanes.remove(order)).ifPresent(left -> room.release(left.size()));
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

  /**
   * What the jobs of an order that run now have made. Not too many of them: the last must run
   * before its lock ends.
   */
  private static final class Followers extends JobExecutorContext {

    private int taken;
    private boolean leftSome;

    boolean areOf(JobEntity job) {
      return isExecutingExclusiveJob()
          && job.getRootProcessInstanceId().equals(getCurrentJob().getRootProcessInstanceId());
    }

    boolean take() {
      boolean hasRoom = taken < MOST;
      if (hasRoom) {
        taken++;
      } else {
        leftSome = true;
      }
      return hasRoom;
    }

    void letGo() {
      // the engine adds some of its own
      taken = Math.max(0, taken - 1);
    }

    Optional<String> next() {
      if (getCurrentProcessorJobQueue().isEmpty()) {
        return Optional.empty();
      }
      letGo();
      return Optional.of(getCurrentProcessorJobQueue().remove(0));
    }
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
      Followers followers = new Followers();
      boolean over = false;
      Context.setJobExecutorContext(followers);
      ClassLoader before = switchClassLoader();
      try {
        for (Optional<String> job = next(order); job.isPresent(); job = next(order)) {
          run(job.get());
          for (Optional<String> then = followers.next();
              then.isPresent();
              then = followers.next()) {
            run(then.get());
          }
        }
        over = true;
      } finally {
        Context.removeJobExecutorContext();
        ClassLoaderUtil.setContextClassloader(before);
        if (!over) {
          giveUp(order);
        }
      }
      if (followers.leftSome) {
        // nobody could have them while one of the order ran
        executor.jobWasAdded();
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
