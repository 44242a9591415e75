package dev.turnup.engine.order;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/** Changes what its caller may change of an order that runs: the order as sent, and its course. */
@UseCase
public final class AmendOrder {

  private static final String NOTES = "note";

  private final Orders orders;
  private final Timeline timeline;
  private final Fulfillment fulfillment;
  private final Clock clock;

  public AmendOrder(Orders orders, Timeline timeline, Fulfillment fulfillment, Clock clock) {
    this.orders = orders;
    this.timeline = timeline;
    this.fulfillment = fulfillment;
    this.clock = clock;
  }

  /**
   * Amends a locked order, in the caller's transaction.
   *
   * @param change tells what is to change, empty if nothing; asked only if the order has not ended
   * @throws ChangeRefused if the order has ended, or cannot be had at another time (any more)
   */
  public void of(ProductOrder order, Supplier<Optional<Amendment>> change) {
    if (order.state().isFinal()) {
      throw new ChangeRefused(
          ChangeRefused.Reason.ORDER_ENDED,
          "order %s has ended: %s".formatted(order.id(), order.state().tmfName()));
    }
    change.get().ifPresent(amendment -> amend(order, amendment));
  }

  private void amend(ProductOrder order, Amendment amendment) {
    OrderId id = order.id();
    if (amendment.windowMoved() && order.state().isBeingCancelled()) {
      throw new ChangeRefused(
          ChangeRefused.Reason.BEING_CANCELLED,
          "order %s is %s, so that nothing of it is planned"
              .formatted(id, order.state().tmfName()));
    }
    orders.amend(id, amendment, clock.instant());
    String attributes = String.join(", ", amendment.attributes());
    timeline.add(
        id,
        TimelineEntry.of(EventKind.AMENDED, "Order changed: " + attributes)
            .with("fieldPath", attributes));
    if (amendment.windowMoved()) {
      fulfillment.replan(id);
    }
    if (amendment.attributes().contains(NOTES)) {
      fulfillment.showNotes(id);
    }
    fulfillment.prioritise(id);
  }
}
