package dev.turnup.engine.decomposition;

import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.UseCase;

/** Looks whether an order is about products that are there already. */
@UseCase
public final class NameInstalledProducts {

  private final Orders orders;

  public NameInstalledProducts(Orders orders) {
    this.orders = orders;
  }

  /** Whether an item names one, so that the installed base has to be asked. */
  public boolean ofOrder(OrderId id) {
    return orders.get(id).items().stream().map(OrderItem::product).anyMatch(p -> p.isPresent());
  }
}
