package dev.turnup.engine.problem;

import static java.util.stream.Collectors.joining;

import dev.turnup.engine.bulk.BulkAction;
import dev.turnup.engine.bulk.RecheckFallouts;
import dev.turnup.engine.bulk.Run;
import dev.turnup.engine.bulk.RunState;
import dev.turnup.engine.fallout.FalloutBook;
import dev.turnup.engine.fallout.FalloutState;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Has an order try again what waited for a problem. What fails again of the same cause waits for it
 * again.
 */
@UseCase
public final class ReleaseProblem implements BulkAction {

  static final String NAME = "release-problem";

  /** The action's parameter. */
  static final String PROBLEM = "problem";

  private final ProblemBook problems;
  private final FalloutBook fallouts;
  private final WaitingWork waitingWork;
  private final RecheckFallouts recheckFallouts;
  private final LookAfterProblem lookAfterProblem;
  private final Clock clock;

  public ReleaseProblem(
      ProblemBook problems,
      FalloutBook fallouts,
      WaitingWork waitingWork,
      RecheckFallouts recheckFallouts,
      LookAfterProblem lookAfterProblem,
      Clock clock) {
    this.problems = problems;
    this.fallouts = fallouts;
    this.waitingWork = waitingWork;
    this.recheckFallouts = recheckFallouts;
    this.lookAfterProblem = lookAfterProblem;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Outcome run(OrderId order, Map<String, String> parameters) {
    List<FalloutId> waiting = problems.unsettled(new ProblemId(parameters.get(PROBLEM)), order);
    if (waiting.isEmpty()) {
      return new Outcome.NotNeeded("nothing of it waits for the problem any more");
    }
    Instant now = clock.instant();
    for (FalloutId each : waiting) {
      if (fallouts.get(each).state() != FalloutState.WAITING_FOR_PROBLEM) {
        throw new StaleVersion("fallout " + each);
      }
      problems.release(each, now);
      waitingWork.lookAgain(order, each);
    }
    return new Outcome.Begun(waiting.stream().map(FalloutId::toString).collect(joining(" ")));
  }

  @Override
  public Recheck recheck(OrderId order, String reference, Instant since) {
    return recheckFallouts.of(
        Arrays.stream(reference.split(" ")).map(FalloutId::of).toList(), since);
  }

  /** It is closed if nothing waits for it any more. */
  @Override
  public void ended(Run run) {
    ProblemId id = new ProblemId(run.wish().parameters().get(PROBLEM));
    SharedProblem problem = problems.lock(id).orElseThrow();
    boolean all = run.state() == RunState.DONE && problems.counts(id).waiting() == 0;
    if (all) {
      problems.update(problem.closed(clock.instant(), run.wish().author()));
      lookAfterProblem.noMore(id);
    } else {
      SharedProblem stopped = problem.stopped();
      problems.update(stopped);
      lookAfterProblem.from(stopped);
    }
  }
}
