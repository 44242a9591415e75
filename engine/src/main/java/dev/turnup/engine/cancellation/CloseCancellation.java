package dev.turnup.engine.cancellation;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.AnswerCancellations;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.ItemState;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;

/** Ends an order of which everything is undone that could be. */
@UseCase
public final class CloseCancellation {

  private final Orders orders;
  private final Components components;
  private final AnswerCancellations answerCancellations;
  private final Timeline timeline;
  private final Clock clock;

  public CloseCancellation(
      Orders orders,
      Components components,
      AnswerCancellations answerCancellations,
      Timeline timeline,
      Clock clock) {
    this.orders = orders;
    this.components = components;
    this.answerCancellations = answerCancellations;
    this.timeline = timeline;
    this.clock = clock;
  }

  public void forOrder(OrderId id) {
    ProductOrder order = orders.lock(id);
    components.update(
        components.of(id).stream()
            .filter(Component::isOpen)
            .map(left -> left.in(ComponentState.CANCELLED))
            .toList());
    timeline.addAll(
        id,
        order.items().stream()
            .filter(item -> !item.state().isFinal())
            .map(item -> TimelineEntry.closed(item.id(), ItemState.CANCELLED))
            .toList());
    order.moveAllTo(OrderState.CANCELLED, clock.instant());
    orders.update(order);
    timeline.add(id, TimelineEntry.of(EventKind.CANCELLED, "Order cancelled"));
    answerCancellations.done(id);
  }
}
