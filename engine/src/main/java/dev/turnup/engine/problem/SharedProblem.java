package dev.turnup.engine.problem;

import dev.turnup.engine.bulk.RunId;
import dev.turnup.engine.order.IllegalMove;
import java.time.Instant;
import java.util.Optional;

/**
 * One cause behind many fallouts.
 *
 * @param title for people, up to {@value #LONGEST_TITLE} characters
 * @param openedBy a login, {@code turnup} for the table, or {@code ticket}
 * @param expectedEnd when it is thought to be mended
 * @param ticket the trouble ticket that opened it, by the ticket system's id
 * @param run the newest run that released what waits for it
 * @param closed when and by whom it was closed, if it is
 */
public record SharedProblem(
    ProblemId id,
    Cause cause,
    String title,
    ProblemState state,
    Instant openedAt,
    String openedBy,
    Optional<Instant> expectedEnd,
    Optional<String> ticket,
    Optional<RunId> run,
    Optional<Closed> closed,
    int version) {

  static final int LONGEST_TITLE = 200;

  /** When and by whom a problem was closed. */
  public record Closed(Instant at, String by) {}

  static SharedProblem opened(
      ProblemId id,
      Cause cause,
      String title,
      Optional<Instant> expectedEnd,
      Optional<String> ticket,
      Instant now,
      String by) {
    return new SharedProblem(
        id,
        cause,
        title,
        ProblemState.OPEN,
        now,
        by,
        expectedEnd,
        ticket,
        Optional.empty(),
        Optional.empty(),
        0);
  }

  /** Whether failures of its cause join it. */
  public boolean isOpen() {
    return state != ProblemState.CLOSED;
  }

  SharedProblem expectedToEnd(Optional<Instant> at) {
    return new SharedProblem(
        id, cause, title, state, openedAt, openedBy, at, ticket, run, closed, version);
  }

  /** How the ticket system knows it, if it does. */
  SharedProblem knownAs(Optional<String> theirs) {
    return new SharedProblem(
        id, cause, title, state, openedAt, openedBy, expectedEnd, theirs, run, closed, version);
  }

  SharedProblem releasedBy(RunId started) {
    SharedProblem next = in(ProblemState.RELEASING);
    return new SharedProblem(
        id,
        cause,
        title,
        next.state,
        openedAt,
        openedBy,
        expectedEnd,
        ticket,
        Optional.of(started),
        closed,
        version);
  }

  SharedProblem stopped() {
    return in(ProblemState.STOPPED);
  }

  SharedProblem closed(Instant now, String by) {
    SharedProblem next = in(ProblemState.CLOSED);
    return new SharedProblem(
        id,
        cause,
        title,
        next.state,
        openedAt,
        openedBy,
        expectedEnd,
        ticket,
        run,
        Optional.of(new Closed(now, by)),
        version);
  }

  private SharedProblem in(ProblemState next) {
    if (!state.canMoveTo(next)) {
      throw new IllegalMove("problem " + id, state.code(), next.code());
    }
    return new SharedProblem(
        id, cause, title, next, openedAt, openedBy, expectedEnd, ticket, run, closed, version);
  }
}
