package dev.turnup.engine.problem;

import dev.turnup.engine.fallout.Fallout;
import dev.turnup.engine.fallout.FalloutBook;
import dev.turnup.engine.fallout.FalloutState;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;

/** Has a fallout wait for a problem, or wait no more, because a person says so. */
@UseCase
public final class AttachFallout {

  private final ProblemBook problems;
  private final FalloutBook fallouts;
  private final Orders orders;
  private final WaitingWork waitingWork;
  private final Clock clock;

  public AttachFallout(
      ProblemBook problems,
      FalloutBook fallouts,
      Orders orders,
      WaitingWork waitingWork,
      Clock clock) {
    this.problems = problems;
    this.fallouts = fallouts;
    this.orders = orders;
    this.waitingWork = waitingWork;
    this.clock = clock;
  }

  /**
   * From now on it waits for the problem, whatever its cause looks like.
   *
   * @throws Refused if nobody is to decide about it, or the problem is closed
   */
  public void to(ProblemId id, FalloutId fallout) {
    OrderId order = locked(fallout);
    SharedProblem problem = problems.lock(id).orElseThrow();
    if (!problem.isOpen()) {
      throw new Refused("Problem " + id + " is closed.");
    }
    FalloutState state = fallouts.get(fallout).state();
    if (state != FalloutState.OPEN && state != FalloutState.IN_HAND) {
      throw new Refused("Nobody is to decide about this fallout now: it is " + state.code() + ".");
    }
    problems.attach(fallout, id, clock.instant());
    if (!waitingWork.lookAgain(order, fallout) && !waitingWork.isAboutToLook(order, fallout)) {
      throw new Refused(
          "This fallout cannot wait for a problem now: a second person is asked about it, its order"
              + " is suspended, or it fell out before Turnup knew of problems. Attach it"
              + " afterwards, or decide about it alone.");
    }
  }

  /**
   * From now on its desk decides about it.
   *
   * @throws Refused if it does not wait for this problem
   */
  public void noMoreTo(ProblemId id, FalloutId fallout) {
    OrderId order = locked(fallout);
    problems.lock(id).orElseThrow();
    if (!problems.unsettled(id, order).contains(fallout)) {
      throw new Refused("This fallout does not wait for problem " + id + ".");
    }
    problems.detach(fallout);
    waitingWork.lookAgain(order, fallout);
  }

  private OrderId locked(FalloutId id) {
    Fallout fallout = fallouts.get(id);
    orders.lockRow(fallout.what().order());
    return fallout.what().order();
  }
}
