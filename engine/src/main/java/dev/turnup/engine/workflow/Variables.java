package dev.turnup.engine.workflow;

import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import java.util.List;

/** The variables that several models share; what only one own work sets is named there. */
public final class Variables {

  /** The order's number, which is the business key too. */
  public static final Variable<OrderId> ORDER_ID = Variable.orderId("orderId");

  public static final Variable<ItemId> ITEM_ID = Variable.itemId("itemId");
  public static final Variable<DeliveryId> DELIVERY_ID = Variable.deliveryId("deliveryId");
  public static final Variable<ComponentId> COMPONENT_ID = Variable.componentId("componentId");
  public static final Variable<FalloutId> FALLOUT_ID = Variable.falloutId("falloutId");

  static final Variable<List<DeliveryId>> DELIVERY_IDS = Variable.deliveryIds("deliveryIds");
  static final Variable<List<ComponentId>> COMPONENT_IDS = Variable.componentIds("componentIds");

  private Variables() {}
}
