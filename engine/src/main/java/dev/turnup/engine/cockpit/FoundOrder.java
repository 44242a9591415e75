package dev.turnup.engine.cockpit;

import dev.turnup.engine.order.OrderLookup;

/**
 * An order in a list; instants in ISO 8601.
 *
 * @param state as TMF622 names it
 */
public record FoundOrder(
    String number, String state, String customer, String customerId, String ordered) {

  static FoundOrder of(OrderLookup.Hit hit) {
    return new FoundOrder(
        hit.id().value(),
        hit.state().tmfName(),
        hit.customerName(),
        hit.customerId(),
        hit.orderDate().toString());
  }
}
