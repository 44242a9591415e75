package dev.turnup.engine.subscription;

import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Timeline;

/** An entry of an order's timeline that subscribers are told of. */
public record OrderEvent(OrderId order, EventType type, Timeline.Recorded recorded) {

  /** The same at every delivery, so that a receiver can drop what comes twice. */
  public String id() {
    return order + "." + recorded.sequence();
  }
}
