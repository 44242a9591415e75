package dev.turnup.engine.problem;

import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StepFellOut;
import java.time.Instant;
import java.util.List;
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

  /** Keeps with a fallout the resource of the network that failed, if it is known. */
  Optional<String> nameResource(FalloutId fallout, StepFellOut what);

  /** How many fallouts of this cause that were raised since then are not settled. */
  int unsettled(Cause cause, Instant since);

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

  /**
   * How a fallout is to a problem.
   *
   * @param problem whose it is
   * @param since since when; present with the problem
   * @param left whether it was taken off one
   * @param released whether its step is to be tried again
   */
  record Membership(
      Optional<ProblemId> problem, Optional<Instant> since, boolean left, boolean released) {}

  /** A fallout and its order. */
  record Waiting(OrderId order, FalloutId fallout) {}
}
