package dev.turnup.engine.delivery;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How far a delivery has come, and the moves between the states. */
public enum DeliveryState {
  /** In the plan. */
  PLANNED,
  /** Under way. */
  STARTED,
  /** The technician has done what a visit was needed for. */
  INSTALLED,
  DELIVERED,
  /** Nothing of it reached the customer. */
  CANCELLED;

  private static final Map<DeliveryState, Set<DeliveryState>> MOVES =
      Map.of(
          PLANNED, EnumSet.of(STARTED, CANCELLED),
          STARTED, EnumSet.of(INSTALLED, DELIVERED, CANCELLED),
          INSTALLED, EnumSet.of(DELIVERED, CANCELLED));

  /** How rows and people name the state: {@code planned}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException if there is no such state
   */
  public static DeliveryState of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }

  /** Whether the diagram has an arrow from this state to the other. */
  public boolean canMoveTo(DeliveryState next) {
    return MOVES.getOrDefault(this, Set.of()).contains(next);
  }

  /** Whether nothing can follow this state. */
  public boolean isFinal() {
    return !MOVES.containsKey(this);
  }
}
