package dev.turnup.engine.problem;

import dev.turnup.engine.order.Codes;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The states of a problem and the moves between them. */
public enum ProblemState {
  /** Its cause is not mended: what fails of it waits. */
  OPEN("open"),
  /** Its cause is said to be mended: what waits is tried again, in waves. */
  RELEASING("releasing"),
  /** Not all that was released went on: what waits is to be released again. */
  STOPPED("stopped"),
  CLOSED("closed");

  private static final Map<ProblemState, Set<ProblemState>> MOVES =
      Map.of(
          OPEN, EnumSet.of(RELEASING, CLOSED),
          RELEASING, EnumSet.of(STOPPED, CLOSED),
          STOPPED, EnumSet.of(RELEASING, CLOSED));

  private final String code;

  ProblemState(String code) {
    this.code = code;
  }

  /** How rows and people name it. */
  public String code() {
    return code;
  }

  /** The state of this name, if there is one. */
  public static Optional<ProblemState> find(String code) {
    return Codes.find(values(), ProblemState::code, code);
  }

  boolean canMoveTo(ProblemState next) {
    return MOVES.getOrDefault(this, Set.of()).contains(next);
  }
}
