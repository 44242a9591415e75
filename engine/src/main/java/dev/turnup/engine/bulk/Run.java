package dev.turnup.engine.bulk;

import dev.turnup.engine.order.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The same done to many orders, one after the other.
 *
 * @param total how many orders it is done to; those that a preview has found impossible are not
 *     among them
 * @param secondPerson whether another than its author has to start it
 */
public record Run(
    RunId id, Wish wish, Instant createdAt, int total, boolean secondPerson, Course course) {

  /** A run that is not later than that catches up with its pace; another goes on from now. */
  private static final Duration CATCHING_UP = Duration.ofSeconds(2);

  /** Whoever wished it has it previewed; who says nothing for so long has gone. */
  private static final Duration ABANDONED = Duration.ofMinutes(1);

  /**
   * What somebody wants done.
   *
   * @param action the name of a {@link BulkAction}
   * @param parameters what the action needs to know
   * @param reason why, in the author's words
   * @param author in whose name it is done: a login, or {@code turnup}
   */
  public record Wish(
      String action, Map<String, String> parameters, String reason, String author, Pace pace) {

    /** Who acts where no person does. */
    public static final String TURNUP = "turnup";

    public Wish {
      parameters = Map.copyOf(parameters);
    }
  }

  /**
   * How far it is.
   *
   * @param begunBy who started it
   * @param stopped why it did not go on to its end
   * @param acted how many orders have had their turn
   * @param checked of how many of these it is known what came of it
   * @param failed how many of these failed, or could not be done
   * @param nextTurn no order has its turn before
   * @param nextAt when there is something to do for it; empty while there is nothing
   */
  public record Course(
      RunState state,
      Optional<Instant> begunAt,
      Optional<String> begunBy,
      Optional<Instant> endedAt,
      Optional<String> stopped,
      int acted,
      int checked,
      int failed,
      Instant nextTurn,
      Optional<Instant> nextAt) {

    Course in(RunState next) {
      return new Course(
          next, begunAt, begunBy, endedAt, stopped, acted, checked, failed, nextTurn, nextAt);
    }

    Course begun(String by, Instant now) {
      return new Course(
          RunState.RUNNING,
          begunAt.or(() -> Optional.of(now)),
          begunBy.or(() -> Optional.of(by)),
          endedAt,
          stopped,
          acted,
          checked,
          failed,
          now,
          Optional.of(now));
    }

    Course ended(RunState end, Optional<String> why, Instant now) {
      return new Course(
          end, begunAt, begunBy, Optional.of(now), why, acted, checked, failed, nextTurn, nextAt);
    }

    Course counting(int moreActed, int moreChecked, int moreFailed) {
      return new Course(
          state,
          begunAt,
          begunBy,
          endedAt,
          stopped,
          acted + moreActed,
          checked + moreChecked,
          failed + moreFailed,
          nextTurn,
          nextAt);
    }

    Course nextTurn(Instant at) {
      return new Course(
          state, begunAt, begunBy, endedAt, stopped, acted, checked, failed, at, nextAt);
    }

    Course nextAt(Optional<Instant> at) {
      return new Course(
          state, begunAt, begunBy, endedAt, stopped, acted, checked, failed, nextTurn, at);
    }
  }

  static Run created(RunId id, Wish wish, Instant now) {
    return new Run(
        id,
        wish,
        now,
        0,
        false,
        new Course(
            RunState.PREVIEWING,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            0,
            0,
            now,
            Optional.empty()));
  }

  public RunState state() {
    return course.state();
  }

  /** How many orders have not had their turn. */
  public int left() {
    return total - course.acted();
  }

  private Run with(Course next) {
    return new Run(id, wish, createdAt, total, secondPerson, next);
  }

  private void refuseUnlessTo(RunState next) {
    if (!state().canMoveTo(next)) {
      throw new Refused("The run is " + state().code() + " and cannot become " + next.code() + ".");
    }
  }

  /** Should nobody go on previewing it, it is taken up after a while. */
  Run previewing(Instant now) {
    return with(course.nextAt(Optional.of(now.plus(ABANDONED))));
  }

  Run over(int orders) {
    return new Run(id, wish, createdAt, orders, secondPerson, course);
  }

  Run previewed(boolean needsSecondPerson) {
    refuseUnlessTo(RunState.PREVIEWED);
    return new Run(
        id,
        wish,
        createdAt,
        total,
        needsSecondPerson,
        course.in(RunState.PREVIEWED).nextAt(Optional.empty()));
  }

  /** From a preview, or from a pause. */
  Run running(String by, Instant now) {
    refuseUnlessTo(RunState.RUNNING);
    if (secondPerson && course.begunBy().isEmpty() && by.equals(wish.author())) {
      throw new Refused("This takes two: somebody else than " + by + " has to start it.");
    }
    return with(course.begun(by, now));
  }

  /** Started by its author, who needed no preview. */
  Run runningAtOnce(Instant now) {
    return with(course.begun(wish.author(), now));
  }

  Run paused() {
    refuseUnlessTo(RunState.PAUSED);
    return with(course.in(RunState.PAUSED));
  }

  Run stopped(String why, Instant now) {
    refuseUnlessTo(RunState.STOPPED);
    return with(course.ended(RunState.STOPPED, Optional.of(why), now));
  }

  /** Stopped, if too much has failed; done, if nothing is left to do. */
  Run judged(Instant now) {
    if (state() != RunState.RUNNING) {
      return this;
    }
    int percent = wish.pace().stopAtPercent();
    boolean tells = course.checked() >= Math.min(total, wish.pace().sample());
    if (tells && course.failed() > 0 && course.failed() * 100 >= percent * course.checked()) {
      return stopped(
          "%d of %d orders failed, and %d percent stop the run"
              .formatted(course.failed(), course.checked(), percent),
          now);
    }
    return course.checked() == total
        ? with(course.ended(RunState.DONE, Optional.empty(), now))
        : this;
  }

  /** Whether the next order may have its turn, once it is time. */
  boolean mayGoOn() {
    int canary = Math.min(wish.pace().canary(), total);
    return state() == RunState.RUNNING
        && left() > 0
        && (course.acted() < canary || course.checked() >= canary);
  }

  /** Whether all of its canary has had its turn, and no other order. */
  boolean hasDoneItsCanary() {
    return wish.pace().canary() > 0 && course.acted() == wish.pace().canary();
  }

  /** An order has had its turn; what came of it is known, or not yet. */
  Run acted(boolean known, boolean badly, Instant now) {
    boolean late = course.nextTurn().isBefore(now.minus(CATCHING_UP));
    Instant from = late ? now : course.nextTurn();
    return with(
        course
            .counting(1, known ? 1 : 0, badly ? 1 : 0)
            .nextTurn(from.plus(wish.pace().interval())));
  }

  /** It is known what came of an order that has had its turn. */
  Run checked(boolean badly) {
    return with(course.counting(0, 1, badly ? 1 : 0));
  }

  /** No order has its turn before. */
  Run notBefore(Instant moment) {
    return with(course.nextTurn(moment.isAfter(course.nextTurn()) ? moment : course.nextTurn()));
  }

  /**
   * When there is something to do for it.
   *
   * @param nextCheck when an order is to be re-checked
   */
  Run awaiting(Optional<Instant> nextCheck) {
    Optional<Instant> turn = mayGoOn() ? Optional.of(course.nextTurn()) : Optional.empty();
    return with(
        course.nextAt(
            turn.flatMap(at -> nextCheck.filter(at::isAfter)).or(() -> turn).or(() -> nextCheck)));
  }
}
