package dev.turnup.engine.workflow.outside;

import dev.turnup.engine.activation.ActivationAnswered;
import dev.turnup.engine.choice.OfferEarlierVisit;
import dev.turnup.engine.delivery.CapacityMoved;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Inbox;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.workflow.Messages;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** Takes what an outside system said into the order's rows, and tells whoever waits for it. */
@Component
class MessageCourier {

  private final ActivationAnswered activationAnswered;
  private final CapacityMoved capacityMoved;
  private final OfferEarlierVisit offerEarlierVisit;
  private final OperationAnswers operationAnswers;
  private final Orders orders;
  private final Inbox inbox;
  private final Messages messages;

  MessageCourier(
      ActivationAnswered activationAnswered,
      CapacityMoved capacityMoved,
      OfferEarlierVisit offerEarlierVisit,
      OperationAnswers operationAnswers,
      Orders orders,
      Inbox inbox,
      Messages messages) {
    this.activationAnswered = activationAnswered;
    this.capacityMoved = capacityMoved;
    this.offerEarlierVisit = offerEarlierVisit;
    this.operationAnswers = operationAnswers;
    this.orders = orders;
    this.inbox = inbox;
    this.messages = messages;
  }

  /**
   * Delivers a message in the caller's transaction. Twice is as once.
   *
   * @return false if somebody will wait for it, but does not yet
   */
  boolean deliver(Inbox.Message message) {
    return switch (message.type()) {
      case "activation-answered" -> answerOfActivation(message);
      case "capacity-changed" -> changeOfCapacity(message);
      case "operation-answered" -> operationAnswers.deliver(message);
      default ->
          messages.named(message.type(), message.order(), message.component())
              || concernsNobodyAnyMore(message);
    };
  }

  /** Nobody will ever wait for it: its order has ended, or never was one. */
  private boolean concernsNobodyAnyMore(Inbox.Message message) {
    return message
        .order()
        .flatMap(orders::find)
        .filter(order -> !order.state().isFinal())
        .isEmpty();
  }

  private boolean answerOfActivation(Inbox.Message message) {
    OrderId order = message.order().orElseThrow();
    ComponentId component = message.component().orElseThrow();
    boolean awaited =
        activationAnswered.forComponent(
            order,
            component,
            new ActivationAnswered.Report(
                message.fact("idempotencyKey"),
                message.fact("state").orElse(""),
                message.fact("reason"),
                message.fact("serviceId")));
    return !awaited || messages.activationAnswered(order, component);
  }

  private boolean changeOfCapacity(Inbox.Message message) {
    if (inbox.isOutdated(message, "site", "resource")) {
      return true;
    }
    return capacityMoved
        .at(
            message.fact("site"),
            message.fact("resource").orElseThrow(),
            message.fact("availableFrom").map(LocalDate::parse))
        .stream()
        // every one of them, whether or not one before was told
        .map(this::tell)
        .reduce(true, Boolean::logicalAnd);
  }

  private boolean tell(CapacityMoved.Concerned concerned) {
    return switch (concerned.effect()) {
      case ASSESS_AGAIN -> messages.capacityMoved(concerned.order(), concerned.delivery());
      case START_MAY_MOVE -> {
        messages.startConditionsChanged(concerned.order());
        yield true;
      }
      case COULD_BE_EARLIER -> {
        offerEarlierVisit.forDelivery(concerned.delivery());
        yield true;
      }
    };
  }
}
