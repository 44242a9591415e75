package dev.turnup.engine.problem;

import dev.turnup.engine.bulk.BulkAction;
import dev.turnup.engine.bulk.Pace;
import dev.turnup.engine.bulk.Run;
import dev.turnup.engine.bulk.StartRun;
import dev.turnup.engine.fallout.Fallout;
import dev.turnup.engine.fallout.FalloutBook;
import dev.turnup.engine.fallout.FalloutState;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.UseCase;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Has the orders of a problem follow what has become of it: what nobody has taken up waits for it,
 * and a promise that it makes impossible is told anew. What is with a person, or cannot hear of the
 * problem, stays its desk's. In the background, for there may be many.
 */
@UseCase
public final class FollowProblem implements BulkAction {

  static final String NAME = "follow-problem";

  /** The action's parameter. */
  static final String PROBLEM = "problem";

  private static final Pace AT_ONCE =
      new Pace(0, 6_000, 100, Duration.ofSeconds(1), Duration.ofSeconds(1));

  private final StartRun startRun;
  private final ProblemBook problems;
  private final FalloutBook fallouts;
  private final Orders orders;
  private final WaitingWork waitingWork;
  private final KeepPromise keepPromise;
  private final LookAfterProblem lookAfterProblem;

  public FollowProblem(
      StartRun startRun,
      ProblemBook problems,
      FalloutBook fallouts,
      Orders orders,
      WaitingWork waitingWork,
      KeepPromise keepPromise,
      LookAfterProblem lookAfterProblem) {
    this.startRun = startRun;
    this.problems = problems;
    this.fallouts = fallouts;
    this.orders = orders;
    this.waitingWork = waitingWork;
    this.keepPromise = keepPromise;
    this.lookAfterProblem = lookAfterProblem;
  }

  /** Has these orders follow it, once the caller's transaction is committed. */
  void by(List<OrderId> orders, ProblemId problem, String author) {
    if (!orders.isEmpty()) {
      startRun.of(
          new Run.Wish(
              NAME,
              Map.of(PROBLEM, problem.value()),
              "problem " + problem + " is not what it was",
              author,
              AT_ONCE),
          orders);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Outcome run(OrderId order, Map<String, String> parameters) {
    ProblemId id = new ProblemId(parameters.get(PROBLEM));
    SharedProblem problem = problems.find(id).orElseThrow();
    orders.lockRow(order);
    boolean moved = false;
    for (FalloutId each : problems.unsettled(id, order)) {
      Fallout fallout = fallouts.get(each);
      if (fallout.state() == FalloutState.WAITING_FOR_PROBLEM) {
        moved |= keepPromise.of(fallout.what(), problem);
      } else if (!looksAgain(fallout)) {
        problems.detach(each);
      }
    }
    return moved ? new Outcome.Done() : new Outcome.NotNeeded("nothing else is promised");
  }

  /** Whoever has the problem in view is told if not all of its orders follow it. */
  @Override
  public void ended(Run run) {
    if (run.course().failed() > 0) {
      problems
          .lock(new ProblemId(run.wish().parameters().get(PROBLEM)))
          .filter(SharedProblem::isOpen)
          .ifPresent(
              problem ->
                  lookAfterProblem.because(
                      problem,
                      "Promises of its orders do not all follow it: /operations/bulk/" + run.id()));
    }
  }

  /** Then it keeps the promise itself. */
  private boolean looksAgain(Fallout fallout) {
    OrderId order = fallout.what().order();
    return fallout.state() == FalloutState.OPEN && waitingWork.lookAgain(order, fallout.id())
        || waitingWork.isAboutToLook(order, fallout.id());
  }
}
