package dev.turnup.engine.workflow;

import dev.turnup.engine.desk.ApprovalId;
import dev.turnup.engine.escalation.EscalationId;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Priority;
import dev.turnup.engine.order.VisitId;
import java.util.List;

/** The variables that several models share; what only one own work sets is named there. */
public final class Variables {

  /** The order's number, which is the business key too. */
  public static final Variable<OrderId> ORDER_ID = Variable.id("orderId", OrderId::new);

  public static final Variable<ItemId> ITEM_ID =
      new Variable<>("itemId", value -> new ItemId(value.toString()), ItemId::value);
  public static final Variable<DeliveryId> DELIVERY_ID = Variable.id("deliveryId", DeliveryId::of);
  public static final Variable<ComponentId> COMPONENT_ID =
      Variable.id("componentId", ComponentId::of);

  /** A visit that the customer pays for although it was in vain. */
  public static final Variable<VisitId> VISIT_ID = Variable.id("visitId", VisitId::of);

  public static final Variable<FalloutId> FALLOUT_ID = Variable.id("falloutId", FalloutId::of);

  /** Of all that is done for the order; called models get it by themselves. */
  public static final Variable<Priority> ORDER_PRIORITY =
      new Variable<>(
          "orderPriority", value -> new Priority(((Number) value).intValue()), Priority::value);

  static final Variable<List<DeliveryId>> DELIVERY_IDS = Variable.deliveryIds("deliveryIds");
  public static final Variable<List<ComponentId>> COMPONENT_IDS =
      Variable.componentIds("componentIds");

  /**
   * What looks at all of its group each time that one of them ends is quick in small ones. Models
   * from before there were groups read the ids alone.
   */
  static final Variable<List<DeliveryId>> DELIVERY_GROUPS =
      Variable.groups("deliveryGroups", DELIVERY_IDS, 100);

  static final Variable<List<ComponentId>> COMPONENT_GROUPS =
      Variable.groups("componentGroups", COMPONENT_IDS, 25);

  static final Variable<List<ComponentId>> UNDOING_COMPONENT_IDS =
      Variable.componentIds("undoingComponentIds");
  static final Variable<List<ComponentId>> CHARGED_COMPONENT_IDS =
      Variable.componentIds("chargedComponentIds");
  static final Variable<List<ComponentId>> RESERVED_COMPONENT_IDS =
      Variable.componentIds("reservedComponentIds");
  static final Variable<ApprovalId> APPROVAL_ID = Variable.id("approvalId", ApprovalId::of);
  static final Variable<EscalationId> ESCALATION_ID = Variable.id("escalationId", EscalationId::of);
  static final Variable<Boolean> VISIT_TO_CANCEL = Variable.flag("visitToCancel");
  static final Variable<Boolean> VISIT_SCHEDULED = Variable.flag("visitScheduled");
  static final Variable<Boolean> TRY_LATER = Variable.flag("tryLater");

  private Variables() {}
}
