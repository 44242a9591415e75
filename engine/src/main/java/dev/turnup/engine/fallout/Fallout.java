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
 * @param incident the workflow's incident, while it is to be seen there
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
    Optional<String> incident,
    Optional<Closing> closing,
    int version) {

  static Fallout raised(FalloutId id, StepFellOut what, Instant now) {
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
    Fallout open = in(FalloutState.OPEN);
    return new Fallout(
        id,
        what,
        fingerprint,
        raisedAt,
        open.state,
        owner,
        queue,
        suggestion,
        due,
        tryLaterAt,
        Optional.of(incidentId),
        closing,
        version);
  }

  Fallout queued(String queueName, String suggested, Instant settleBy, Optional<Instant> later) {
    Fallout queued = later.isPresent() ? in(FalloutState.WAITING_TO_RETRY) : this;
    return new Fallout(
        id,
        what,
        fingerprint,
        raisedAt,
        queued.state,
        owner,
        Optional.of(queueName),
        Optional.of(suggested),
        Optional.of(settleBy),
        later,
        incident,
        closing,
        version);
  }

  /** Somebody has it, or nobody any more. */
  Fallout ownedBy(Optional<String> person) {
    return in(person.isPresent() ? FalloutState.IN_HAND : FalloutState.OPEN).of(person);
  }

  Fallout waitingForProblem() {
    return in(FalloutState.WAITING_FOR_PROBLEM).of(Optional.empty());
  }

  /** Its desk is to decide again. */
  Fallout reopened() {
    return in(FalloutState.OPEN).of(Optional.empty());
  }

  Fallout closed(Closing how) {
    Fallout closed = in(FalloutState.CLOSED);
    return new Fallout(
        id,
        what,
        fingerprint,
        raisedAt,
        closed.state,
        owner,
        queue,
        suggestion,
        due,
        tryLaterAt,
        incident,
        Optional.of(how),
        version);
  }

  private Fallout of(Optional<String> person) {
    return new Fallout(
        id,
        what,
        fingerprint,
        raisedAt,
        state,
        person,
        queue,
        suggestion,
        due,
        tryLaterAt,
        incident,
        closing,
        version);
  }

  private Fallout in(FalloutState next) {
    if (state == next) {
      return this;
    }
    if (!state.canMoveTo(next)) {
      throw new IllegalMove("fallout " + id, state.code(), next.code());
    }
    return new Fallout(
        id,
        what,
        fingerprint,
        raisedAt,
        next,
        owner,
        queue,
        suggestion,
        due,
        tryLaterAt,
        incident,
        closing,
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
    RETRY("retry"),
    CHANGE_AND_RETRY("changeAndRetry"),
    CANCEL_COMPONENT("cancelComponent");

    private final String code;

    Decision(String code) {
      this.code = code;
    }

    /** How forms and rows name it. */
    public String code() {
      return code;
    }

    /** Whether the step is done again. */
    public boolean repeats() {
      return this != CANCEL_COMPONENT;
    }

    /** The decision of this name, if there is one. */
    public static Optional<Decision> find(String code) {
      return Codes.find(values(), decision -> decision.code, code);
    }
  }
}
