package dev.turnup.engine.fallout;

import dev.turnup.engine.order.Codes;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The states of a fallout and the moves between them, which the database holds as well. */
public enum FalloutState {
  /** Kept with its cause; nobody has been shown it yet. */
  RAISED("raised"),
  /** Somebody of its queue is to decide, and has not taken it up. */
  OPEN("open"),
  /** Somebody has taken it up. */
  IN_HAND("in-hand"),
  /** The step is tried again by itself at a time. */
  WAITING_TO_RETRY("waiting-to-retry"),
  /** The cause is one of many fallouts, and is mended for all of them. */
  WAITING_FOR_PROBLEM("waiting-for-problem"),
  /** What was decided is about to be carried out, and may be taken back until then. */
  DECIDED("decided"),
  CLOSED("closed");

  private static final Map<FalloutState, Set<FalloutState>> MOVES =
      Map.of(
          RAISED, EnumSet.of(OPEN, WAITING_TO_RETRY, WAITING_FOR_PROBLEM, CLOSED),
          OPEN, EnumSet.of(IN_HAND, WAITING_TO_RETRY, WAITING_FOR_PROBLEM, DECIDED, CLOSED),
          IN_HAND, EnumSet.of(OPEN, WAITING_FOR_PROBLEM, DECIDED, CLOSED),
          WAITING_TO_RETRY, EnumSet.of(OPEN, WAITING_FOR_PROBLEM, CLOSED),
          WAITING_FOR_PROBLEM, EnumSet.of(OPEN, CLOSED),
          DECIDED, EnumSet.of(OPEN, CLOSED));

  private final String code;

  FalloutState(String code) {
    this.code = code;
  }

  /** How rows and people name it. */
  public String code() {
    return code;
  }

  /** The state of this name, if there is one. */
  public static Optional<FalloutState> find(String code) {
    return Codes.find(values(), FalloutState::code, code);
  }

  /** Whether a fallout may go from this state to the other. */
  public boolean canMoveTo(FalloutState next) {
    return MOVES.getOrDefault(this, Set.of()).contains(next);
  }
}
