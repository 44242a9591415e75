package dev.turnup.engine.order;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The states of a product order and the moves between them (TMF622 v4, state diagram of the product
 * order).
 */
public enum OrderState {
  ACKNOWLEDGED("acknowledged"),
  REJECTED("rejected"),
  PENDING("pending"),
  HELD("held"),
  IN_PROGRESS("inProgress"),
  ASSESSING_CANCELLATION("assessingCancellation"),
  PENDING_CANCELLATION("pendingCancellation"),
  CANCELLED("cancelled"),
  COMPLETED("completed"),
  FAILED("failed"),
  PARTIAL("partial");

  private static final Map<OrderState, Set<OrderState>> MOVES =
      Map.of(
          ACKNOWLEDGED, EnumSet.of(IN_PROGRESS, PENDING, REJECTED, ASSESSING_CANCELLATION),
          IN_PROGRESS,
              EnumSet.of(PENDING, HELD, ASSESSING_CANCELLATION, COMPLETED, FAILED, PARTIAL),
          PENDING, EnumSet.of(IN_PROGRESS, ASSESSING_CANCELLATION, CANCELLED),
          HELD, EnumSet.of(IN_PROGRESS, ASSESSING_CANCELLATION, CANCELLED),
          ASSESSING_CANCELLATION,
              EnumSet.of(PENDING_CANCELLATION, ACKNOWLEDGED, IN_PROGRESS, PENDING, HELD),
          PENDING_CANCELLATION, EnumSet.of(CANCELLED));

  private final String tmfName;

  OrderState(String tmfName) {
    this.tmfName = tmfName;
  }

  /** The name that TMF622 gives the state, which is also how rows keep it. */
  public String tmfName() {
    return tmfName;
  }

  /**
   * @throws IllegalArgumentException if TMF622 has no such state
   */
  public static OrderState of(String tmfName) {
    return Codes.find(values(), OrderState::tmfName, tmfName)
        .orElseThrow(() -> new IllegalArgumentException("not a state of an order: " + tmfName));
  }

  /** Whether the diagram has an arrow from this state to the other. */
  public boolean canMoveTo(OrderState next) {
    return MOVES.getOrDefault(this, Set.of()).contains(next);
  }

  /** Whether its cancellation is assessed or under way. */
  public boolean isBeingCancelled() {
    return this == ASSESSING_CANCELLATION || this == PENDING_CANCELLATION;
  }

  /** Whether nothing can follow this state. */
  public boolean isFinal() {
    return !MOVES.containsKey(this);
  }
}
