package dev.turnup.engine.bulk;

import dev.turnup.engine.order.Codes;
import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.util.Optional;

/**
 * An order in a run.
 *
 * @param forecast what a preview has said would happen to it, or why nothing can
 * @param words what came of it, where its state does not say it all
 * @param reference what the action recognises its doing by
 * @param attempts how often it was put off
 * @param actedAt when it has had its turn; later, where that can be taken back until then
 * @param due when it is looked at again
 * @param knownAt since when it is known what came of it
 */
public record RunOrder(
    OrderId order,
    State state,
    Optional<String> forecast,
    Optional<String> words,
    Optional<String> reference,
    int attempts,
    Optional<Instant> actedAt,
    Optional<Instant> due,
    Optional<Instant> knownAt) {

  /** What became of it. */
  public enum State {
    WAITING("waiting"),
    /** It has had its turn, and is looked at again. */
    CHECKING("checking"),
    /** Its preview said so, and it was left alone. */
    IMPOSSIBLE("impossible"),
    /** It was done, and there is nothing to wait for. */
    DONE("done"),
    PROGRESSED("progressed"),
    FAILED_AGAIN("failed-again"),
    UNCHANGED("unchanged"),
    /** It could not be done. */
    REFUSED("refused"),
    /** The run was stopped before. */
    UNTOUCHED("untouched");

    private final String code;

    State(String code) {
      this.code = code;
    }

    /** How rows and the API name it. */
    public String code() {
      return code;
    }

    /** The one of this name, if there is one. */
    public static Optional<State> find(String code) {
      return Codes.find(values(), State::code, code);
    }

    /** Whether it speaks against going on. */
    boolean isBad() {
      return this == FAILED_AGAIN || this == REFUSED;
    }
  }

  /** It has had its turn, and is looked at again. */
  RunOrder checking(String by, Instant now, Instant at) {
    return new RunOrder(
        order,
        State.CHECKING,
        forecast,
        words,
        Optional.of(by),
        attempts,
        Optional.of(now),
        Optional.of(at),
        Optional.empty());
  }

  /** Nothing has come of it yet. */
  RunOrder checkedAgain(Instant at) {
    return new RunOrder(
        order, state, forecast, words, reference, attempts, actedAt, Optional.of(at), knownAt);
  }

  /** It is known what came of it. */
  RunOrder known(State end, Optional<String> why, Instant now) {
    return new RunOrder(
        order,
        end,
        forecast,
        why,
        reference,
        attempts,
        actedAt.or(() -> Optional.of(now)),
        Optional.empty(),
        Optional.of(now));
  }

  /** It is tried again, after all others. */
  RunOrder putOff() {
    return new RunOrder(
        order, state, forecast, words, reference, attempts + 1, actedAt, due, knownAt);
  }
}
