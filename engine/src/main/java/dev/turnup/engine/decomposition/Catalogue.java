package dev.turnup.engine.decomposition;

import static java.util.stream.Collectors.joining;

import dev.turnup.engine.decomposition.Specification.CapacityNeed;
import dev.turnup.engine.decomposition.Specification.ChargingMode;
import dev.turnup.engine.decomposition.Specification.PointOfNoReturn;
import dev.turnup.engine.order.DecisionTable;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.Decisions.Answer;
import dev.turnup.engine.order.Decisions.Undecided;
import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.Output;
import dev.turnup.engine.order.Words;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables {@code decompose-product}, {@code decompose-component} and {@code
 * component-specification}, as an order sees them.
 */
final class Catalogue {

  /** Some four years of working hours. */
  private static final int MOST_LEAD_HOURS = 8_760;

  /** How far what a component relies on must have come; {@code ACTIVE} where nothing is said. */
  private static final Set<ComponentState> ENOUGH =
      EnumSet.of(ComponentState.ACTIVATED, ComponentState.VERIFIED, ComponentState.ACTIVE);

  private static final Pattern NEED =
      Pattern.compile(
          "([^\\s()]+)(?:\\s*\\(\\s*(%s)\\s*\\))?"
              .formatted(ENOUGH.stream().map(ComponentState::code).collect(joining("|"))));
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final Pattern NO_NAME = Pattern.compile("[-+.0-9]*");

  private static final Output<String> COMPONENT =
      Output.naming("component", Words.naming(Words.Named.COMPONENT));
  private static final Output<Integer> QUANTITY = Output.count("quantity");
  private static final Output<Scope> SHARED_WITHIN =
      Output.oneOf("sharedWithin", Scope.values(), Scope::code);
  private static final Output<Optional<Map<String, String>>> CHARACTERISTICS =
      Output.of("characteristics", "a context of texts, numbers, true and false", Catalogue::texts)
          .optional();

  static final DecisionTable PRODUCTS =
      new DecisionTable("decompose-product", COMPONENT, QUANTITY, SHARED_WITHIN, CHARACTERISTICS)
          .asking("action", ItemAction.words());
  static final DecisionTable PARTS =
      new DecisionTable("decompose-component", COMPONENT, QUANTITY, SHARED_WITHIN, CHARACTERISTICS)
          .asking("action", ItemAction.words());

  private static final Output<Specification.Kind> KIND =
      Output.oneOf("kind", Specification.Kind.values(), Specification.Kind::code);
  private static final Output<Optional<String>> CAPACITY_RESOURCE =
      Output.text("capacityResource").optional();
  private static final Output<String> UNITS =
      Output.written(
              "units",
              "a number above 0, or the name of a characteristic",
              text ->
                  Optional.of(text)
                      .filter(
                          t ->
                              !NO_NAME.matcher(t).matches()
                                  || NUMBER.matcher(t).matches() && Integer.parseInt(t) > 0))
          .or("1");
  private static final Output<Boolean> SITE_VISIT = Output.flag("siteVisit");
  private static final Output<Optional<String>> SKILL = Output.text("skill").optional();
  private static final Output<Integer> DURATION = Output.count("durationMinutes");

  /** A table from before there was such a column says nothing of how long things take. */
  private static final Output<Integer> LEAD_TIME =
      Output.number("leadTimeHours", 0, MOST_LEAD_HOURS).or(0);

  private static final Output<String> ACTIVATION =
      Output.naming("activationProcess", Words.naming(Words.Named.MODEL));
  private static final Output<Map<String, ComponentState>> RELIES_ON =
      Output.written(
              "reliesOn",
              "names, separated by commas, each alone or with "
                  + ENOUGH.stream().map(state -> "(" + state.code() + ")").collect(joining(" or "))
                  + " behind it",
              Catalogue::needs)
          .naming(Words.naming(Words.Named.COMPONENT))
          .or(Map.of());
  private static final Output<PointOfNoReturn> POINT_OF_NO_RETURN =
      Output.oneOf("pointOfNoReturn", PointOfNoReturn.values(), PointOfNoReturn::code);
  private static final Output<Boolean> BILLABLE = Output.flag("billable");
  private static final Output<Optional<ChargingMode>> CHARGING_MODE =
      Output.oneOf("chargingMode", ChargingMode.values(), ChargingMode::code).optional();
  private static final Output<String> REVERSAL =
      Output.naming(
              "reversal",
              Words.naming(Words.Named.MODEL, Specification.CEASE, Specification.NOTHING_TO_UNDO))
          .or(Specification.CEASE);

  static final DecisionTable COMPONENTS =
      new DecisionTable(
          "component-specification",
          KIND,
          CAPACITY_RESOURCE,
          UNITS,
          SITE_VISIT,
          SKILL,
          DURATION,
          LEAD_TIME,
          ACTIVATION,
          RELIES_ON,
          POINT_OF_NO_RETURN,
          BILLABLE,
          CHARGING_MODE,
          REVERSAL);

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
   * @param reliesOn names of components that share an item with it, by their scopes, with the state
   *     that each must have reached
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

    /** How much capacity it takes with these characteristics; 0 if they do not say it. */
    int unitsFor(Map<String, String> characteristics) {
      return specificationFor(characteristics)
          .flatMap(Specification::capacity)
          .map(CapacityNeed::units)
          .orElse(0);
    }
  }

  List<Part> partsOf(OrderItem item, ItemAction action) {
    Map<String, Object> inputs = new HashMap<>(item.characteristics());
    inputs.put("offering", item.offering().orElse(null));
    inputs.put("specification", item.specification().orElse(null));
    inputs.put("action", action.tmfName());
    return parts(PRODUCTS, inputs);
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
    return parts(PARTS, inputs);
  }

  private List<Part> parts(DecisionTable table, Map<String, Object> inputs) {
    return decisions.all(order, table.key(), inputs).stream()
        .map(
            answer ->
                new Part(
                    answer.get(COMPONENT),
                    answer.get(QUANTITY),
                    answer.get(SHARED_WITHIN),
                    answer.get(CHARACTERISTICS)))
        .toList();
  }

  private static Optional<Map<String, String>> texts(Object value) {
    if (!(value instanceof Map<?, ?> context)) {
      return Optional.empty();
    }
    Map<String, String> texts = new LinkedHashMap<>();
    context.forEach(
        (name, entry) -> text(entry).ifPresent(text -> texts.put(name.toString(), text)));
    return Optional.of(texts).filter(all -> all.size() == context.size());
  }

  private static Optional<String> text(Object value) {
    if (value instanceof Double number) {
      return Optional.of(BigDecimal.valueOf(number).stripTrailingZeros().toPlainString());
    }
    return value instanceof String || value instanceof Number || value instanceof Boolean
        ? Optional.of(value.toString())
        : Optional.empty();
  }

  Line lineOf(String component) {
    Answer answer = decisions.one(order, COMPONENTS.key(), Map.of("component", component));
    String units = answer.get(UNITS);
    boolean billable = answer.get(BILLABLE);
    Specification specification =
        new Specification(
            component,
            answer.get(KIND),
            answer
                .get(CAPACITY_RESOURCE)
                .map(
                    resource ->
                        new CapacityNeed(
                            resource,
                            NUMBER.matcher(units).matches() ? Integer.parseInt(units) : 1)),
            answer.get(SITE_VISIT),
            answer.get(SKILL),
            Duration.ofMinutes(answer.get(DURATION)),
            answer.get(ACTIVATION),
            answer.get(POINT_OF_NO_RETURN),
            billable,
            Duration.ofHours(answer.get(LEAD_TIME)),
            billable ? Optional.of(chargingMode(answer)) : Optional.empty(),
            answer.get(REVERSAL));
    return new Line(specification, units, answer.get(RELIES_ON));
  }

  /** A table from before there was such a column: all was billed at the end of the month. */
  private static ChargingMode chargingMode(Answer answer) {
    if (!answer.outputs().containsKey(CHARGING_MODE.name())) {
      return ChargingMode.POSTPAID;
    }
    return answer
        .get(CHARGING_MODE)
        .orElseThrow(
            () ->
                new Undecided(
                    "output chargingMode of " + answer.table() + " is empty, and it is billable"));
  }

  /** {@code line, modem (activated)}: what is not said otherwise must be active. */
  private static Optional<Map<String, ComponentState>> needs(String commaSeparated) {
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
        return Optional.empty();
      }
    }
    return Optional.of(needs);
  }
}
