package dev.turnup.engine.delivery;

import dev.turnup.engine.order.OrderId;
import java.util.List;

/** What orders wait for one another for. */
public interface EarlierOrders {

  /** The open orders that must end before this one may start; most have none. */
  List<OrderId> openBefore(OrderId order);

  /** Whether it names others at all, open or not. */
  boolean areThere(OrderId order);
}
