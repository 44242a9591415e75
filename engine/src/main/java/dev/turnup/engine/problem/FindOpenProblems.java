package dev.turnup.engine.problem;

import dev.turnup.engine.fallout.Fingerprint;
import dev.turnup.engine.order.OpenProblems;
import dev.turnup.engine.order.StepFellOut;
import dev.turnup.engine.order.UseCase;

/** Looks among the open problems for the one behind a failure. */
@UseCase
public final class FindOpenProblems implements OpenProblems {

  private final ProblemBook problems;

  public FindOpenProblems(ProblemBook problems) {
    this.problems = problems;
  }

  @Override
  public boolean areBehind(StepFellOut what) {
    return problems.covering(what, Fingerprint.of(what)).isPresent();
  }
}
