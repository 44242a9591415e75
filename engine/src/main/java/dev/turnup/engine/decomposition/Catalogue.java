package dev.turnup.engine.decomposition;

import dev.turnup.engine.decomposition.Specification.CapacityNeed;
import dev.turnup.engine.decomposition.Specification.ChargingMode;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.Decisions.Answer;
import dev.turnup.engine.order.Decisions.Undecided;
import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables {@code decompose-product}, {@code decompose-component} and {@code
 * component-specification}, as an order sees them.
 */
final class Catalogue {

  /** Some four years of working hours. */
  private static final int MOST_LEAD_HOURS = 8_760;

  private static final Pattern NEED =
      Pattern.compile("([^\\s()]+)(?:\\s*\\(\\s*(activated|verified|active)\\s*\\))?");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private final Decisions decisions;
  private final OrderId order;

  Catalogue(Decisions decisions, OrderId order) {
    this.decisions = decisions;
    this.order = order;
  }

  /**
   * What an item or a component is made of.
   *
   * @param quantity how many within the scope
   * @param characteristics what the component gets; empty if all that whoever asks for it has
   */
  record Part(
      String component, int quantity, Scope scope, Optional<Map<String, String>> characteristics) {}

  /**
   * A component's line in the catalogue.
   *
   * @param units a number, or the name of the characteristic that says it
   * @param reliesOn names of components that serve the same item, with the state that each must
   *     have reached
   */
  record Line(Specification specification, String units, Map<String, ComponentState> reliesOn) {

    /** The specification with the units that the characteristics ask for; empty if they do not. */
    Optional<Specification> specificationFor(Map<String, String> characteristics) {
      Optional<CapacityNeed> capacity = specification.capacity();
      if (capacity.isEmpty() || NUMBER.matcher(units).matches()) {
        return Optional.of(specification);
      }
      return Optional.ofNullable(characteristics.get(units))
          .filter(text -> NUMBER.matcher(text).matches())
          .map(Integer::parseInt)
          .filter(number -> number > 0)
          .map(number -> specification.taking(new CapacityNeed(capacity.get().resource(), number)));
    }
  }

  List<Part> partsOf(OrderItem item, ItemAction action) {
    Map<String, Object> inputs = new HashMap<>(item.characteristics());
    inputs.put("offering", item.offering().orElse(null));
    inputs.put("specification", item.specification().orElse(null));
    inputs.put("action", action.tmfName());
    return parts("decompose-product", inputs);
  }

  /**
   * What a component is made of in turn.
   *
   * @param action what is to happen to the product of its item
   */
  List<Part> partsOf(String component, ItemAction action, Map<String, String> characteristics) {
    Map<String, Object> inputs = new HashMap<>(characteristics);
    inputs.put("component", component);
    inputs.put("action", action.tmfName());
    return parts("decompose-component", inputs);
  }

  private List<Part> parts(String table, Map<String, Object> inputs) {
    return decisions.all(order, table, inputs).stream()
        .map(
            answer ->
                new Part(
                    answer.text("component"),
                    answer.number("quantity"),
                    Scope.of(answer.text("sharedWithin")),
                    characteristics(answer)))
        .toList();
  }

  private static Optional<Map<String, String>> characteristics(Answer answer) {
    if (optional(answer, "characteristics").isEmpty()) {
      return Optional.empty();
    }
    if (!(answer.outputs().get("characteristics") instanceof Map<?, ?> context)) {
      throw new Undecided("output characteristics of " + answer.table() + " is not a context");
    }
    Map<String, String> texts = new LinkedHashMap<>();
    context.forEach((name, value) -> texts.put(name.toString(), text(answer, name, value)));
    return Optional.of(texts);
  }

  private static String text(Answer answer, Object name, Object value) {
    if (value instanceof Double number) {
      return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    throw new Undecided(
        "characteristic %s of %s is neither text nor a number".formatted(name, answer.table()));
  }

  Line lineOf(String component) {
    Answer answer = decisions.one(order, "component-specification", Map.of("component", component));
    String units = optional(answer, "units").orElse("1");
    Specification specification =
        new Specification(
            component,
            read(answer, "kind", Specification.Kind::of),
            optional(answer, "capacityResource")
                .map(
                    resource ->
                        new CapacityNeed(
                            resource,
                            NUMBER.matcher(units).matches() ? Integer.parseInt(units) : 1)),
            answer.flag("siteVisit"),
            optional(answer, "skill"),
            Duration.ofMinutes(answer.number("durationMinutes")),
            answer.text("activationProcess"),
            read(answer, "pointOfNoReturn", Specification.PointOfNoReturn::of),
            answer.flag("billable"),
            leadTime(answer),
            answer.flag("billable") ? Optional.of(chargingMode(answer)) : Optional.empty(),
            optional(answer, "reversal").orElse(Specification.CEASE));
    return new Line(specification, units, reliesOn(optional(answer, "reliesOn").orElse("")));
  }

  /** A table from before there was such a column says nothing of how long things take. */
  private static Duration leadTime(Answer answer) {
    int hours = answer.has("leadTimeHours") ? answer.number("leadTimeHours") : 0;
    if (hours < 0 || hours > MOST_LEAD_HOURS) {
      throw new Undecided(
          "output leadTimeHours of %s is %d, not 0 to %d"
              .formatted(answer.table(), hours, MOST_LEAD_HOURS));
    }
    return Duration.ofHours(hours);
  }

  /** A table from before there was such a column: all was billed at the end of the month. */
  private static ChargingMode chargingMode(Answer answer) {
    return answer.has("chargingMode")
        ? read(answer, "chargingMode", ChargingMode::of)
        : ChargingMode.POSTPAID;
  }

  private static <T> T read(Answer answer, String output, Function<String, T> reading) {
    String text = answer.text(output);
    try {
      return reading.apply(text);
    } catch (IllegalArgumentException unknown) {
      throw new Undecided("output " + output + " of " + answer.table() + " is \"" + text + "\"");
    }
  }

  private static Optional<String> optional(Answer answer, String output) {
    return Optional.ofNullable(answer.outputs().get(output))
        .map(Object::toString)
        .filter(text -> !text.isBlank());
  }

  /** {@code line, modem (activated)}: what is not said otherwise must be active. */
  private static Map<String, ComponentState> reliesOn(String commaSeparated) {
    Map<String, ComponentState> needs = new LinkedHashMap<>();
    for (String each : commaSeparated.split(",")) {
      Matcher need = NEED.matcher(each.strip());
      if (need.matches()) {
        needs.put(
            need.group(1),
            Optional.ofNullable(need.group(2))
                .map(ComponentState::of)
                .orElse(ComponentState.ACTIVE));
      } else if (!each.isBlank()) {
        throw new Undecided(
            "component-specification: relies on \""
                + each.strip()
                + "\", which is not a name with (activated), (verified) or (active) behind it");
      }
    }
    return needs;
  }
}
