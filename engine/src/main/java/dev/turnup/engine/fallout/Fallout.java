package dev.turnup.engine.fallout;

import dev.turnup.engine.order.Codes;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.IllegalMove;
import dev.turnup.engine.order.StepFellOut;
import java.time.Instant;
import java.util.Optional;

/**
 * A step that fell out, and what became of it.
 *
 * @param fingerprint what those of one cause have in common
 * @param owner who has the work on it, or had it last
 * @param queue whose work it is, once that is decided
 * @param suggestion what the table suggests to do
 * @param due until when a person should have settled it
 * @param tryLaterAt when the step is tried again without a person
 * @param undoMinutes how long a decision may be taken back
 * @param undoRetryMinutes how long that to retry may be
 * @param incident the workflow's incident, while it is to be seen there
 * @param answer what a person or a table has decided, from then on
 * @param undoUntil when that is carried out, while it may be taken back
 * @param closing how it was settled, if it was
 */
public record Fallout(
    FalloutId id,
    StepFellOut what,
    String fingerprint,
    Instant raisedAt,
    FalloutState state,
    Optional<String> owner,
    Optional<String> queue,
    Optional<String> suggestion,
    Optional<Instant> due,
    Optional<Instant> tryLaterAt,
    int undoMinutes,
    int undoRetryMinutes,
    Optional<String> incident,
    Optional<Answer> answer,
    Optional<Instant> undoUntil,
    Optional<Closing> closing,
    int version) {

  /** One that nobody has looked at yet. */
  public static Fallout raised(FalloutId id, StepFellOut what, Instant now) {
    return new Fallout(
        id,
        what,
        Fingerprint.of(what),
        now,
        FalloutState.RAISED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0);
  }

  /** What happened, as its incident and every form say it. */
  public String situation() {
    return what.step() + " fell out: " + what.failure().message();
  }

  /** Whether somebody may have the work on it now. */
  boolean isForAPerson() {
    return state == FalloutState.OPEN || state == FalloutState.IN_HAND;
  }

  /** Whether the step may be tried again without a person. */
  boolean waits() {
    return state == FalloutState.WAITING_TO_RETRY || state == FalloutState.WAITING_FOR_PROBLEM;
  }

  Fallout shownAs(String incidentId) {
    return in(FalloutState.OPEN, owner, Optional.of(incidentId), answer, undoUntil, closing);
  }

  /**
   * The table has decided whose work it is.
   *
   * @param byItself what is done without a person, if the step is tried again later
   */
  Fallout queued(SuggestResolution.Suggestion suggested, Optional<Answer> byItself) {
    FalloutState next = suggested.tryLaterAt().isPresent() ? FalloutState.WAITING_TO_RETRY : state;
    Fallout moved = in(next, owner, incident, byItself, undoUntil, closing);
    return new Fallout(
        id,
        what,
        fingerprint,
        raisedAt,
        moved.state,
        owner,
        Optional.of(suggested.queue()),
        Optional.of(suggested.suggestion()),
        Optional.of(suggested.due()),
        suggested.tryLaterAt(),
        suggested.undoMinutes(),
        suggested.undoRetryMinutes(),
        incident,
        byItself,
        undoUntil,
        closing,
        version);
  }

  /** Somebody has it, or nobody any more. */
  Fallout ownedBy(Optional<String> person) {
    FalloutState next = person.isPresent() ? FalloutState.IN_HAND : FalloutState.OPEN;
    return in(next, person, incident, answer, undoUntil, closing);
  }

  /** It is this person's, but not taken up: what comes of a problem may take it away. */
  Fallout givenTo(String person) {
    return in(state, Optional.of(person), incident, answer, undoUntil, closing);
  }

  Fallout waitingForProblem() {
    return in(
        FalloutState.WAITING_FOR_PROBLEM, Optional.empty(), incident, answer, undoUntil, closing);
  }

  /** How many minutes it may be taken back; 0 if it is carried out at once. */
  int undoMinutesOf(Decision decision) {
    return decision == Decision.RETRY ? undoRetryMinutes : undoMinutes;
  }

  /** What was decided is carried out then, unless it is taken back. */
  Fallout decided(Answer what, Instant until) {
    return in(
        FalloutState.DECIDED, owner, incident, Optional.of(what), Optional.of(until), closing);
  }

  /** Its desk is to decide, be it again. */
  Fallout reopened() {
    return in(
        FalloutState.OPEN, Optional.empty(), incident, Optional.empty(), Optional.empty(), closing);
  }

  Fallout closed(Closing how, Optional<Answer> what) {
    return in(FalloutState.CLOSED, owner, incident, what, Optional.empty(), Optional.of(how));
  }

  private Fallout in(
      FalloutState next,
      Optional<String> nextOwner,
      Optional<String> nextIncident,
      Optional<Answer> nextAnswer,
      Optional<Instant> nextUndoUntil,
      Optional<Closing> nextClosing) {
    if (state != next && !state.canMoveTo(next)) {
      throw new IllegalMove("fallout " + id, state.code(), next.code());
    }
    return new Fallout(
        id,
        what,
        fingerprint,
        raisedAt,
        next,
        nextOwner,
        queue,
        suggestion,
        due,
        tryLaterAt,
        undoMinutes,
        undoRetryMinutes,
        nextIncident,
        nextAnswer,
        nextUndoUntil,
        nextClosing,
        version);
  }

  /**
   * How a fallout was settled.
   *
   * @param by the person who decided, or {@code turnup}
   * @param reason empty if none was asked for
   */
  public record Closing(Instant at, String by, Decision decision, String reason) {}

  /** What may be done about a fallout. */
  public enum Decision {
    RETRY("retry", "retry"),
    CHANGE_AND_RETRY("changeAndRetry", "change and retry"),
    /** The order goes on without the step. */
    SKIP_STEP("skipStep", "skip"),
    /** The outside system has done it, as somebody knows from elsewhere. */
    MARK_DONE("markDone", "mark as done"),
    /** Another component is made in its place. */
    REPLACE_COMPONENT("replaceComponent", "replace component"),
    CANCEL_COMPONENT("cancelComponent", "cancel component");

    private final String code;
    private final String told;

    Decision(String code, String told) {
      this.code = code;
      this.told = told;
    }

    /** How forms and rows name it. */
    public String code() {
      return code;
    }

    /** For people. */
    public String told() {
      return told;
    }

    /** Whether the step is done again: also to take up what a person said of it. */
    public boolean repeats() {
      return this != CANCEL_COMPONENT && this != REPLACE_COMPONENT;
    }

    /** The decision of this name, if there is one. */
    public static Optional<Decision> find(String code) {
      return Codes.find(values(), decision -> decision.code, code);
    }
  }
}
