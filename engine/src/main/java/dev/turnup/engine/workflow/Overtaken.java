package dev.turnup.engine.workflow;

import dev.turnup.engine.order.StaleVersion;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.springframework.dao.ConcurrencyFailureException;

/** Whether something failed because somebody else was faster, so that it may simply be repeated. */
public final class Overtaken {

  /** SQLSTATE class: deadlock, serialization failure. */
  private static final String ROLLED_BACK = "40";

  private Overtaken() {}

  /** Looks at the causes as well. */
  public static boolean is(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .anyMatch(
            cause ->
                cause instanceof StaleVersion
                    || cause instanceof OptimisticLockingException
                    || cause instanceof ConcurrencyFailureException
                    || cause instanceof SQLException e
                        && e.getSQLState() != null
                        && e.getSQLState().startsWith(ROLLED_BACK));
  }
}
