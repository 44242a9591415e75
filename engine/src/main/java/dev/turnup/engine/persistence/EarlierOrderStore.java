package dev.turnup.engine.persistence;

import dev.turnup.engine.delivery.EarlierOrders;
import dev.turnup.engine.order.OrderId;
import java.util.List;
import org.springframework.stereotype.Repository;

/** Orders do not name others yet. */
@Repository
class EarlierOrderStore implements EarlierOrders {

  @Override
  public List<OrderId> openBefore(OrderId order) {
    return List.of();
  }
}
