package dev.turnup.engine.workflow.engine;

import dev.turnup.engine.workflow.Passing;
import java.time.Duration;
import java.util.Date;
import org.camunda.bpm.engine.impl.ProcessEngineLogger;
import org.camunda.bpm.engine.impl.cmd.DefaultJobRetryCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.FailedJobCommandFactory;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of own work that failed. Somebody was faster: again at once, and after a pause if
 * that was in vain as well. The database is away: again after the engine's retry cycle, never
 * without a delay. Everything else is a bug, which does not mend itself: an incident at once.
 */
class FailedJobs implements FailedJobCommandFactory {

  private static final Logger LOG = LoggerFactory.getLogger(FailedJobs.class);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  @Override
  public Command<Object> getCommand(String jobId, Throwable failure) {
    return new Retry(jobId, failure);
  }

  /** Who was overtaken simply does it again: no failure for the log. */
  static void log(String job, Throwable failure) {
    if (Passing.OVERTAKEN.is(failure)) {
      LOG.info("Job {} was overtaken and is done again", job);
      LOG.debug("By whom", failure);
    } else {
      ProcessEngineLogger.JOB_EXECUTOR_LOGGER.exceptionWhileExecutingJob(job, failure);
    }
  }

  private static class Retry extends DefaultJobRetryCmd {

    private static final long serialVersionUID = 1L;

    Retry(String jobId, Throwable failure) {
      super(jobId, failure);
    }

    @Override
    public Object execute(CommandContext context) {
      if (exception == null
          || Passing.DATABASE_AWAY.is(exception)
          || Passing.HELD_UP.is(exception)) {
        return super.execute(context);
      }
      JobEntity job = getJob();
      if (job != null) {
        boolean failedBefore = job.getExceptionMessage() != null;
        job.unlock();
        logException(job);
        if (!Passing.OVERTAKEN.is(exception)) {
          job.setRetries(0);
        } else if (failedBefore) {
          job.setDuedate(Date.from(ClockUtil.getCurrentTime().toInstant().plus(PAUSE)));
        }
        notifyAcquisition(context);
      }
      return null;
    }
  }
}
