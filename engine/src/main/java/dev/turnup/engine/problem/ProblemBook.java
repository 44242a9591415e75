package dev.turnup.engine.problem;

import dev.turnup.engine.fallout.FalloutState;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StepFellOut;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The problems that Turnup keeps, and which fallouts are theirs. */
public interface ProblemBook {

  ProblemId newId();

  /**
   * Adds a problem.
   *
   * @return false, and nothing is added, if one of the same cause is open
   */
  boolean add(SharedProblem problem);

  Optional<SharedProblem> find(ProblemId id);

  /**
   * The problem, locked until the transaction ends: nothing joins it meanwhile. Lock it after a run
   * and after an order, and before any fallout.
   */
  Optional<SharedProblem> lock(ProblemId id);

  /** Keeps it from being closed until the transaction ends; false if it is closed. */
  boolean holdOpen(ProblemId id);

  /** The open problem that is known to the ticket system as this. */
  Optional<SharedProblem> ofTicket(String ticket);

  /** The open problem of this cause. */
  Optional<SharedProblem> openOf(Cause cause);

  /** Nobody needs to be told that the ticket of this problem is resolved: it said so itself. */
  void ticketEnded(ProblemId id);

  /**
   * Closed problems whose tickets are to be told now, each taken for a while: until then nobody
   * else tells it.
   */
  List<TicketNews> takeTicketNews(Instant now, Duration taken, int most);

  /** The ticket has heard of it, or never will. */
  void ticketTold(ProblemId id);

  /** Those in this state, or all; the last opened first. */
  List<SharedProblem> list(Optional<ProblemState> state, Optional<ProblemId> after, int most);

  /**
   * Writes what became of it.
   *
   * @throws dev.turnup.engine.order.StaleVersion if it was changed since it was read
   */
  void update(SharedProblem problem);

  /**
   * The open problem that a failure is one of, if there is one: by the resource of the network that
   * failed before by its fingerprint.
   */
  Optional<SharedProblem> covering(StepFellOut what, String fingerprint);

  /** Lets one at a time, of all nodes, look whether a problem is to be opened: until it commits. */
  void inTurn();

  /** How many fallouts of this cause that were raised since then are not settled. */
  int countUnsettled(Cause cause, Instant since);

  /** How a fallout is to a problem. */
  Membership of(FalloutId fallout);

  /** It is of the problem from now on. */
  void attach(FalloutId fallout, ProblemId problem, Instant now);

  /**
   * The same for all of a cause that wait for somebody to take them up, none of which was taken off
   * a problem.
   *
   * @return which they are, oldest first
   */
  List<Waiting> attachAll(Cause cause, ProblemId problem, Instant now);

  /** It is of no problem any more, and joins none by itself. */
  void detach(FalloutId fallout);

  /** Its step is to be tried again. */
  void release(FalloutId fallout, Instant now);

  /** What is of the problem and not settled, of one order. */
  List<FalloutId> unsettled(ProblemId problem, OrderId order);

  /** The orders of which something waits for the problem, those that have waited longest first. */
  List<OrderId> waiting(ProblemId problem);

  /** How much is and was of each of the problems; those that nothing ever was of are left out. */
  Map<ProblemId, Counts> counts(Collection<ProblemId> problems);

  /** How much is and was of the problem. */
  default Counts counts(ProblemId problem) {
    return counts(List.of(problem)).getOrDefault(problem, Counts.NONE);
  }

  /** What is and was of the problem, order by order. */
  List<Member> members(ProblemId problem, Optional<FalloutId> after, int most);

  /**
   * How a fallout is to a problem.
   *
   * @param problem whose it is
   * @param since since when; present with the problem
   * @param left whether it was taken off one
   * @param released whether its step is to be tried again
   * @param resource of the network that failed, if it is known
   */
  record Membership(
      Optional<ProblemId> problem,
      Optional<Instant> since,
      boolean left,
      boolean released,
      Optional<String> resource) {}

  /**
   * How much is and was of a problem.
   *
   * @param waiting orders of which something waits for it
   * @param waitingSince since when the first of them does
   * @param orders all that it ever concerned
   */
  record Counts(int waiting, Optional<Instant> waitingSince, int orders) {

    public static final Counts NONE = new Counts(0, Optional.empty(), 0);
  }

  /**
   * A fallout that is of a problem.
   *
   * @param since since when it is
   * @param releasedAt when its step was to be tried again, if it was
   */
  record Member(
      OrderId order,
      FalloutId fallout,
      String step,
      FalloutState state,
      Instant since,
      Optional<Instant> releasedAt) {}

  /**
   * A ticket to be told that its problem is closed.
   *
   * @param tries how often it was tried before
   */
  record TicketNews(ProblemId problem, String ticket, int tries) {}

  /** A fallout and its order. */
  record Waiting(OrderId order, FalloutId fallout) {}
}
