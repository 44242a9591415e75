package dev.turnup.engine.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.engine.bulk.Pace;
import dev.turnup.engine.bulk.Run;
import dev.turnup.engine.bulk.Selection;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.util.MultiValueMap;

/** The body in which somebody wishes a run over many orders. */
final class SentRun {

  private static final Set<String> ATTRIBUTES =
      Set.of("action", "selection", "parameters", "pace", "reason");

  private static final Set<String> FILTERS =
      Set.of("offering", "territory", "state", "tier", "fingerprint", "system");

  private static final Set<String> PACE =
      Set.of("canary", "perMinute", "stopAtPercent", "recheckAfter", "recheckWithin");

  private static final Pattern SEPARATORS = Pattern.compile("[\\s,;]+");
  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");

  private static final int LONGEST_CRITERION = 1_000;
  private static final int LONGEST_PARAMETER = 8_000;
  private static final int LONGEST_DURATION = 20;

  private final ObjectNode sent;

  SentRun(ObjectNode sent) {
    this.sent = sent;
    refuseOthers(sent, "a run", ATTRIBUTES);
  }

  /** The same as the form of a page has it: what is left empty is not sent. */
  static SentRun inForm(MultiValueMap<String, String> fields) {
    ObjectNode sent = JsonNodeFactory.instance.objectNode();
    ObjectNode selection = sent.withObject("/selection");
    ObjectNode pace = sent.withObject("/pace");
    fields.forEach(
        (name, values) -> {
          String value = String.join(" ", values).strip();
          if (value.isEmpty()) {
            return;
          }
          if (name.equals("orders")) {
            SEPARATORS.splitAsStream(value).forEach(selection.withArray("/orders")::add);
          } else if (FILTERS.contains(name)) {
            selection.put(name, value);
          } else if (PACE.contains(name)) {
            pace.set(
                name,
                WHOLE.matcher(value).matches()
                    ? pace.numberNode(Integer.parseInt(value))
                    : pace.textNode(value));
          } else if (ATTRIBUTES.contains(name)) {
            sent.put(name, value);
          } else {
            sent.withObject("/parameters").put(name, value);
          }
        });
    return new SentRun(sent);
  }

  String contentHash() {
    return CanonicalJson.hashOf(sent);
  }

  Run.Wish wish(String author) {
    Map<String, String> parameters = new HashMap<>();
    for (Map.Entry<String, JsonNode> each : object("parameters").properties()) {
      String value = each.getValue().isContainerNode() ? "" : each.getValue().asText();
      if (parameters.size() == 10
          || each.getValue().isContainerNode()
          || value.length() > LONGEST_PARAMETER) {
        throw wrong("parameters are up to 10 texts, numbers or booleans of up to 8,000 characters");
      }
      parameters.put(each.getKey(), value);
    }
    return new Run.Wish(text(sent, "action"), parameters, text(sent, "reason"), author, pace());
  }

  private Pace pace() {
    ObjectNode pace = object("pace");
    refuseOthers(pace, "pace", PACE);
    return new Pace(
        number(pace, "canary", Pace.USUAL.canary()),
        number(pace, "perMinute", Pace.USUAL.perMinute()),
        number(pace, "stopAtPercent", Pace.USUAL.stopAtPercent()),
        duration(pace, "recheckAfter", Pace.USUAL.recheckAfter()),
        duration(pace, "recheckWithin", Pace.USUAL.recheckWithin()));
  }

  Selection selection() {
    ObjectNode selection = object("selection");
    if (selection.has("orders")) {
      refuseOthers(selection, "a selection by numbers", Set.of("orders"));
      return new Selection.Numbers(numbers(selection.path("orders")));
    }
    refuseOthers(selection, "a selection", FILTERS);
    return new Selection.Filter(
        criterion(selection, "offering"),
        criterion(selection, "territory"),
        criterion(selection, "state").map(SentRun::state),
        criterion(selection, "tier"),
        criterion(selection, "fingerprint"),
        criterion(selection, "system"));
  }

  private static List<OrderId> numbers(JsonNode orders) {
    if (!orders.isArray() || orders.size() > Selection.MOST) {
      throw wrong("selection.orders is a list of up to 10,000 order numbers");
    }
    List<OrderId> numbers = new ArrayList<>(orders.size());
    for (JsonNode order : orders) {
      if (!order.isTextual() || !OrderId.isOrderNumber(order.asText())) {
        throw wrong(
            "selection.orders has " + ListRequest.shown(order.toString()) + ", which is no number");
      }
      numbers.add(new OrderId(order.asText()));
    }
    return numbers;
  }

  private static OrderState state(String name) {
    return Arrays.stream(OrderState.values())
        .filter(state -> state.tmfName().equals(name))
        .findFirst()
        .orElseThrow(() -> wrong("there is no state " + ListRequest.shown(name)));
  }

  private ObjectNode object(String name) {
    JsonNode value = sent.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return sent.objectNode();
    }
    if (value instanceof ObjectNode object) {
      return object;
    }
    throw wrong(name + " is no object");
  }

  private static String text(ObjectNode in, String name) {
    JsonNode value = in.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isTextual()) {
      throw wrong(name + " is no text");
    }
    return value.asText();
  }

  private static Optional<String> criterion(ObjectNode in, String name) {
    String value = text(in, name);
    if (value.length() > LONGEST_CRITERION || value.chars().anyMatch(Character::isISOControl)) {
      throw wrong(
          "selection." + name + " is a text of up to 1,000 characters, none of which controls");
    }
    return Optional.of(value).filter(given -> !given.isEmpty());
  }

  private static int number(ObjectNode in, String name, int unlessSaid) {
    JsonNode value = in.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return unlessSaid;
    }
    if (!value.canConvertToInt() || !value.isIntegralNumber()) {
      throw wrong("pace." + name + " is no whole number");
    }
    return value.asInt();
  }

  private static Duration duration(ObjectNode in, String name, Duration unlessSaid) {
    String value = text(in, name);
    try {
      if (value.length() <= LONGEST_DURATION) {
        return value.isEmpty() ? unlessSaid : Duration.parse(value);
      }
    } catch (DateTimeException e) {
      // told below
    }
    throw wrong("pace." + name + " is no duration, such as PT1M");
  }

  private static void refuseOthers(ObjectNode in, String what, Set<String> known) {
    in.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw RequestRefused.malformed(
                    "unknown-attribute",
                    what + " has no attribute " + ListRequest.shown(name),
                    "There are " + String.join(", ", known.stream().sorted().toList()) + ".");
              }
            });
  }

  private static RequestRefused wrong(String why) {
    return RequestRefused.malformed("invalid-run", why, "");
  }
}
