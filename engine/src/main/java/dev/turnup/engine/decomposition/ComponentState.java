package dev.turnup.engine.decomposition;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How far a component has come, and the moves between the states. One that is active stays so: to
 * undo it is another order's business, which has a component of its own for it.
 */
public enum ComponentState {
  /** To be made; also again, when what was ordered is changed after a fallout. */
  PLANNED,
  /** The network said that it is switched on. */
  ACTIVATED,
  /** A test of its own proved that it works. */
  VERIFIED,
  /** Proved and recorded in the inventory; what relies on it may go on. */
  ACTIVE,
  /** What is to end was switched off by the network. */
  DEACTIVATED,
  /** It has ended, and is in the inventory no more; what it ran over may end as well. */
  CEASED,
  /** Given up. */
  CANCELLED;

  private static final Map<ComponentState, Set<ComponentState>> MOVES =
      Map.of(
          PLANNED, EnumSet.of(ACTIVATED, DEACTIVATED, CANCELLED),
          ACTIVATED, EnumSet.of(PLANNED, VERIFIED, CANCELLED),
          VERIFIED, EnumSet.of(PLANNED, ACTIVE, CANCELLED),
          DEACTIVATED, EnumSet.of(CEASED, CANCELLED));

  /** How rows and people name the state: {@code planned}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException if there is no such state
   */
  public static ComponentState of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }

  /** Whether the diagram has an arrow from this state to the other. */
  public boolean canMoveTo(ComponentState next) {
    return MOVES.getOrDefault(this, Set.of()).contains(next);
  }

  /** Whether a component in this state has come as far as the other, and was not given up. */
  public boolean hasReached(ComponentState other) {
    return this != CANCELLED && compareTo(other) >= 0;
  }

  /** Whether nothing can follow this state. */
  public boolean isFinal() {
    return !MOVES.containsKey(this);
  }
}
