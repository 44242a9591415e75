package dev.turnup.engine.decomposition;

import dev.turnup.engine.decomposition.Specification.CapacityNeed;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.Decisions.Answer;
import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code decompose-product} and {@code component-specification}, as an order sees them.
 */
final class Catalogue {

  private static final String SPEED = "speed";
  private static final Pattern PLAIN_NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private final Decisions decisions;
  private final OrderId order;

  Catalogue(Decisions decisions, OrderId order) {
    this.decisions = decisions;
    this.order = order;
  }

  /**
   * What an item is made of.
   *
   * @param perSite whether all items of a site share it
   */
  record Part(String component, int quantity, boolean perSite) {}

  /**
   * A component's line in the catalogue.
   *
   * @param units a number, or the name of the characteristic that says it
   * @param reliesOn names of components of the same item or site
   */
  record Line(Specification specification, String units, List<String> reliesOn) {

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
    Map<String, Object> inputs = new HashMap<>();
    item.characteristics().forEach((name, value) -> inputs.put(name, typed(value)));
    inputs.put(SPEED, positive(item.characteristics().get(SPEED)));
    inputs.put("offering", item.offering().orElse(null));
    inputs.put("action", action.tmfName());
    return decisions.all(order, "decompose-product", inputs).stream()
        .map(
            answer ->
                new Part(
                    answer.text("component"),
                    answer.number("quantity"),
                    answer.text("sharedWithin").equals("site")))
        .toList();
  }

  Line lineOf(String component) {
    Answer answer = decisions.one(order, "component-specification", Map.of("component", component));
    String units = optional(answer, "units").orElse("1");
    Specification specification =
        new Specification(
            component,
            Specification.Kind.of(answer.text("kind")),
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
            Specification.PointOfNoReturn.of(answer.text("pointOfNoReturn")),
            answer.flag("billable"));
    return new Line(specification, units, names(optional(answer, "reliesOn").orElse("")));
  }

  private static Optional<String> optional(Answer answer, String output) {
    return Optional.ofNullable(answer.outputs().get(output))
        .map(Objects::toString)
        .filter(text -> !text.isBlank());
  }

  private static List<String> names(String commaSeparated) {
    return Stream.of(commaSeparated.split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  /** Where a table says that an input is text, a number is made text again. */
  private static Object typed(String value) {
    return PLAIN_NUMBER.matcher(value).matches() ? (Object) Integer.valueOf(value) : value;
  }

  /** A table that expects a number stops at a text; where it is none, the item lacks a speed. */
  private static @Nullable Integer positive(@Nullable String speed) {
    return Optional.ofNullable(speed)
        .filter(text -> NUMBER.matcher(text).matches())
        .map(Integer::valueOf)
        .filter(number -> number > 0)
        .orElse(null);
  }
}
