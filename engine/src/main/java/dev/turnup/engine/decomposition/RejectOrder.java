package dev.turnup.engine.decomposition;

import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.ItemState;
import dev.turnup.engine.order.Notes;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;

/** Ends an order that cannot be fulfilled, with every reason. */
@UseCase
public final class RejectOrder {

  private final Orders orders;
  private final Findings findings;
  private final Decisions decisions;
  private final Timeline timeline;
  private final Notes notes;
  private final Clock clock;

  public RejectOrder(
      Orders orders,
      Findings findings,
      Decisions decisions,
      Timeline timeline,
      Notes notes,
      Clock clock) {
    this.orders = orders;
    this.findings = findings;
    this.decisions = decisions;
    this.timeline = timeline;
    this.notes = notes;
    this.clock = clock;
  }

  /** An order that waited for a repair ends cancelled, as TMF622's diagram wants it. */
  public void forOrder(OrderId id) {
    ProductOrder order = orders.lock(id);
    OrderState end =
        order.state().canMoveTo(OrderState.REJECTED) ? OrderState.REJECTED : OrderState.CANCELLED;
    TimelineEntry rejected =
        TimelineEntry.of(EventKind.REJECTED, "Order " + end.tmfName())
            .remarking(OrderRules.of(decisions, order, findings.of(id)).why());
    timeline.addAll(
        id,
        order.items().stream()
            .filter(item -> !item.state().isFinal())
            .map(item -> TimelineEntry.closed(item.id(), ItemState.of(end.tmfName())))
            .toList());
    order.moveAllTo(end, clock.instant());
    orders.update(order);
    notes.add(id, rejected.told());
    timeline.add(id, rejected);
  }
}
