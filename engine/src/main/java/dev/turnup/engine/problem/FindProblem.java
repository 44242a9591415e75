package dev.turnup.engine.problem;

import dev.turnup.engine.fallout.AwaitProblem;
import dev.turnup.engine.fallout.Fallout;
import dev.turnup.engine.fallout.FalloutBook;
import dev.turnup.engine.fallout.FalloutState;
import dev.turnup.engine.order.DecisionTable;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Output;
import dev.turnup.engine.order.StepFellOut;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.problem.OpenProblem.Known;
import dev.turnup.engine.problem.ProblemBook.Membership;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the problem behind a fallout: the one that it is of, an open one of its cause, or a new one
 * where so many have the same cause that the table wants one.
 */
@UseCase
public final class FindProblem {

  /** From how many fallouts on; 0 for never. */
  private static final Output<Integer> OPEN_FROM = Output.number("openFrom", 0, 10_000);

  private static final Output<Integer> WITHIN_MINUTES = Output.number("withinMinutes", 1, 100_000);

  /** So long beyond the expected end, or since it joined, an order waits at most. */
  private static final Output<Integer> WAIT_HOURS = Output.number("waitHours", 1, 10_000);

  public static final DecisionTable TABLE =
      new DecisionTable("problem-policy", OPEN_FROM, WITHIN_MINUTES, WAIT_HOURS);

  private static final String TURNUP = "turnup";

  private final FalloutBook fallouts;
  private final AwaitProblem awaitProblem;
  private final Orders orders;
  private final ProblemBook problems;
  private final OpenProblem openProblem;
  private final KeepPromise keepPromise;
  private final Decisions decisions;
  private final Timeline timeline;
  private final Clock clock;

  public FindProblem(
      FalloutBook fallouts,
      AwaitProblem awaitProblem,
      Orders orders,
      ProblemBook problems,
      OpenProblem openProblem,
      KeepPromise keepPromise,
      Decisions decisions,
      Timeline timeline,
      Clock clock) {
    this.fallouts = fallouts;
    this.awaitProblem = awaitProblem;
    this.orders = orders;
    this.problems = problems;
    this.openProblem = openProblem;
    this.keepPromise = keepPromise;
    this.decisions = decisions;
    this.timeline = timeline;
    this.clock = clock;
  }

  /** What the fallout's work goes on with. */
  public sealed interface Found {

    /** Somebody, or a table, decides about this one alone. */
    record None() implements Found {}

    /**
     * It waits for the end of a problem.
     *
     * @param overdueAt when it looks again at the latest
     */
    record Open(Instant overdueAt) implements Found {}

    /** The step is tried again, or settled already. */
    record Solved() implements Found {}
  }

  /**
   * Finds it.
   *
   * @param order the order that the workflow says it is about
   * @throws IllegalArgumentException if the fallout is another order's
   */
  public Found of(OrderId order, FalloutId id) {
    // the order first, as whoever gives it up: no fallout is locked before
    orders.lockRow(order);
    Fallout fallout = fallouts.get(id);
    if (!fallout.what().order().equals(order)) {
      throw new IllegalArgumentException("fallout " + id + " is not about order " + order);
    }
    Membership membership = problems.of(id);
    if (fallout.state() == FalloutState.CLOSED || membership.released()) {
      return solved(fallout);
    }
    Decisions.Answer policy = policyOf(fallout.what());
    return membership
        .problem()
        .flatMap(problems::find)
        .flatMap(problem -> awaited(fallout, problem, membership.since().orElseThrow(), policy))
        .or(
            () ->
                membership.left()
                    ? Optional.empty()
                    : joined(fallout, membership.resource(), policy))
        .orElseGet(() -> alone(fallout));
  }

  private Decisions.Answer policyOf(StepFellOut what) {
    return decisions
        .newest()
        .one(
            what.order(),
            TABLE.key(),
            Map.of(
                "system", what.failure().system(),
                "step", what.step(),
                "code", what.failure().code()));
  }

  private Optional<Found> awaited(
      Fallout fallout, SharedProblem problem, Instant since, Decisions.Answer policy) {
    Instant overdueAt =
        problem
            .expectedEnd()
            .filter(end -> end.isAfter(since))
            .orElse(since)
            .plus(Duration.ofHours(policy.get(WAIT_HOURS)));
    if (!problem.isOpen() || !clock.instant().isBefore(overdueAt)) {
      problems.detach(fallout.id());
      return Optional.of(alone(fallout));
    }
    if (fallout.state() != FalloutState.WAITING_FOR_PROBLEM) {
      awaitProblem.begin(fallout.id());
      tell(fallout, fallout.what().step() + " waits for problem " + problem.id(), problem.id());
      keepPromise.of(fallout.what(), problem);
    }
    return Optional.of(new Found.Open(overdueAt));
  }

  private Optional<Found> joined(
      Fallout fallout, Optional<String> resource, Decisions.Answer policy) {
    return covering(fallout)
        .or(() -> opened(fallout, resource, policy))
        .filter(problem -> problems.holdOpen(problem.id()))
        .flatMap(
            problem -> {
              Instant now = clock.instant();
              problems.attach(fallout.id(), problem.id(), now);
              return awaited(fallout, problem, now, policy);
            });
  }

  private Optional<SharedProblem> covering(Fallout fallout) {
    return problems.covering(fallout.what(), fallout.fingerprint());
  }

  private Optional<SharedProblem> opened(
      Fallout fallout, Optional<String> resource, Decisions.Answer policy) {
    int from = policy.get(OPEN_FROM);
    if (from == 0) {
      return Optional.empty();
    }
    // of many at once each sees those before it
    problems.inTurn();
    Instant since = clock.instant().minus(Duration.ofMinutes(policy.get(WITHIN_MINUTES)));
    return covering(fallout)
        .or(
            () ->
                Stream.concat(
                        resource.stream().map(Cause::resource),
                        Stream.of(Cause.fingerprint(fallout.fingerprint())))
                    .filter(cause -> Known.isLine(cause.value(), Cause.LONGEST))
                    .filter(cause -> problems.countUnsettled(cause, since) >= from)
                    .findFirst()
                    .map(this::openedFor));
  }

  /** Others of its cause follow in the background: none is touched whose order is not locked. */
  private SharedProblem openedFor(Cause cause) {
    return problems
        .openOf(cause)
        .orElseGet(
            () ->
                openProblem.of(
                    new Known(cause, cause.titled(), Optional.empty(), Optional.empty()), TURNUP));
  }

  /** Released before it came to wait, it is tried again as if it had. */
  private Found solved(Fallout fallout) {
    if (fallout.state() != FalloutState.CLOSED
        && fallout.state() != FalloutState.WAITING_FOR_PROBLEM) {
      awaitProblem.begin(fallout.id());
    }
    return new Found.Solved();
  }

  private Found alone(Fallout fallout) {
    if (fallout.state() == FalloutState.WAITING_FOR_PROBLEM) {
      awaitProblem.end(fallout.id());
    }
    return new Found.None();
  }

  private void tell(Fallout fallout, String text, ProblemId problem) {
    TimelineEntry entry =
        TimelineEntry.of(EventKind.NOTED, text)
            .with("fallout", fallout.id())
            .with("problem", problem);
    timeline.add(
        fallout.what().order(), fallout.what().component().map(entry::about).orElse(entry));
  }
}
