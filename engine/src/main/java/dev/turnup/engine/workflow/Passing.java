package dev.turnup.engine.workflow;

import dev.turnup.engine.order.StaleVersion;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.springframework.dao.ConcurrencyFailureException;

/** Failures of own work that pass by themselves, so that it is simply done again. */
public enum Passing {
  /** Somebody else was faster. */
  OVERTAKEN("others were faster, many times", Duration.ofSeconds(1)),
  /** The database is away, or has no connection to spare. */
  DATABASE_AWAY("the database was away", Duration.ofSeconds(10)),
  /** Somebody else has had for long what is needed; only where that is not waited for. */
  HELD_UP("others had the order for long", Duration.ofSeconds(10));

  /** SQLSTATE classes: connection, resources, operator's intervention, object in use. */
  private static final Set<String> AWAY = Set.of("08", "53", "57", "55");

  /** SQLSTATE: a lock was not to be had in time. */
  private static final String NOT_IN_TIME = "55P03";

  /** SQLSTATE class: deadlock, serialization failure. */
  private static final String ROLLED_BACK = "40";

  /** SQLSTATE: a row that is referred to was deleted, or is missing. */
  private static final String REFERENCE_BROKEN = "23503";

  /** How the constraints between the engine's own rows begin. */
  private static final String ENGINES_REFERENCE = "\"act_fk_";

  private final String said;
  private final Duration pause;

  Passing(String said, Duration pause) {
    this.said = said;
    this.pause = pause;
  }

  /** For people. */
  public String said() {
    return said;
  }

  /** How long outside work is left alone then. */
  public Duration pause() {
    return pause;
  }

  /** Empty if it is a bug, which does not mend itself. */
  public static Optional<Passing> of(Throwable failure) {
    if (causes(failure).anyMatch(Passing::isHeldUp)) {
      return Optional.of(HELD_UP);
    }
    if (causes(failure).anyMatch(Passing::isDatabaseAway)) {
      return Optional.of(DATABASE_AWAY);
    }
    return causes(failure).anyMatch(Passing::isOvertaken)
        ? Optional.of(OVERTAKEN)
        : Optional.empty();
  }

  /**
   * Has the engine do something. Where others were faster it says so in many ways; this is told as
   * by any store, so that whoever can repeats it.
   *
   * @param what it was about
   * @throws StaleVersion if others were faster
   */
  static <T> T unlessOvertaken(String what, Supplier<T> command) {
    try {
      return command.get();
    } catch (ProcessEngineException e) {
      if (OVERTAKEN.is(e)) {
        throw new StaleVersion(what, e);
      }
      throw e;
    }
  }

  /** Whether a failure is of this kind. */
  public boolean is(Throwable failure) {
    return of(failure).equals(Optional.of(this));
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
  }

  private static boolean isHeldUp(Throwable cause) {
    return cause instanceof SQLException e && NOT_IN_TIME.equals(e.getSQLState());
  }

  private static boolean isDatabaseAway(Throwable cause) {
    return cause instanceof SQLTransientException
        || cause instanceof SQLException e && AWAY.contains(stateClass(e));
  }

  private static boolean isOvertaken(Throwable cause) {
    return cause instanceof StaleVersion
        || cause instanceof OptimisticLockingException
        || cause instanceof ConcurrencyFailureException
        || cause instanceof SQLException e
            && (ROLLED_BACK.equals(stateClass(e)) || isEnginesReferenceBroken(e));
  }

  /**
   * The engine deletes an instance as it has read it; where another transaction put something below
   * it meanwhile, no revision tells.
   */
  private static boolean isEnginesReferenceBroken(SQLException e) {
    return REFERENCE_BROKEN.equals(e.getSQLState()) && e.getMessage().contains(ENGINES_REFERENCE);
  }

  private static String stateClass(SQLException e) {
    String state = e.getSQLState();
    return state == null || state.length() < 2 ? "" : state.substring(0, 2);
  }
}
