package dev.turnup.engine.workflow.engine;

import dev.turnup.engine.workflow.SavePoints;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.QueryOrderingProperty;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.jobexecutor.AsyncContinuationJobHandler;
import org.camunda.bpm.engine.impl.jobexecutor.AsyncContinuationJobHandler.AsyncContinuationConfiguration;
import org.camunda.bpm.engine.impl.persistence.entity.AcquirableJobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;
import org.camunda.bpm.engine.impl.persistence.entity.MessageEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/**
 * What a node runs next: jobs with a priority by priority, timers and all else without one by due
 * date. Each kind gets half, and what the other leaves. By one question for both, with {@code
 * jobExecutorAcquireByPriority}, a poll has to read past all timers of orders that have waited for
 * long: 40 ms with 100,000 of them, where these two take 0.3 ms.
 */
class JobsInTurn extends JobManager {

  private static final long LOWEST_PRIORITY = 1;

  private static final AsyncContinuationJobHandler SAVE_POINT = new AsyncContinuationJobHandler();

  private final Relay relay;
  private final SavePoints savePoints;

  JobsInTurn(Relay relay, SavePoints savePoints) {
    this.relay = relay;
    this.savePoints = savePoints;
  }

  /** An order that passes its save point goes on at once, as the job would have it go on. */
  @Override
  public void send(MessageEntity job) {
    if (isSavePoint(job) && savePoints.passes(job.getRootProcessInstanceId())) {
      ExecutionEntity execution = job.getExecution();
      // which has it among those to delete when it ends
      job.setExecution(null);
      SAVE_POINT.execute(
          (AsyncContinuationConfiguration) job.getJobHandlerConfiguration(),
          execution,
          Context.getCommandContext(),
          job.getTenantId());
    } else {
      super.send(job);
    }
  }

  /** Of an order that moves on by itself; not of one that is called on by another's work. */
  private static boolean isSavePoint(MessageEntity job) {
    return SAVE_POINT.getType().equals(job.getJobHandlerType())
        && !job.isSuspended()
        && !InnerCommand.isRunning();
  }

  /** Tells that there is a new job; only of those that nobody has taken yet. */
  @Override
  protected void hintJobExecutor(JobEntity job) {
    if (!relay.takes(job)) {
      super.hintJobExecutor(job);
    }
  }

  @Override
  public List<AcquirableJobEntity> findNextJobsToExecute(Page page) {
    int most = page.getMaxResults();
    List<AcquirableJobEntity> byPriority =
        next("jobPriorityMin", LOWEST_PRIORITY, JOB_PRIORITY_ORDERING_PROPERTY, page);
    List<AcquirableJobEntity> byDueDate =
        next("jobPriorityMax", LOWEST_PRIORITY - 1, JOB_DUEDATE_ORDERING_PROPERTY, page);
    int ofThese = Math.max(most - most / 2, most - byDueDate.size());
    return Stream.concat(byPriority.stream().limit(ofThese), byDueDate.stream())
        .limit(most)
        .toList();
  }

  // the engine's statements have no types
  @SuppressWarnings("unchecked")
  private List<AcquirableJobEntity> next(
      String bound, long priority, QueryOrderingProperty order, Page page) {
    ProcessEngineConfigurationImpl engine = Context.getProcessEngineConfiguration();
    Map<String, Object> asked = new HashMap<>();
    asked.put("now", ClockUtil.getCurrentTime());
    asked.put("alwaysSetDueDate", engine.isEnsureJobDueDateNotNull());
    asked.put("deploymentAware", false);
    asked.put("jobPriorityMin", null);
    asked.put("jobPriorityMax", null);
    asked.put(bound, priority);
    asked.put("historyCleanupEnabled", engine.isHistoryCleanupEnabled());
    asked.put("orderingProperties", List.of(order));
    asked.put("applyOrdering", true);
    asked.put(
        "applyExclusiveOverProcessHierarchies",
        engine.isJobExecutorAcquireExclusiveOverProcessHierarchies());
    return getDbEntityManager().selectList("selectNextJobsToExecute", asked, page);
  }

  /** The engine keeps to itself how deep it is in commands. */
  private static final class InnerCommand extends Context {

    /** Whether one is run from within another, by own work of a model. */
    static boolean isRunning() {
      return getStack(commandInvocationContextThreadLocal).size() > 1;
    }
  }
}
