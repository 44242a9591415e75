package dev.turnup.engine.bulk;

import static java.util.stream.Collectors.toMap;

import dev.turnup.engine.bulk.BulkAction.Outcome;
import dev.turnup.engine.bulk.BulkAction.Recheck;
import dev.turnup.engine.bulk.RunOrder.State;
import dev.turnup.engine.order.ActFor;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Takes a run one step further: one order has its turn, or is re-checked; or some are previewed, if
 * whoever wished that has gone. Of however many who do so at once, one at a time has a run, so its
 * pace and its counts hold for all together.
 */
@UseCase
public final class AdvanceRun {

  /** Turns that an order loses to others who change it, before it is given up. */
  static final int MOST_ATTEMPTS = 5;

  private static final Duration PUT_OFF = Duration.ofSeconds(1);

  /** A preview that has failed for so long is given up, and whoever looks sees why. */
  private static final Duration PREVIEWED_WITHIN = Duration.ofHours(1);

  private final Runs runs;
  private final Map<String, BulkAction> actions;
  private final PrepareRun prepareRun;
  private final EndRun endRun;
  private final ActFor actFor;
  private final Timeline timeline;
  private final Clock clock;

  public AdvanceRun(
      Runs runs,
      List<BulkAction> actions,
      PrepareRun prepareRun,
      EndRun endRun,
      ActFor actFor,
      Timeline timeline,
      Clock clock) {
    this.runs = runs;
    this.actions = actions.stream().collect(toMap(BulkAction::name, action -> action));
    this.prepareRun = prepareRun;
    this.endRun = endRun;
    this.actFor = actFor;
    this.timeline = timeline;
    this.clock = clock;
  }

  /**
   * What was tried, in case it fails.
   *
   * @param order empty if it is the run's preview
   */
  public record Attempt(RunId run, Optional<OrderId> order) {}

  /**
   * Does what is due for one run, in the caller's transaction.
   *
   * @param begun is told what is tried, before it is
   * @return whether anything was due
   */
  public boolean next(Consumer<Attempt> begun) {
    Instant now = clock.instant();
    Optional<Run> due = runs.lockDue(now, actions.keySet());
    due.ifPresent(
        run -> {
          if (run.state() == RunState.PREVIEWING) {
            begun.accept(new Attempt(run.id(), Optional.empty()));
            prepareRun.goOn(run.id());
          } else {
            advance(run, now, begun);
          }
        });
    return due.isPresent();
  }

  private void advance(Run run, Instant now, Consumer<Attempt> begun) {
    BulkAction action = Objects.requireNonNull(actions.get(run.wish().action()));
    Optional<RunOrder> unchecked = runs.nextToCheck(run.id(), now);
    Run after =
        unchecked.isPresent()
            ? check(run, unchecked.get(), action, now, begun)
            : run.mayGoOn() && !run.course().nextTurn().isAfter(now)
                ? nextTurn(run, action, now, begun)
                : run;
    keep(run, after, now);
  }

  private void keep(Run before, Run after, Instant now) {
    endRun.orGoOn(before, after.judged(now));
  }

  /** After the canary's, only if something has come of it. */
  private Run nextTurn(Run run, BulkAction action, Instant now, Consumer<Attempt> begun) {
    return run.hasDoneItsCanary() && nothingHasComeOf(run)
        ? run.stopped("nothing has come of the first " + run.course().acted(), now)
        : act(run, runs.nextInTurn(run.id()).orElseThrow(), action, now, begun);
  }

  /** Those that needed nothing tell nothing. */
  private boolean nothingHasComeOf(Run run) {
    Set<State> known = runs.counts(run.id()).keySet();
    return !known.contains(State.PROGRESSED)
        && !known.contains(State.DONE)
        && runs
            .orders(run.id(), Optional.of(State.UNCHANGED), Optional.empty(), run.course().acted())
            .stream()
            .anyMatch(order -> order.reference().isPresent());
  }

  private Run act(
      Run run, RunOrder order, BulkAction action, Instant now, Consumer<Attempt> begun) {
    begun.accept(new Attempt(run.id(), Optional.of(order.order())));
    Run.Wish wish = run.wish();
    Supplier<Outcome> turn = () -> turn(run, order.order(), action);
    Outcome outcome =
        wish.author().equals(Run.Wish.TURNUP) ? turn.get() : actFor.person(wish.author(), turn);
    RunOrder after = after(order, outcome, wish.pace(), now);
    runs.update(run.id(), after);
    return run.acted(after.knownAt().isPresent(), false, now);
  }

  private Outcome turn(Run run, OrderId order, BulkAction action) {
    Outcome outcome = action.run(order, run.wish().parameters());
    if (!(outcome instanceof Outcome.NotNeeded)) {
      timeline.add(order, entry(run));
    }
    return outcome;
  }

  private static RunOrder after(RunOrder order, Outcome outcome, Pace pace, Instant now) {
    if (outcome instanceof Outcome.Begun begun) {
      Instant done = begun.carriedOut().filter(now::isBefore).orElse(now);
      return order.checking(begun.reference(), done, done.plus(pace.recheckAfter()));
    }
    return outcome instanceof Outcome.NotNeeded not
        ? order.known(State.UNCHANGED, Optional.of(not.why()), now)
        : order.known(State.DONE, Optional.empty(), now);
  }

  private static TimelineEntry entry(Run run) {
    return TimelineEntry.of(
            EventKind.NOTED, "Done together with other orders: " + run.wish().action())
        .remarking(run.wish().reason())
        .with("run", run.id());
  }

  private Run check(
      Run run, RunOrder order, BulkAction action, Instant now, Consumer<Attempt> begun) {
    begun.accept(new Attempt(run.id(), Optional.of(order.order())));
    Instant since = order.actedAt().orElseThrow();
    Recheck found = action.recheck(order.order(), order.reference().orElseThrow(), since);
    Pace pace = run.wish().pace();
    RunOrder after = after(order, found, now);
    if (after.state() == State.UNCHANGED && now.isBefore(since.plus(pace.recheckWithin()))) {
      after = order.checkedAgain(now.plus(pace.recheckAfter()));
    }
    runs.update(run.id(), after);
    return after.knownAt().isPresent() ? run.checked(after.state().isBad()) : run;
  }

  private static RunOrder after(RunOrder order, Recheck found, Instant now) {
    if (found instanceof Recheck.FailedAgain again) {
      return order.known(State.FAILED_AGAIN, Optional.of(again.why()), now);
    }
    return order.known(
        found instanceof Recheck.Progressed ? State.PROGRESSED : State.UNCHANGED,
        Optional.empty(),
        now);
  }

  /**
   * What was tried was rolled back, and may succeed later: the order's turn comes after all others,
   * a few times.
   *
   * @param why if it does not
   */
  public void putOff(Attempt attempt, String why) {
    settle(
        attempt,
        why,
        (run, order) -> {
          if (order.attempts() + 1 >= MOST_ATTEMPTS) {
            refuse(run, order, why);
          } else {
            putOff(run, order);
          }
        });
  }

  /**
   * What was tried was rolled back, because it cannot be done: said of the order, unless another
   * has settled it meanwhile.
   */
  public void refuse(Attempt attempt, String why) {
    settle(attempt, why, (run, order) -> refuse(run, order, why));
  }

  /** A preview is tried again after a while. */
  private void settle(Attempt attempt, String why, BiConsumer<Run, RunOrder> ofOrder) {
    Run run = runs.lock(attempt.run());
    if (attempt.order().isPresent()) {
      ofOrder.accept(run, runs.order(run.id(), attempt.order().get()).orElseThrow());
    } else if (run.state() == RunState.PREVIEWING) {
      Instant now = clock.instant();
      if (now.isBefore(run.createdAt().plus(PREVIEWED_WITHIN))) {
        runs.update(run.previewing(now));
      } else {
        endRun.orGoOn(run, run.stopped("it could not be previewed: " + why, now));
      }
    }
  }

  private void putOff(Run run, RunOrder order) {
    Instant now = clock.instant();
    switch (order.state()) {
      case WAITING -> {
        runs.putOff(run.id(), order.putOff());
        keep(run, run.notBefore(now.plus(PUT_OFF)), now);
      }
      case CHECKING -> {
        runs.update(
            run.id(), order.putOff().checkedAgain(now.plus(run.wish().pace().recheckAfter())));
        keep(run, run, now);
      }
      default -> {}
    }
  }

  private void refuse(Run run, RunOrder order, String why) {
    Instant now = clock.instant();
    switch (order.state()) {
      case WAITING -> {
        runs.update(run.id(), order.known(State.REFUSED, Optional.of(why), now));
        keep(run, run.acted(true, true, now), now);
      }
      case CHECKING -> {
        runs.update(run.id(), order.known(State.UNCHANGED, Optional.of(why), now));
        keep(run, run.checked(false), now);
      }
      default -> {}
    }
  }
}
