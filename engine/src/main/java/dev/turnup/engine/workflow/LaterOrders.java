package dev.turnup.engine.workflow;

import dev.turnup.engine.decomposition.ReleaseLaterOrders;
import dev.turnup.engine.order.OrderId;
import org.springframework.stereotype.Component;

/** Tells orders that one which they wait for has ended. */
@Component
class LaterOrders {

  private final ReleaseLaterOrders releaseLaterOrders;
  private final Messages messages;

  LaterOrders(ReleaseLaterOrders releaseLaterOrders, Messages messages) {
    this.releaseLaterOrders = releaseLaterOrders;
    this.messages = messages;
  }

  void hearOfTheEndOf(OrderId ended) {
    releaseLaterOrders.after(ended).forEach(messages::startConditionsChanged);
  }
}
