package dev.turnup.engine.order;

/** What runs an accepted order to its end. */
public interface Fulfillment {

  /** Starts the fulfillment of an accepted order, in the caller's transaction. */
  void start(OrderId id);

  /**
   * Plans an order anew whose customer wants it at another time, in the caller's transaction.
   *
   * @throws ChangeRefused if a visit is booked for it, or all of it is being made already
   * @throws StaleVersion if it is being planned at this moment
   */
  void replan(OrderId id);

  /** Shows the notes on an order to those who have work on it, in the caller's transaction. */
  void showNotes(OrderId id);

  /**
   * Has all that is done for the order from now on, and all that waits, done at the order's present
   * priority, in the caller's transaction.
   *
   * @throws StaleVersion if what waits is begun at this moment
   */
  void prioritise(OrderId id);

  /**
   * Has it assessed, soon after the caller's transaction, whether the order may be cancelled.
   *
   * @return false if its model knows nothing of that
   */
  boolean assessCancellation(OrderId id);

  /** Ends whatever still looks after effects that the order did not wait for. */
  void endFallouts(OrderId id);
}
