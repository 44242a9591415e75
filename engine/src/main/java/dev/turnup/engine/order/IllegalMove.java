package dev.turnup.engine.order;

/**
 * Something was asked to go where its state diagram has no arrow; the message names it and both
 * states.
 */
public final class IllegalMove extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param what the thing that cannot move, {@code order PO-1007}
   */
  public IllegalMove(String what, String from, String to) {
    super(what + " cannot go from " + from + " to " + to);
  }
}
