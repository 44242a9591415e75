package dev.turnup.engine.order;

/** What runs an accepted order to its end. */
public interface Fulfillment {

  /** Starts the fulfillment of an accepted order, in the caller's transaction. */
  void start(OrderId id);
}
