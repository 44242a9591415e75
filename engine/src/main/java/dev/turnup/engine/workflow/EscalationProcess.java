package dev.turnup.engine.workflow;

import dev.turnup.engine.escalation.EscalationCourse;
import dev.turnup.engine.escalation.EscalationId;
import dev.turnup.engine.escalation.NotifyOwner;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.PrioritiseOrder;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** An escalation's course is an instance of {@code order-escalation}. */
@Component
class EscalationProcess implements EscalationCourse {

  static final String MODEL = "order-escalation";

  static final String TASK = "Task_LookAfterOrder";

  private final RuntimeService runtime;
  private final PrioritiseOrder prioritiseOrder;
  private final NotifyOwner notifyOwner;
  private final PersonsWork personsWork;
  private final Messages messages;

  EscalationProcess(
      RuntimeService runtime,
      PrioritiseOrder prioritiseOrder,
      NotifyOwner notifyOwner,
      PersonsWork personsWork,
      Messages messages) {
    this.runtime = runtime;
    this.prioritiseOrder = prioritiseOrder;
    this.notifyOwner = notifyOwner;
    this.personsWork = personsWork;
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
  public void raise(OrderId order, EscalationId escalation) {
    messages.orderWorse(order, escalation);
  }

  @Override
  public void retell(OrderId order, EscalationId escalation) {
    personsWork.showSituation(order, TASK, notifyOwner.situation(escalation));
  }

  @Override
  public boolean end(OrderId order, EscalationId escalation) {
    return messages.orderMoving(order, escalation);
  }
}
