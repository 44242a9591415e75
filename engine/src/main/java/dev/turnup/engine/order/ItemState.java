package dev.turnup.engine.order;

/**
 * The states of an order item (TMF622 v4, state diagram of the product order item): those of an
 * order but {@code partial}, with the same moves between them.
 */
public enum ItemState {
  ACKNOWLEDGED(OrderState.ACKNOWLEDGED),
  REJECTED(OrderState.REJECTED),
  PENDING(OrderState.PENDING),
  HELD(OrderState.HELD),
  IN_PROGRESS(OrderState.IN_PROGRESS),
  ASSESSING_CANCELLATION(OrderState.ASSESSING_CANCELLATION),
  PENDING_CANCELLATION(OrderState.PENDING_CANCELLATION),
  CANCELLED(OrderState.CANCELLED),
  COMPLETED(OrderState.COMPLETED),
  FAILED(OrderState.FAILED);

  private final OrderState ofOrders;

  ItemState(OrderState ofOrders) {
    this.ofOrders = ofOrders;
  }

  /** The name that TMF622 gives the state, which is also how rows keep it. */
  public String tmfName() {
    return ofOrders.tmfName();
  }

  /**
   * @throws IllegalArgumentException if TMF622 has no such state
   */
  public static ItemState of(String tmfName) {
    for (ItemState state : values()) {
      if (state.tmfName().equals(tmfName)) {
        return state;
      }
    }
    throw new IllegalArgumentException("not a state of an order item: " + tmfName);
  }

  /** Whether the diagram has an arrow from this state to the other. */
  public boolean canMoveTo(ItemState next) {
    return ofOrders.canMoveTo(next.ofOrders);
  }

  /** Whether nothing can follow this state. */
  public boolean isFinal() {
    return ofOrders.isFinal();
  }
}
