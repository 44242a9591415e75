package dev.turnup.engine.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnup.connectors.InboundMessages.NotUnderstood;
import dev.turnup.engine.problem.Cause;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads events of TMF621: of a ticket no more is kept than what Turnup goes by. */
final class TroubleTickets {

  /** How all of them are kept, whichever event told it. */
  static final String CHANGED = "trouble-ticket-changed";

  private static final Set<String> EVENTS =
      Set.of(
          "TroubleTicketCreateEvent",
          "TroubleTicketStatusChangeEvent",
          "TroubleTicketResolvedEvent",
          "TroubleTicketAttributeValueChangeEvent");

  private static final List<String> GOING_ON =
      List.of("acknowledged", "inProgress", "pending", "held");
  private static final List<String> WITHDRAWN = List.of("cancelled", "rejected");
  private static final List<String> ENDED =
      Stream.concat(Stream.of("resolved", "closed"), WITHDRAWN.stream()).toList();
  private static final int LONGEST_TITLE = 150;
  private static final ObjectMapper JSON = new ObjectMapper();

  private TroubleTickets() {}

  static boolean isToldBy(String eventType) {
    return EVENTS.contains(eventType);
  }

  /**
   * What is kept of it, by name.
   *
   * @throws NotUnderstood if it says too little, or what cannot be
   */
  static Map<String, String> facts(Map<String, String> said) {
    JsonNode ticket = json(said.getOrDefault("troubleTicket", ""));
    String id = ticket.path("id").asText();
    refuseUnless(
        id.matches("[A-Za-z0-9._:-]{1,100}"),
        "troubleTicket.id is 1 to 100 letters, digits, dots, colons, dashes or underscores");
    String status = ticket.path("status").asText();
    boolean ended = ENDED.contains(status);
    refuseUnless(
        ended || GOING_ON.contains(status),
        "troubleTicket.status is one of "
            + String.join(", ", GOING_ON)
            + ", "
            + String.join(", ", ENDED));
    Optional<String> resource = resource(ticket);
    refuseUnless(
        ended || resource.isPresent(),
        "troubleTicket.relatedEntity names no Resource that failed, with an id of up to "
            + Cause.LONGEST
            + " characters");
    Map<String, String> facts = new HashMap<>();
    facts.put("ticket", id);
    facts.put("ended", Boolean.toString(ended));
    facts.put("withdrawn", Boolean.toString(WITHDRAWN.contains(status)));
    facts.put("title", title(ticket));
    resource.ifPresent(name -> facts.put("resource", name));
    end(ticket).ifPresent(time -> facts.put("expectedEnd", time));
    return facts;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text.isEmpty() ? "{}" : text);
    } catch (JsonProcessingException e) {
      throw new NotUnderstood("troubleTicket is not an object");
    }
  }

  private static Optional<String> resource(JsonNode ticket) {
    return StreamSupport.stream(ticket.path("relatedEntity").spliterator(), false)
        .filter(entity -> entity.path("@referredType").asText().endsWith("Resource"))
        .map(entity -> entity.path("id").asText())
        .filter(name -> name.matches("\\P{Cntrl}{1," + Cause.LONGEST + "}") && !name.isBlank())
        .findFirst();
  }

  private static String title(JsonNode ticket) {
    String text = ticket.path("name").asText().replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return text.substring(0, text.offsetByCodePoints(0, most(text)));
  }

  private static int most(String text) {
    return Math.min(LONGEST_TITLE, text.codePointCount(0, text.length()));
  }

  private static Optional<String> end(JsonNode ticket) {
    String text = ticket.path("expectedResolutionDate").asText("");
    try {
      if (text.isEmpty()) {
        return Optional.empty();
      }
      OffsetDateTime time = OffsetDateTime.parse(text);
      if (time.getYear() >= 2000 && time.getYear() < 2200) {
        return Optional.of(time.toInstant().toString());
      }
    } catch (DateTimeException e) {
      // told below
    }
    throw new NotUnderstood(
        "troubleTicket.expectedResolutionDate is no time, such as 2026-12-24T18:00:00Z");
  }

  private static void refuseUnless(boolean right, String words) {
    if (!right) {
      throw new NotUnderstood(words);
    }
  }
}
