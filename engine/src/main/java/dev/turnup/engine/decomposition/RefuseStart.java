package dev.turnup.engine.decomposition;

import dev.turnup.engine.decomposition.ApplyOrderRules.Verdict;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Notes;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;

/**
 * Gives an order up that has waited for others in vain, if the table {@code order-rules} says so.
 */
@UseCase
public final class RefuseStart {

  private final Orders orders;
  private final CompareOrders compareOrders;
  private final Decisions decisions;
  private final Notes notes;
  private final Timeline timeline;
  private final Clock clock;

  public RefuseStart(
      Orders orders,
      CompareOrders compareOrders,
      Decisions decisions,
      Notes notes,
      Timeline timeline,
      Clock clock) {
    this.orders = orders;
    this.compareOrders = compareOrders;
    this.decisions = decisions;
    this.notes = notes;
    this.timeline = timeline;
    this.clock = clock;
  }

  /**
   * @return whether the order is given up, so that what is held for it has to go back
   */
  public boolean ofOrder(OrderId id) {
    ProductOrder order = orders.lock(id);
    OrderRules rules = OrderRules.of(decisions, order, compareOrders.unsuccessfulBefore(id));
    if (rules.verdict() != Verdict.INVALID) {
      return false;
    }
    TimelineEntry givenUp =
        TimelineEntry.of(EventKind.NOTED, "Order waited in vain and is given up")
            .remarking(rules.why());
    order.assessCancellation(clock.instant());
    order.grantCancellation(clock.instant());
    orders.update(order);
    notes.add(id, givenUp.told());
    timeline.add(id, givenUp);
    return true;
  }
}
