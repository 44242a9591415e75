package dev.turnup.engine.decomposition;

import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.UseCase;

/** Looks whether an order has to do with products that are there already. */
@UseCase
public final class NameInstalledProducts {

  private final Orders orders;
  private final Decisions decisions;

  public NameInstalledProducts(Orders orders, Decisions decisions) {
    this.orders = orders;
    this.decisions = decisions;
  }

  /**
   * Whether an item names one, or may share what is installed where it is added, so that the
   * installed base has to be asked.
   */
  public boolean ofOrder(OrderId id) {
    return !FindInstalledProducts.searchFor(orders.get(id), decisions).isEmpty();
  }
}
