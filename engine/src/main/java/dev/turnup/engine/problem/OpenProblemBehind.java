package dev.turnup.engine.problem;

import dev.turnup.engine.fallout.Fallout;
import dev.turnup.engine.fallout.SharedCauses;
import dev.turnup.engine.order.Shortened;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.problem.OpenProblem.Known;
import java.util.Optional;

/** Opens the problem behind a fallout where a table wants one at once, unless there is one. */
@UseCase
public final class OpenProblemBehind implements SharedCauses {

  private static final String TURNUP = "turnup";

  private final ProblemBook problems;
  private final OpenProblem openProblem;

  public OpenProblemBehind(ProblemBook problems, OpenProblem openProblem) {
    this.problems = problems;
    this.openProblem = openProblem;
  }

  /** A code of a system may be of any length: what cannot be named is left to the desk alone. */
  @Override
  public void lookAfter(Fallout fallout) {
    problems.inTurn();
    if (Known.isLine(fallout.fingerprint(), Cause.LONGEST)
        && problems.covering(fallout.what(), fallout.fingerprint()).isEmpty()) {
      Cause cause = Cause.fingerprint(fallout.fingerprint());
      String title =
          Shortened.to(
              SharedProblem.LONGEST_TITLE - 1,
              fallout.what().step() + " falls out: " + fallout.what().failure().code());
      openProblem.of(new Known(cause, title, Optional.empty(), Optional.empty()), TURNUP);
    }
  }
}
