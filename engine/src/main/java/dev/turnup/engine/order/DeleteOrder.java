package dev.turnup.engine.order;

import java.time.Clock;

/**
 * Hides an order that has ended from everybody who reads orders, and erases what is known of
 * persons. Its states and its timeline stay.
 */
@UseCase
public final class DeleteOrder {

  private final Orders orders;
  private final Timeline timeline;
  private final Clock clock;

  public DeleteOrder(Orders orders, Timeline timeline, Clock clock) {
    this.orders = orders;
    this.timeline = timeline;
    this.clock = clock;
  }

  /**
   * Deletes a locked order, in the caller's transaction.
   *
   * @throws ChangeRefused if it has not ended
   */
  public void of(ProductOrder order) {
    if (!order.state().isFinal()) {
      throw new ChangeRefused(
          ChangeRefused.Reason.ORDER_RUNS,
          "order %s has not ended: %s".formatted(order.id(), order.state().tmfName()));
    }
    orders.hide(order.id(), clock.instant());
    timeline.add(order.id(), TimelineEntry.of(EventKind.DELETED, "Order deleted"));
  }
}
