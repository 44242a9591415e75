package dev.turnup.engine.order;

/** No order has this number. */
public final class UnknownOrder extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** For the number that was asked for. */
  public UnknownOrder(OrderId id) {
    super("there is no order " + id);
  }
}
