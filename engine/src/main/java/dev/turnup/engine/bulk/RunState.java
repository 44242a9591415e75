package dev.turnup.engine.bulk;

import dev.turnup.engine.order.Codes;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The states of a run and the moves between them. */
public enum RunState {
  /** What would happen to its orders is being found out. */
  PREVIEWING("previewing"),
  PREVIEWED("previewed"),
  RUNNING("running"),
  PAUSED("paused"),
  /** Before all of its orders had their turn; nothing can follow. */
  STOPPED("stopped"),
  DONE("done");

  private static final Map<RunState, Set<RunState>> MOVES =
      Map.of(
          PREVIEWING, EnumSet.of(PREVIEWED, STOPPED),
          PREVIEWED, EnumSet.of(RUNNING, STOPPED),
          RUNNING, EnumSet.of(PAUSED, STOPPED, DONE),
          PAUSED, EnumSet.of(RUNNING, STOPPED));

  private final String code;

  RunState(String code) {
    this.code = code;
  }

  /** How rows and the API name it. */
  public String code() {
    return code;
  }

  /**
   * @throws IllegalArgumentException if there is no such state
   */
  public static RunState of(String code) {
    return Codes.find(values(), RunState::code, code)
        .orElseThrow(() -> new IllegalArgumentException("not a state of a run: " + code));
  }

  /** Whether a run can go from here to there. */
  public boolean canMoveTo(RunState next) {
    return MOVES.getOrDefault(this, Set.of()).contains(next);
  }

  /** Whether nothing can follow. */
  public boolean isFinal() {
    return !MOVES.containsKey(this);
  }
}
