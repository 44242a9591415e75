package dev.turnup.engine.workflow;

import static java.util.stream.Collectors.toSet;

import dev.turnup.engine.escalation.EscalationId;
import dev.turnup.engine.operation.OperationAnswer;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.Fallouts;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OwnMessage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.runtime.MessageCorrelationBuilder;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.springframework.stereotype.Component;

/**
 * The messages that models wait for: always for one order and one of its components, deliveries,
 * fallouts or escalations. What nobody waits for is not an error here; it is for the sender to
 * judge.
 */
@Component
public class Messages {

  /** Up to so many are looked for one by one. */
  private static final int FEW = 8;

  private static final String AGREEMENT = "visit-agreement";

  private final RuntimeService runtime;
  private final Fallouts fallouts;

  Messages(RuntimeService runtime, Fallouts fallouts) {
    this.runtime = runtime;
    this.fallouts = fallouts;
  }

  /** What these components rely on is active, or never will be. */
  void prerequisitesSettled(OrderId order, Collection<ComponentId> components) {
    Collection<ComponentId> waiting =
        components.size() > FEW ? waiting(order, components) : components;
    waiting.forEach(
        component ->
            send(OwnMessage.PREREQUISITES_SETTLED, order, Variables.COMPONENT_ID, component));
  }

  /** Those of many components that wait; most of an order that is given up never began to. */
  private List<ComponentId> waiting(OrderId order, Collection<ComponentId> components) {
    String[] instances =
        runtime
            .createExecutionQuery()
            .processInstanceBusinessKey(order.value())
            .messageEventSubscriptionName(OwnMessage.PREREQUISITES_SETTLED.code())
            .unlimitedList()
            .stream()
            .map(Execution::getProcessInstanceId)
            .toArray(String[]::new);
    if (instances.length == 0) {
      return List.of();
    }
    Set<Object> waiting =
        runtime
            .createVariableInstanceQuery()
            .processInstanceIdIn(instances)
            .variableName(Variables.COMPONENT_ID.name())
            .unlimitedList()
            .stream()
            .map(VariableInstance::getValue)
            .collect(toSet());
    return components.stream()
        .filter(component -> waiting.contains(Variables.COMPONENT_ID.kept(component)))
        .toList();
  }

  /**
   * The network answered an activation.
   *
   * @return whether somebody waited
   */
  public boolean activationAnswered(OrderId order, ComponentId component) {
    return correlate("activation-answered", order, Variables.COMPONENT_ID, component);
  }

  /**
   * What the delivery waits for is there from another day on, or wanted on another: it has to be
   * assessed again.
   *
   * @return whether somebody waited
   */
  public boolean capacityMoved(OrderId order, DeliveryId delivery) {
    return takenBack(OwnMessage.CAPACITY_MOVED, order, delivery);
  }

  /**
   * The visit that the delivery waits for is at another time. An instance of an older model goes
   * the same way where capacity moved.
   *
   * @return whether somebody waited
   */
  boolean visitMoved(OrderId order, DeliveryId delivery) {
    return takenBack(OwnMessage.VISIT_MOVED, order, delivery) || capacityMoved(order, delivery);
  }

  /** With a visit ends what was agreed on beside it: its delivery asks again. */
  private boolean takenBack(OwnMessage message, OrderId order, DeliveryId delivery) {
    boolean waited = send(message, order, Variables.DELIVERY_ID, delivery);
    if (waited) {
      fallouts.settleAgreements(order, List.of(delivery), "the delivery asks again");
    }
    return waited;
  }

  /**
   * Another time is wanted for the visit that the delivery waits for, and has to be agreed on. An
   * agreement that is under way takes up what is wanted by itself; an instance of an older model
   * goes the way of a visit that is moved.
   *
   * @return whether somebody waited
   */
  boolean otherVisitWanted(OrderId order, DeliveryId delivery) {
    return isBeingAgreedOn(order, delivery)
        || send(OwnMessage.OTHER_VISIT_WANTED, order, Variables.DELIVERY_ID, delivery)
        || visitMoved(order, delivery);
  }

  private boolean isBeingAgreedOn(OrderId order, DeliveryId delivery) {
    return runtime
            .createProcessInstanceQuery()
            .processDefinitionKey(AGREEMENT)
            .processInstanceBusinessKey(order.value())
            .variableValueEquals(Variables.DELIVERY_ID.name(), Variables.DELIVERY_ID.kept(delivery))
            .count()
        > 0;
  }

  /**
   * Something has changed that decides when an order starts: it looks again, if it waits for that.
   */
  public void startConditionsChanged(OrderId order) {
    send(OwnMessage.START_CONDITIONS_CHANGED, order, Variables.ORDER_ID, order);
  }

  /**
   * What an outside system said under a name that only models know.
   *
   * @return whether somebody waited; true too if it is about no order, so that nobody can wait
   */
  public boolean named(String message, Optional<OrderId> order, Optional<ComponentId> component) {
    return order
        .map(
            number ->
                component
                    .map(id -> correlate(message, number, Variables.COMPONENT_ID, id))
                    .orElseGet(() -> correlate(message, number, Variables.ORDER_ID, number)))
        .orElse(true);
  }

  /**
   * An outside system answers an operation later than it was asked.
   *
   * @param call which the answer is to; who waits for it has its key in a variable of its own
   * @param answer what becomes the model's variables
   * @return whether somebody waited
   */
  public boolean operationAnswered(OrderId order, CallKey call, Map<String, Object> answer) {
    return reaches(
        order,
        "operation-answered",
        message ->
            message
                .localVariableEquals(OperationAnswer.CALL_ID, call.value())
                .setVariables(answer));
  }

  /**
   * Somebody wants the order to be cancelled.
   *
   * @return whether the order's model can assess that
   */
  boolean cancellationRequested(OrderId order) {
    return send(OwnMessage.CANCELLATION_REQUESTED, order, Variables.ORDER_ID, order);
  }

  /**
   * What a person decided about a fallout does not hold.
   *
   * @return whether it waited
   */
  boolean decisionTakenBack(OrderId order, FalloutId fallout) {
    return send(OwnMessage.DECISION_TAKEN_BACK, order, Variables.FALLOUT_ID, fallout);
  }

  /**
   * Something has become of the problem behind a fallout.
   *
   * @return whether somebody waited
   */
  boolean problemChanged(OrderId order, FalloutId fallout) {
    return send(OwnMessage.PROBLEM_CHANGED, order, Variables.FALLOUT_ID, fallout);
  }

  /**
   * The order moves again.
   *
   * @return whether somebody looked after it
   */
  boolean orderMoving(OrderId order, EscalationId escalation) {
    return send(OwnMessage.ORDER_MOVING, order, Variables.ESCALATION_ID, escalation);
  }

  /** What is wrong with the order is worse than what those know who look after it. */
  void orderWorse(OrderId order, EscalationId escalation) {
    send(OwnMessage.ORDER_WORSE, order, Variables.ESCALATION_ID, escalation);
  }

  /** What only Turnup says has to be known as that, so that no outside system is heard with it. */
  private <T> boolean send(OwnMessage message, OrderId order, Variable<T> about, T id) {
    return correlate(message.code(), order, about, id);
  }

  private <T> boolean correlate(String message, OrderId order, Variable<T> about, T id) {
    return reaches(
        order, message, it -> it.processInstanceVariableEquals(about.name(), about.kept(id)));
  }

  /**
   * Whether anybody waits for it.
   *
   * @throws dev.turnup.engine.order.StaleVersion if who waits moves at this moment
   */
  private boolean reaches(
      OrderId order, String message, UnaryOperator<MessageCorrelationBuilder> whom) {
    return Passing.unlessOvertaken(
        "who waits for " + message + " of order " + order,
        () ->
            !whom.apply(
                    runtime
                        .createMessageCorrelation(message)
                        .processInstanceBusinessKey(order.value()))
                .correlateAllWithResult()
                .isEmpty());
  }
}
