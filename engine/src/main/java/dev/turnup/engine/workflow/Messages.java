package dev.turnup.engine.workflow;

import dev.turnup.engine.escalation.EscalationId;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import java.util.Collection;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/**
 * The messages that models wait for: always for one order and one of its components, deliveries or
 * escalations. What nobody waits for is not an error here; it is for the sender to judge.
 */
@Component
class Messages {

  private final RuntimeService runtime;

  Messages(RuntimeService runtime) {
    this.runtime = runtime;
  }

  /** What these components rely on is active, or never will be. */
  void prerequisitesSettled(OrderId order, Collection<ComponentId> components) {
    components.forEach(
        component -> send("prerequisites-settled", order, Variables.COMPONENT_ID, component));
  }

  /**
   * The network answered an activation.
   *
   * @return whether somebody waited
   */
  boolean activationAnswered(OrderId order, ComponentId component) {
    return send("activation-answered", order, Variables.COMPONENT_ID, component);
  }

  /**
   * Capacity that the delivery needs is there from another day on.
   *
   * @return whether somebody waited
   */
  boolean capacityMoved(OrderId order, DeliveryId delivery) {
    return send("capacity-moved", order, Variables.DELIVERY_ID, delivery);
  }

  /** The order moves again. */
  void orderMoving(OrderId order, EscalationId escalation) {
    send("order-moving", order, Variables.ESCALATION_ID, escalation);
  }

  private <T> boolean send(String message, OrderId order, Variable<T> about, T id) {
    return !runtime
        .createMessageCorrelation(message)
        .processInstanceBusinessKey(order.value())
        .processInstanceVariableEquals(about.name(), about.kept(id))
        .correlateAllWithResult()
        .isEmpty();
  }
}
