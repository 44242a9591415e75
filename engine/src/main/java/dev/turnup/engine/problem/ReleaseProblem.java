package dev.turnup.engine.problem;

import static java.util.stream.Collectors.joining;

import dev.turnup.engine.bulk.BulkAction;
import dev.turnup.engine.bulk.RecheckFallouts;
import dev.turnup.engine.bulk.Run;
import dev.turnup.engine.bulk.RunState;
import dev.turnup.engine.fallout.Fallout;
import dev.turnup.engine.fallout.FalloutBook;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Has an order try again what waited for a problem. What fails again of the same cause waits for it
 * again; what never came to wait is left to its desk, and is the problem's no more.
 */
@UseCase
public final class ReleaseProblem implements BulkAction {

  static final String NAME = "release-problem";

  /** The action's parameter. */
  static final String PROBLEM = "problem";

  private final ProblemBook problems;
  private final FalloutBook fallouts;
  private final Orders orders;
  private final WaitingWork waitingWork;
  private final RecheckFallouts recheckFallouts;
  private final LookAfterProblem lookAfterProblem;
  private final Clock clock;

  public ReleaseProblem(
      ProblemBook problems,
      FalloutBook fallouts,
      Orders orders,
      WaitingWork waitingWork,
      RecheckFallouts recheckFallouts,
      LookAfterProblem lookAfterProblem,
      Clock clock) {
    this.problems = problems;
    this.fallouts = fallouts;
    this.orders = orders;
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
    orders.lockRow(order);
    List<FalloutId> released = new ArrayList<>();
    for (FalloutId each : problems.unsettled(new ProblemId(parameters.get(PROBLEM)), order)) {
      if (looksAgain(fallouts.get(each))) {
        problems.release(each, clock.instant());
        released.add(each);
      } else {
        problems.detach(each);
      }
    }
    return released.isEmpty()
        ? new Outcome.NotNeeded("nothing of it waits for the problem any more")
        : new Outcome.Begun(released.stream().map(FalloutId::toString).collect(joining(" ")));
  }

  /** What a person has taken up is theirs; what cannot hear of the problem is its desk's. */
  private boolean looksAgain(Fallout fallout) {
    OrderId order = fallout.what().order();
    return switch (fallout.state()) {
      case WAITING_FOR_PROBLEM -> {
        waitingWork.lookAgain(order, fallout.id());
        yield true;
      }
      case OPEN ->
          waitingWork.lookAgain(order, fallout.id())
              || waitingWork.isAboutToLook(order, fallout.id());
      case RAISED, IN_HAND, WAITING_TO_RETRY, DECIDED, CLOSED ->
          waitingWork.isAboutToLook(order, fallout.id());
    };
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
