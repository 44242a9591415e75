package dev.turnup.engine.order;

import java.util.Arrays;

/** What an order item asks for (TMF622 v4, {@code OrderItemActionType}). */
public enum ItemAction {
  ADD("add"),
  MODIFY("modify"),
  DELETE("delete"),
  NO_CHANGE("noChange");

  private final String tmfName;

  ItemAction(String tmfName) {
    this.tmfName = tmfName;
  }

  /** As tables name them. */
  public static Words words() {
    return Words.of(Arrays.stream(values()).map(ItemAction::tmfName).toList());
  }

  /** The name that TMF622 gives the action. */
  public String tmfName() {
    return tmfName;
  }

  /**
   * @throws IllegalArgumentException if TMF622 has no such action
   */
  public static ItemAction of(String tmfName) {
    return Codes.find(values(), ItemAction::tmfName, tmfName)
        .orElseThrow(
            () -> new IllegalArgumentException("not an action of an order item: " + tmfName));
  }
}
