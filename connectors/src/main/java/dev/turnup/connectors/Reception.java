package dev.turnup.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.connectors.InboundMessages.InboundMessage;
import dev.turnup.connectors.InboundMessages.NotUnderstood;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;
import org.jspecify.annotations.Nullable;

/**
 * Takes what one outside system says by itself, a TMF688 event. Nothing of a request whose sender
 * does not know the system's secret is looked at, and no header of any gets further than here.
 */
final class Reception implements Processor {

  private static final int STORED = 201;
  private static final int KNOWN_ALREADY = 200;
  private static final int GARBAGE = 400;
  private static final int UNKNOWN_SENDER = 401;
  private static final int TOO_LARGE = 413;

  private final String system;
  private final Secret secret;
  private final InboundMessages inbound;

  Reception(String system, Secret secret, InboundMessages inbound) {
    this.system = system;
    this.secret = secret;
    this.inbound = inbound;
  }

  /** The agreed form; {@code event} holds the order, the component, and what is said of them. */
  private record Event(
      @Nullable String eventId,
      @Nullable String eventType,
      @Nullable String eventTime,
      @Nullable JsonNode event) {}

  @Override
  public void process(Exchange exchange) {
    PlatformHttpMessage message = exchange.getMessage(PlatformHttpMessage.class);
    // of the request itself: among Camel's headers are the address's parameters, which get logged
    String offered = message.getRequest().getHeader("X-Callback-Secret");
    message.removeHeaders("*");
    try {
      int status = offered != null && secret.matches(offered) ? taken(message) : UNKNOWN_SENDER;
      answer(message, status, "");
    } catch (NotUnderstood why) {
      message.setHeader(Exchange.CONTENT_TYPE, "application/json");
      answer(
          message,
          GARBAGE,
          Json.MAPPER
              .createObjectNode()
              .put("code", "not-understood")
              .put("reason", why.getMessage())
              .toString());
    }
  }

  private static void answer(Message message, int status, String body) {
    message.setBody(body);
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
  }

  private int taken(Message message) {
    byte[] body = message.getBody(byte[].class);
    if (body == null) {
      return GARBAGE;
    }
    if (body.length > BodyLimit.LONGEST) {
      return TOO_LARGE;
    }
    return read(body)
        .map(inbound::received)
        .map(
            receipt ->
                switch (receipt) {
                  case STORED -> STORED;
                  case KNOWN -> KNOWN_ALREADY;
                  case NOT_UNDERSTOOD -> GARBAGE;
                })
        .orElse(GARBAGE);
  }

  private Optional<InboundMessage> read(byte[] body) {
    try {
      return Optional.ofNullable(Json.MAPPER.readValue(body, Event.class)).flatMap(this::message);
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }

  private Optional<InboundMessage> message(Event said) {
    if (said.event() == null || !said.event().isObject()) {
      return Optional.empty();
    }
    Map<String, String> facts = new HashMap<>();
    said.event()
        .properties()
        .forEach(
            fact -> {
              if (!fact.getValue().isNull()) {
                facts.put(fact.getKey(), text(fact.getValue()));
              }
            });
    String order = facts.containsKey("orderId") ? facts.remove("orderId") : "";
    String component = facts.containsKey("componentId") ? facts.remove("componentId") : "";
    boolean storable =
        isName(said.eventId())
            && isName(said.eventType())
            && (order.isEmpty() || isName(order))
            && (component.isEmpty() || isName(component))
            // PostgreSQL keeps no NUL in a text
            && facts.entrySet().stream()
                .noneMatch(fact -> (fact.getKey() + fact.getValue()).indexOf('\0') >= 0);
    return storable
        ? Optional.of(
            new InboundMessage(
                system,
                said.eventId(),
                said.eventType(),
                momentOf(said.eventTime()),
                order,
                component,
                Map.copyOf(facts)))
        : Optional.empty();
  }

  /** A time that nobody can read is as good as none. */
  private static Optional<Instant> momentOf(@Nullable String time) {
    try {
      return Optional.ofNullable(time).map(text -> OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException unreadable) {
      return Optional.empty();
    }
  }

  private static String text(JsonNode fact) {
    return fact.isValueNode() ? fact.asText() : fact.toString();
  }

  private static boolean isName(@Nullable String text) {
    return text != null && text.matches("\\P{Cntrl}{1,200}");
  }
}
