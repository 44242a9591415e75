package dev.turnup.engine.order;

/** The calls to outside systems that an order has under way. */
public interface CallsUnderWay {

  /**
   * Whether one that does something was sent and its outcome is not in the order's rows yet. What
   * only asks does not count.
   */
  boolean any(OrderId order);
}
