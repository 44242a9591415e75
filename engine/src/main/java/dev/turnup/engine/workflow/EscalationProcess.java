package dev.turnup.engine.workflow;

import dev.turnup.engine.escalation.EscalationCourse;
import dev.turnup.engine.escalation.EscalationId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.PrioritiseOrder;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** An escalation's course is an instance of {@code order-escalation}. */
@Component
class EscalationProcess implements EscalationCourse {

  static final String MODEL = "order-escalation";

  private final RuntimeService runtime;
  private final PrioritiseOrder prioritiseOrder;
  private final Messages messages;

  EscalationProcess(RuntimeService runtime, PrioritiseOrder prioritiseOrder, Messages messages) {
    this.runtime = runtime;
    this.prioritiseOrder = prioritiseOrder;
    this.messages = messages;
  }

  @Override
  public void start(OrderId order, EscalationId escalation) {
    runtime.startProcessInstanceByKey(
        MODEL,
        order.value(),
        Map.of(
            Variables.ORDER_ID.name(), Variables.ORDER_ID.kept(order),
            Variables.ESCALATION_ID.name(), Variables.ESCALATION_ID.kept(escalation),
            Variables.ORDER_PRIORITY.name(),
                Variables.ORDER_PRIORITY.kept(prioritiseOrder.of(order))));
  }

  @Override
  public void end(OrderId order, EscalationId escalation) {
    messages.orderMoving(order, escalation);
  }
}
