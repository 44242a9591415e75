package dev.turnup.engine.workflow.engine;

import dev.turnup.engine.workflow.SavePoints;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.ProcessEngineLogger;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.interceptor.ProcessDataContext;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobHelper;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobsRunnable;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutorContext;
import org.camunda.bpm.engine.impl.jobexecutor.JobFailureCollector;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.util.ClassLoaderUtil;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.function.SingletonSupplier;

/**
 * Has a job that a transaction of this node has made run by this node as soon as that has
 * committed: it is written locked. The engine would write it, look for what there is to do, find it
 * among others and write it anew, with all its indexes, to lock it; and after each job it would
 * look again. That is left for what this node has no room for, for what is not due, and for what
 * others have left.
 *
 * <p>What is made for an order by a job of it follows on that job's thread, and what others make of
 * it here on one more: those of what an order calls are its own. Nobody asks what other nodes do at
 * that moment, or what of the order was acquired: where two meet at a row, one is repeated, see
 * {@link FailedJobs}. Whoever dies with such jobs leaves them locked for as long as acquired ones.
 */
@Component
class Relay extends AbstractProcessEnginePlugin {

  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

  /**
   * That wait for one thread, or are made by one transaction: the last is to run while it is
   * locked. Past that the engine takes those of the same instance, in its own way.
   */
  private static final int MOST = 40;

  private final Supplier<ThreadPoolTaskExecutor> threads;
  private final SavePoints savePoints;

  /** Of each order that has a thread. */
  private final Map<String, Lane> lanes = new HashMap<>();

  /** Jobs that were written locked and found no thread. */
  private final List<String> left = new ArrayList<>();

  private volatile boolean held;
  private ProcessEngineImpl engine;
  private JobExecutor executor;

  Relay(
      @Qualifier("camundaTaskExecutor") ObjectProvider<ThreadPoolTaskExecutor> threads,
      SavePoints savePoints) {
    this.threads = SingletonSupplier.of(threads::getObject);
    this.savePoints = savePoints;
  }

  @Override
  public void postInit(ProcessEngineConfigurationImpl configuration) {
    executor = configuration.getJobExecutor();
  }

  @Override
  public void postProcessEngineBuild(ProcessEngine built) {
    engine = (ProcessEngineImpl) built;
  }

  /** Takes and runs nothing until {@link #goOn}. */
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
    String id = job.getId();
    String order = job.getRootProcessInstanceId();
    OnceCommitted others = OnceCommitted.ofThisTransaction();
    JobExecutorContext running = Context.getJobExecutorContext();
    if (isOfOneOrder(running, job)) {
      List<String> followers = running.getCurrentProcessorJobQueue();
      if (followers.size() + others.size() < MOST) {
        lock(job);
        others.add(() -> followers.add(id));
        return true;
      }
    } else if (others.size() < MOST && hasRoomFor(order)) {
      lock(job);
      others.add(() -> queue(order, id));
      return true;
    }
    others.add(() -> tellThatSomeAreLeft(order));
    return false;
  }

  private static boolean isDueInTurn(JobEntity job) {
    return job.isExclusive()
        && !job.isSuspended()
        && job.getRootProcessInstanceId() != null
        && (job.getDuedate() == null || !job.getDuedate().after(ClockUtil.getCurrentTime()));
  }

  private static boolean isOfOneOrder(@Nullable JobExecutorContext running, JobEntity job) {
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

  /** Half of the executor's queue is left to what is acquired, which goes by priority. */
  private synchronized boolean hasRoomFor(String order) {
    Lane lane = lanes.get(order);
    if (lane != null) {
      return lane.waiting.size() < MOST;
    }
    BlockingQueue<Runnable> queue = threads.get().getThreadPoolExecutor().getQueue();
    return queue.size() < queue.remainingCapacity();
  }

  private synchronized void tellThatSomeAreLeft(String order) {
    Optional.ofNullable(lanes.get(order)).ifPresent(lane -> lane.leftSome = true);
  }

  private void queue(String order, String job) {
    newLaneFor(order, job)
        .ifPresent(
            lane -> {
              try {
                threads.get().execute(lane);
              } catch (RejectedExecutionException full) {
                leave(lane);
              }
            });
  }

  /** Empty if the order has a thread, which does the job as well. */
  private synchronized Optional<Lane> newLaneFor(String order, String job) {
    boolean isNew = !lanes.containsKey(order);
    Lane lane = lanes.computeIfAbsent(order, Lane::new);
    lane.waiting.add(job);
    return isNew ? Optional.of(lane) : Optional.empty();
  }

  /** The order's next job; it has no thread any more if there is none. */
  private synchronized Optional<String> next(Lane lane) {
    Optional<String> next = Optional.ofNullable(lane.waiting.poll());
    if (next.isEmpty()) {
      lanes.remove(lane.order);
    }
    return next;
  }

  /**
   * To whoever has room. The thread that comes here may have just committed, and waits for none.
   */
  private void leave(Lane lane) {
    synchronized (this) {
      lanes.remove(lane.order);
      left.addAll(lane.waiting);
    }
    executor.jobWasAdded();
  }

  /** Jobs that this node has locked and does not run; told once, to who unlocks them. */
  synchronized List<String> left() {
    List<String> told = List.copyOf(left);
    left.clear();
    return told;
  }

  /** What follows a transaction, unless that is rolled back or nobody knows how it ended. */
  private static final class OnceCommitted implements TransactionSynchronization {

    private final List<Runnable> works = new ArrayList<>();

    static OnceCommitted ofThisTransaction() {
      return TransactionSynchronizationManager.getSynchronizations().stream()
          .filter(OnceCommitted.class::isInstance)
          .map(OnceCommitted.class::cast)
          .findFirst()
          .orElseGet(
              () -> {
                OnceCommitted works = new OnceCommitted();
                TransactionSynchronizationManager.registerSynchronization(works);
                return works;
              });
    }

    int size() {
      return works.size();
    }

    void add(Runnable work) {
      works.add(work);
    }

    @Override
    public void afterCompletion(int status) {
      if (status == STATUS_COMMITTED) {
        works.forEach(Runnable::run);
      }
    }
  }

  /** The jobs of one order, on one thread. */
  private final class Lane extends ExecuteJobsRunnable {

    private final String order;
    private final Queue<String> waiting = new ArrayDeque<>();
    private boolean leftSome;
    private boolean stepByStep;

    Lane(String order) {
      super(List.of(), engine);
      this.order = order;
    }

    @Override
    public void run() {
      JobExecutorContext context = new JobExecutorContext();
      List<String> followers = context.getCurrentProcessorJobQueue();
      boolean over = false;
      Context.setJobExecutorContext(context);
      ClassLoader before = switchClassLoader();
      try {
        for (Optional<String> job = next(this); job.isPresent(); job = next(this)) {
          followers.add(job.get());
          stepByStep = false;
          while (!followers.isEmpty()) {
            run(followers.remove(0));
          }
        }
        over = true;
      } finally {
        Context.removeJobExecutorContext();
        ClassLoaderUtil.setContextClassloader(before);
        if (!over) {
          leave(this);
        }
      }
      if (leftSome) {
        // nobody could have them while one of the order ran
        executor.jobWasAdded();
      }
    }

    private void run(String job) {
      ProcessEngineConfigurationImpl configuration = engine.getProcessEngineConfiguration();
      CommandExecutor commands = configuration.getCommandExecutorTxRequired();
      JobFailureCollector failure = new JobFailureCollector(job);
      try {
        if (!executor.isActive() || held) {
          unlockJob(job, commands);
        } else if (stepByStep || !passesSavePoints(job, commands)) {
          executeJob(job, commands, failure);
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

    /** Not if it fails on its way: it is done from one save point to the next then, to its end. */
    private boolean passesSavePoints(String job, CommandExecutor commands) {
      try {
        savePoints.passing(
            () -> commands.execute(new ExecuteJobsCmd(job, new JobFailureCollector(job))));
        return true;
      } catch (RuntimeException e) {
        LOG.debug("Job {} is done again, from one save point to the next", job, e);
        stepByStep = true;
        return false;
      }
    }
  }
}
