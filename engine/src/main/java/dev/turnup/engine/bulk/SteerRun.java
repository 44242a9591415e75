package dev.turnup.engine.bulk;

import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * Starts, pauses and stops runs. What an order's turn was at this moment is done when a method
 * returns, and nothing more is.
 */
@UseCase
public final class SteerRun {

  private final Runs runs;
  private final EndRun endRun;
  private final Clock clock;

  public SteerRun(Runs runs, EndRun endRun, Clock clock) {
    this.runs = runs;
    this.endRun = endRun;
    this.clock = clock;
  }

  /**
   * Starts a run that was previewed.
   *
   * @throws Refused if it is not, or another person has to
   */
  public Run start(RunId id, String by) {
    return move(
        id,
        run -> {
          if (run.state() != RunState.PREVIEWED) {
            throw new Refused("The run is " + run.state().code() + ", so it cannot be started.");
          }
          return goingOn(run, by);
        });
  }

  /**
   * No further order has its turn; those that had are still re-checked.
   *
   * @throws Refused if it does not run
   */
  public Run pause(RunId id) {
    return move(id, Run::paused);
  }

  /**
   * A paused run goes on.
   *
   * @throws Refused if it is not paused
   */
  public Run resume(RunId id, String by) {
    return move(
        id,
        run -> {
          if (run.state() != RunState.PAUSED) {
            throw new Refused("The run is " + run.state().code() + ", so it cannot be resumed.");
          }
          return goingOn(run, by);
        });
  }

  /**
   * Ends it for good: the orders that have not had their turn are left untouched.
   *
   * @throws Refused if it has ended
   */
  public Run stop(RunId id, String by) {
    return move(id, run -> run.stopped("stopped by " + by, clock.instant()));
  }

  /** Where nothing is left to do it is done. */
  private Run goingOn(Run run, String by) {
    Instant now = clock.instant();
    return run.running(by, now).judged(now);
  }

  private Run move(RunId id, UnaryOperator<Run> step) {
    Run before = runs.lock(id);
    return endRun.orGoOn(before, step.apply(before));
  }
}
