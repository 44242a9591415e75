package dev.turnup.engine.fallout;

import dev.turnup.engine.order.StepFellOut;
import java.util.Optional;

/**
 * What a person may say in place of the outside system whose call fell out. It is kept as the
 * outcome of that call, which the step takes up when it is done again, without calling.
 */
public interface PersonsWord {

  /** Why nobody but the system can say that it was done; empty if a person can. */
  Optional<String> againstDone(StepFellOut what);

  /** Whether two people have to know that it was done, whatever the table says. */
  boolean takesTwo(StepFellOut what);

  /** Why the order cannot go on without it; empty if it can. */
  Optional<String> againstSkipping(StepFellOut what);

  /**
   * Keeps that it was done.
   *
   * @param reference by which the system has it
   * @throws dev.turnup.engine.order.Refused if nobody can say so
   */
  void done(StepFellOut what, String reference);

  /**
   * Keeps that it is left undone.
   *
   * @throws dev.turnup.engine.order.Refused if the order cannot go on without it
   */
  void skipped(StepFellOut what);
}
