package dev.turnup.engine.order;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody's wish that an order be cancelled, and what became of it (TMF622 v4, {@code
 * cancelProductOrder}).
 *
 * @param document JSON text, as it was sent
 * @param reason why, in the sender's words
 * @param refusal why it was not done
 * @param charge what it costs something for; empty if nothing
 * @param endedAt when it was answered
 */
public record Cancellation(
    UUID id,
    OrderId order,
    String document,
    Optional<String> reason,
    State state,
    Optional<String> refusal,
    Optional<String> charge,
    Instant requestedAt,
    Optional<Instant> endedAt) {

  /** TMF622's states of a task. */
  public enum State {
    ACKNOWLEDGED("acknowledged"),
    IN_PROGRESS("inProgress"),
    DONE("done"),
    TERMINATED_WITH_ERROR("terminatedWithError");

    private final String tmfName;

    State(String tmfName) {
      this.tmfName = tmfName;
    }

    /** The name that TMF622 gives the state, which is also how rows keep it. */
    public String tmfName() {
      return tmfName;
    }

    /**
     * @throws IllegalArgumentException if TMF622 has no such state
     */
    public static State of(String tmfName) {
      return Codes.find(values(), State::tmfName, tmfName)
          .orElseThrow(() -> new IllegalArgumentException("not a state of a task: " + tmfName));
    }

    /** Whether it is still to be answered. */
    public boolean isOpen() {
      return this == ACKNOWLEDGED || this == IN_PROGRESS;
    }
  }

  /** A wish that nobody has looked at. */
  static Cancellation requested(
      UUID id, OrderId order, String document, Optional<String> reason, Instant now) {
    return new Cancellation(
        id,
        order,
        document,
        reason,
        State.ACKNOWLEDGED,
        Optional.empty(),
        Optional.empty(),
        now,
        Optional.empty());
  }

  /** It as it was in a state that it has had. */
  public Cancellation asOf(State then) {
    return then == state
        ? this
        : new Cancellation(
            id,
            order,
            document,
            reason,
            then,
            Optional.empty(),
            Optional.empty(),
            requestedAt,
            Optional.empty());
  }

  Cancellation begun() {
    return with(State.IN_PROGRESS, refusal, charge, endedAt);
  }

  /** It is going to be done, and costs something. */
  Cancellation charged(String what) {
    return with(state, refusal, Optional.of(what), endedAt);
  }

  Cancellation done(Instant now) {
    return with(State.DONE, refusal, charge, Optional.of(now));
  }

  Cancellation refused(String why, Instant now) {
    return with(State.TERMINATED_WITH_ERROR, Optional.of(why), Optional.empty(), Optional.of(now));
  }

  private Cancellation with(
      State next,
      Optional<String> nextRefusal,
      Optional<String> nextCharge,
      Optional<Instant> nextEnd) {
    return new Cancellation(
        id, order, document, reason, next, nextRefusal, nextCharge, requestedAt, nextEnd);
  }
}
