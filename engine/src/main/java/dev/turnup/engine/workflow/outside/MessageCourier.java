package dev.turnup.engine.workflow.outside;

import dev.turnup.engine.activation.ActivationAnswered;
import dev.turnup.engine.choice.OfferEarlierVisit;
import dev.turnup.engine.delivery.CapacityMoved;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.Inbox;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.problem.HearTicket;
import dev.turnup.engine.problem.HearTicket.Standing;
import dev.turnup.engine.scheduling.HearOfVisit;
import dev.turnup.engine.scheduling.HearOfVisit.Fate;
import dev.turnup.engine.workflow.Messages;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes what an outside system said into the order's rows, and tells whoever waits for it. */
@Component
class MessageCourier {

  /**
   * News of what has no place may be about all that wait for a number: not all are locked at once.
   */
  private static final int SLICE = 50;

  private static final int LONGEST_NAME = 200;

  private final ActivationAnswered activationAnswered;
  private final CapacityMoved capacityMoved;
  private final OfferEarlierVisit offerEarlierVisit;
  private final OperationAnswers operationAnswers;
  private final HearTicket hearTicket;
  private final HearOfVisit hearOfVisit;
  private final Orders orders;
  private final Inbox inbox;
  private final Messages messages;
  private final TransactionOperations slices;

  MessageCourier(
      ActivationAnswered activationAnswered,
      CapacityMoved capacityMoved,
      OfferEarlierVisit offerEarlierVisit,
      OperationAnswers operationAnswers,
      HearTicket hearTicket,
      HearOfVisit hearOfVisit,
      Orders orders,
      Inbox inbox,
      Messages messages,
      PlatformTransactionManager transactions) {
    this.activationAnswered = activationAnswered;
    this.capacityMoved = capacityMoved;
    this.offerEarlierVisit = offerEarlierVisit;
    this.operationAnswers = operationAnswers;
    this.hearTicket = hearTicket;
    this.hearOfVisit = hearOfVisit;
    this.orders = orders;
    this.inbox = inbox;
    this.messages = messages;
    this.slices =
        new TransactionTemplate(
            transactions,
            new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
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
      case "visit-changed" -> changeOfVisit(message);
      case "operation-answered" -> operationAnswers.deliver(message);
      case "trouble-ticket-changed" -> changeOfTicket(message);
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

  private boolean changeOfTicket(Inbox.Message message) {
    if (!inbox.isOutdated(message, "ticket")) {
      hearTicket.of(
          new HearTicket.Ticket(
              message.fact("ticket").orElseThrow(),
              standingIn(message),
              message.fact("title").orElse(""),
              message.fact("resource"),
              message.fact("expectedEnd").map(Instant::parse)));
    }
    return true;
  }

  private static Standing standingIn(Inbox.Message ticket) {
    if (says(ticket, "withdrawn")) {
      return Standing.WITHDRAWN;
    }
    return says(ticket, "ended") ? Standing.RESOLVED : Standing.GOES_ON;
  }

  private static boolean says(Inbox.Message message, String fact) {
    return message.fact(fact).filter(Boolean::parseBoolean).isPresent();
  }

  private boolean changeOfVisit(Inbox.Message message) {
    return inbox.isOutdated(message, "externalId")
        || hearOfVisit.of(
            new HearOfVisit.News(
                message.order().orElseThrow(),
                DeliveryId.of(message.fact("externalId").orElseThrow()),
                fateOf(message),
                Instant.parse(message.fact("said").orElseThrow())));
  }

  private static Fate fateOf(Inbox.Message message) {
    return switch (message.fact("status").orElseThrow()) {
      case "completed" -> new Fate.Done();
      case "cancelled" -> new Fate.Lost(message.fact("reason").orElse(""));
      default ->
          new Fate.Planned(
              momentOf(message, "startDateTime"),
              momentOf(message, "endDateTime"),
              message.fact("technician").map(MessageCourier::bounded).orElse(""));
    };
  }

  private static Instant momentOf(Inbox.Message message, String fact) {
    return OffsetDateTime.parse(message.fact(fact).orElseThrow()).toInstant();
  }

  private static String bounded(String name) {
    return name.substring(0, Math.min(name.length(), LONGEST_NAME));
  }

  private boolean changeOfCapacity(Inbox.Message message) {
    List<OrderId> concerned =
        capacityMoved.ordersAt(message.fact("site"), message.fact("resource").orElseThrow());
    boolean told = true;
    for (int i = 0; i < concerned.size(); i += SLICE) {
      List<OrderId> some = concerned.subList(i, Math.min(i + SLICE, concerned.size()));
      told &= Boolean.TRUE.equals(slices.execute(transaction -> changeOfCapacity(message, some)));
    }
    return told;
  }

  private boolean changeOfCapacity(Inbox.Message message, List<OrderId> some) {
    // newer news may have come while others were told
    return inbox.isOutdated(message, "site", "resource")
        || capacityMoved
            .at(
                some,
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
