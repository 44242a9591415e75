package dev.turnup.engine.decomposition;

import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.UseCase;
import java.util.List;

/** Finds the orders that have waited for one that has ended. */
@UseCase
public final class ReleaseLaterOrders {

  private final OtherOrders otherOrders;

  public ReleaseLaterOrders(OtherOrders otherOrders) {
    this.otherOrders = otherOrders;
  }

  /** Those that must look again whether they can go on. */
  public List<OrderId> after(OrderId ended) {
    return otherOrders.waitingFor(ended);
  }
}
