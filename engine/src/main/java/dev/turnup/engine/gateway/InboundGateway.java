package dev.turnup.engine.gateway;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.turnup.connectors.InboundMessages;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Inbox;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OwnMessage;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what outside systems say before they are told that it was heard. */
@Component
class InboundGateway implements InboundMessages {

  private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();
  private final Inbox inbox;
  private final Clock clock;

  InboundGateway(Inbox inbox, Clock clock) {
    this.inbox = inbox;
    this.clock = clock;
  }

  @Override
  @Transactional
  public Receipt received(InboundMessage said) {
    Optional<OrderId> order =
        Optional.of(said.order()).filter(OrderId::isOrderNumber).map(OrderId::new);
    Optional<ComponentId> component = component(said.component());
    if (order.isEmpty() != said.order().isEmpty()
        || component.isEmpty() != said.component().isEmpty()
        || !isItsBusiness(said)
        || !isComplete(said)) {
      return Receipt.NOT_UNDERSTOOD;
    }
    Instant now = clock.instant();
    // a system whose clock is fast would outdate all that it says later
    Instant saidAt =
        said.at().filter(at -> at.isBefore(now) && at.isAfter(Instant.EPOCH)).orElse(now);
    Inbox.Message message =
        new Inbox.Message(
            ids.generate(),
            said.system(),
            said.messageId(),
            TroubleTickets.isToldBy(said.type()) ? TroubleTickets.CHANGED : said.type(),
            order,
            component,
            factsOf(said, saidAt),
            0);
    return inbox.keep(message, saidAt, now) ? Receipt.STORED : Receipt.KNOWN;
  }

  /**
   * Capacity that is no site's is told apart from that of any; what becomes of a visit depends on
   * when it was said.
   */
  private static Map<String, String> factsOf(InboundMessage said, Instant saidAt) {
    if (TroubleTickets.isToldBy(said.type())) {
      return TroubleTickets.facts(said.facts());
    }
    if (VisitNews.isToldBy(said.type())) {
      return VisitNews.facts(said.facts(), saidAt);
    }
    if (!said.type().equals("capacity-changed") || said.facts().containsKey("site")) {
      return said.facts();
    }
    Map<String, String> facts = new HashMap<>(said.facts());
    facts.put("site", "");
    return facts;
  }

  /**
   * Whether the system has a say in it: what one of them reports no other may, and what Turnup's
   * models tell one another none of them.
   */
  private static boolean isItsBusiness(InboundMessage said) {
    if (TroubleTickets.isToldBy(said.type())) {
      return said.system().equals("network");
    }
    return switch (said.type()) {
      case "activation-answered" -> said.system().equals("network");
      case "capacity-changed" -> said.system().equals("inventory");
      case VisitNews.CHANGED -> said.system().equals("workforce");
      case TroubleTickets.CHANGED -> false;
      default -> !OwnMessage.isOne(said.type());
    };
  }

  /**
   * Whether what Turnup itself waits for says all that it has to; the rest is the models' business.
   */
  private static boolean isComplete(InboundMessage said) {
    return switch (said.type()) {
      case "activation-answered" ->
          !said.order().isEmpty()
              && !said.component().isEmpty()
              && said.facts().containsKey("state");
      case "capacity-changed" ->
          said.facts().containsKey("resource")
              && isDayOrNothing(said.facts().getOrDefault("availableFrom", ""));
      case VisitNews.CHANGED -> !said.order().isEmpty() && VisitNews.isComplete(said.facts());
      case "operation-answered" ->
          !said.order().isEmpty()
              && !said.facts().getOrDefault("idempotencyKey", "").isEmpty()
              && Set.of("done", "rejected").contains(said.facts().getOrDefault("state", ""));
      default -> true;
    };
  }

  private static boolean isDayOrNothing(String text) {
    try {
      return text.isEmpty() || LocalDate.parse(text) != null;
    } catch (DateTimeParseException noDay) {
      return false;
    }
  }

  private static Optional<ComponentId> component(String id) {
    try {
      return Optional.of(ComponentId.of(id));
    } catch (IllegalArgumentException noUuid) {
      return Optional.empty();
    }
  }
}
