package dev.turnup.engine.fallout;

import dev.turnup.engine.order.Codes;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.StepFellOut;
import java.time.Instant;
import java.util.Optional;

/**
 * A step that fell out, and what became of it.
 *
 * @param fingerprint what those of one cause have in common
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
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0);
  }

  /** {@code raised}, {@code open}, {@code waiting} for a time to try again, or {@code closed}. */
  public String state() {
    if (closing.isPresent()) {
      return "closed";
    }
    if (tryLaterAt.isPresent()) {
      return "waiting";
    }
    return incident.isPresent() ? "open" : "raised";
  }

  Fallout shownAs(String incidentId) {
    return new Fallout(
        id,
        what,
        fingerprint,
        raisedAt,
        queue,
        suggestion,
        due,
        tryLaterAt,
        Optional.of(incidentId),
        closing,
        version);
  }

  Fallout queued(String queueName, String suggested, Instant settleBy, Optional<Instant> later) {
    return new Fallout(
        id,
        what,
        fingerprint,
        raisedAt,
        Optional.of(queueName),
        Optional.of(suggested),
        Optional.of(settleBy),
        later,
        incident,
        closing,
        version);
  }

  Fallout closed(Closing how) {
    return new Fallout(
        id,
        what,
        fingerprint,
        raisedAt,
        queue,
        suggestion,
        due,
        tryLaterAt,
        incident,
        Optional.of(how),
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
