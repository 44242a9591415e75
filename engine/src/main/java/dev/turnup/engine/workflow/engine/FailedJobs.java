package dev.turnup.engine.workflow.engine;

import dev.turnup.engine.order.StaleVersion;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Date;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.cmd.DefaultJobRetryCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.FailedJobCommandFactory;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.dao.OptimisticLockingFailureException;

/**
 * What becomes of own work that failed. Somebody was faster: again at once, and after a pause if
 * that was in vain as well. The database is away: again after the engine's retry cycle, never
 * without a delay. Everything else is a bug, which does not mend itself: an incident at once.
 */
class FailedJobs implements FailedJobCommandFactory {

  /** SQLSTATE classes: connection, resources, operator's intervention, object in use. */
  private static final Set<String> DATABASE_AWAY = Set.of("08", "53", "57", "55");

  private static final String TRANSACTION_ROLLED_BACK = "40";
  private static final Duration PAUSE = Duration.ofSeconds(1);

  @Override
  public Command<Object> getCommand(String jobId, Throwable failure) {
    return new Retry(jobId, failure);
  }

  private static class Retry extends DefaultJobRetryCmd {

    private static final long serialVersionUID = 1L;

    Retry(String jobId, Throwable failure) {
      super(jobId, failure);
    }

    @Override
    public Object execute(CommandContext context) {
      if (exception == null || causes().anyMatch(Retry::isDatabaseAway)) {
        return super.execute(context);
      }
      JobEntity job = getJob();
      if (job != null) {
        boolean failedBefore = job.getExceptionMessage() != null;
        job.unlock();
        logException(job);
        if (causes().noneMatch(Retry::isOvertaken)) {
          job.setRetries(0);
        } else if (failedBefore) {
          job.setDuedate(Date.from(ClockUtil.getCurrentTime().toInstant().plus(PAUSE)));
        }
        notifyAcquisition(context);
      }
      return null;
    }

    private Stream<Throwable> causes() {
      return Stream.iterate(exception, cause -> cause != null, Throwable::getCause);
    }

    private static boolean isDatabaseAway(Throwable cause) {
      return cause instanceof SQLTransientException
          || cause instanceof SQLException e && DATABASE_AWAY.contains(stateClass(e));
    }

    private static boolean isOvertaken(Throwable cause) {
      return cause instanceof StaleVersion
          || cause instanceof OptimisticLockingException
          || cause instanceof OptimisticLockingFailureException
          || cause instanceof SQLException e && TRANSACTION_ROLLED_BACK.equals(stateClass(e));
    }

    private static String stateClass(SQLException e) {
      String state = e.getSQLState();
      return state == null || state.length() < 2 ? "" : state.substring(0, 2);
    }
  }
}
