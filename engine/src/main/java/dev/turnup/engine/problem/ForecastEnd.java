package dev.turnup.engine.problem;

import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.UseCase;
import java.time.Instant;
import java.util.Optional;

/** Says when a problem is expected to be solved; dates of its orders follow. */
@UseCase
public final class ForecastEnd {

  private final ProblemBook problems;
  private final FollowProblem followProblem;

  public ForecastEnd(ProblemBook problems, FollowProblem followProblem) {
    this.problems = problems;
    this.followProblem = followProblem;
  }

  /**
   * Says it.
   *
   * @param end empty if nobody can tell (any more)
   * @throws Refused if it is closed
   */
  public SharedProblem of(ProblemId id, Optional<Instant> end, String by) {
    SharedProblem problem = problems.lock(id).orElseThrow();
    if (!problem.isOpen()) {
      throw new Refused("Problem " + id + " is closed.");
    }
    if (!problem.expectedEnd().equals(end)) {
      problems.update(problem.expectedToEnd(end));
      followProblem.by(problems.waiting(id), id, by);
    }
    return problems.find(id).orElseThrow();
  }
}
