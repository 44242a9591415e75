package dev.turnup.engine.problem;

import dev.turnup.engine.bulk.Pace;
import dev.turnup.engine.bulk.Run;
import dev.turnup.engine.bulk.StartRun;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Closes a problem whose cause is mended: what waits for it is released, wave by wave. */
@UseCase
public final class CloseProblem {

  private final ProblemBook problems;
  private final StartRun startRun;
  private final LookAfterProblem lookAfterProblem;
  private final Clock clock;

  public CloseProblem(
      ProblemBook problems, StartRun startRun, LookAfterProblem lookAfterProblem, Clock clock) {
    this.problems = problems;
    this.startRun = startRun;
    this.lookAfterProblem = lookAfterProblem;
    this.clock = clock;
  }

  /**
   * Begins it; at once closed is only what nothing waits for. A problem of which a release was
   * stopped is released again.
   *
   * @param by the login, or {@code turnup}, in whose name all is tried again
   * @throws Refused if it is being released, or closed
   */
  public SharedProblem of(ProblemId id, Pace pace, String by) {
    SharedProblem problem = problems.lock(id).orElseThrow();
    switch (problem.state()) {
      case RELEASING -> throw new Refused("Problem " + id + " is being released already.");
      case CLOSED -> throw new Refused("Problem " + id + " is closed already.");
      case OPEN, STOPPED -> {}
    }
    List<OrderId> waiting = problems.waiting(id);
    SharedProblem next =
        waiting.isEmpty()
            ? problem.closed(clock.instant(), by)
            : problem.releasedBy(
                startRun.of(
                    new Run.Wish(
                        ReleaseProblem.NAME,
                        Map.of(ReleaseProblem.PROBLEM, id.value()),
                        "problem " + id + " is solved",
                        by,
                        pace),
                    waiting));
    problems.update(next);
    if (!next.isOpen()) {
      lookAfterProblem.noMore(id);
    }
    return problems.find(id).orElseThrow();
  }
}
