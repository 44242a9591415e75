package dev.turnup.engine.web;

import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.engine.order.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A visit as a search for time slots or an appointment (TMF646) tells of it: that of an order, or
 * one that is described.
 *
 * @param document its structure is checked
 */
record SentVisit(ObjectNode document) {

  static final String ORDER = "ProductOrder";
  static final String DELIVERY = "Delivery";
  private static final String OFFERING = "ProductOffering";
  private static final String SKILL = "Skill";
  private static final String MINUTES = "visitMinutes";

  private static final String ENTITIES = "relatedEntity";
  private static final String PLACE = "relatedPlace";
  private static final String SLOTS = "requestedTimeSlot";
  private static final String PERIOD = "validFor";
  private static final String START = "startDateTime";
  private static final String END = "endDateTime";
  private static final String POSTCODE = "postcode";

  /** From one moment on and before another, as far as they are said. */
  record Window(Optional<Instant> from, Optional<Instant> until) {}

  /**
   * The order whose visit it is.
   *
   * @throws RequestRefused 400 if several are named, 404 if what is named is no order's number
   */
  Optional<OrderId> order() {
    return one(ORDER)
        .map(
            id -> {
              if (!OrderId.isOrderNumber(id)) {
                throw RequestRefused.unknownOrder(id);
              }
              return new OrderId(id);
            });
  }

  /** The delivery of the order, where that is named. */
  Optional<String> delivery() {
    return one(DELIVERY);
  }

  /** Where a visit is of which there is no order yet. */
  Optional<String> postalCode() {
    return Optional.ofNullable(document.path(PLACE).path(POSTCODE).textValue());
  }

  /** What it takes, besides what its offerings take. */
  Set<String> skills() {
    return entities(SKILL).collect(Collectors.toUnmodifiableSet());
  }

  /** What it is to bring. */
  List<String> offerings() {
    return entities(OFFERING).toList();
  }

  /** How long it takes, if that is said. */
  Optional<Duration> duration() {
    return Optional.of(document.path(MINUTES))
        .filter(JsonNode::isNumber)
        .map(minutes -> Duration.ofMinutes(minutes.intValue()));
  }

  /** When it begins, where it is an appointment or a change of one that says so. */
  Optional<Instant> start() {
    return moment(document.path(PERIOD), START);
  }

  Optional<Instant> end() {
    return moment(document.path(PERIOD), END);
  }

  /** Those in which a search looks; at least one. */
  List<Window> windows() {
    List<Window> windows = new ArrayList<>();
    for (JsonNode slot : document.path(SLOTS)) {
      JsonNode period = slot.path(PERIOD);
      windows.add(new Window(moment(period, START), moment(period, END)));
    }
    return windows.isEmpty()
        ? List.of(new Window(Optional.empty(), Optional.empty()))
        : List.copyOf(windows);
  }

  /** Only what is read of a search. */
  ObjectNode question() {
    ObjectNode question = document.deepCopy();
    question.retain(ENTITIES, PLACE, MINUTES, SLOTS);
    if (question.get(PLACE) instanceof ObjectNode place) {
      place.retain("role", POSTCODE);
    }
    return question;
  }

  /** Writes when something takes place, with the offset of the site. */
  static void putPeriod(ObjectNode into, ZonedDateTime start, ZonedDateTime end) {
    into.putObject(PERIOD)
        .put(START, start.format(ISO_OFFSET_DATE_TIME))
        .put(END, end.format(ISO_OFFSET_DATE_TIME));
  }

  private Optional<String> one(String type) {
    List<String> ids = entities(type).toList();
    if (ids.size() > 1) {
      throw RequestRefused.malformed(
          "invalid-appointment",
          ENTITIES + " names more than one " + type,
          "A visit is that of one delivery.");
    }
    return ids.stream().findFirst();
  }

  private Stream<String> entities(String type) {
    return StreamSupport.stream(document.path(ENTITIES).spliterator(), false)
        .filter(entity -> entity.path("@referredType").asText().equals(type))
        .map(entity -> entity.path("id").asText())
        .distinct();
  }

  private static Optional<Instant> moment(JsonNode period, String name) {
    return Optional.ofNullable(period.path(name).textValue())
        .map(text -> OffsetDateTime.parse(text).toInstant());
  }
}
