package dev.turnup.engine.decomposition;

import dev.turnup.engine.decomposition.AllowedValues.Type;
import dev.turnup.engine.order.DecisionTable;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.Decisions.Answer;
import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.Output;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The tables {@code retired-offering} and {@code offering-characteristics}, as an order sees them:
 * what is sold, and what may be said of it.
 */
final class Offerings {

  private static final Output<String> REPLACEMENT = Output.text("replacement").or("");
  private static final Output<String> CHARACTERISTIC = Output.text("characteristic");
  private static final Output<Boolean> MANDATORY = Output.flag("mandatory");
  private static final Output<Type> VALUE_TYPE =
      Output.oneOf("valueType", Type.values(), Type::code);
  private static final Output<String> ALLOWED = Output.text("allowed").or("");

  static final DecisionTable RETIRED = new DecisionTable("retired-offering", REPLACEMENT);
  static final DecisionTable CHARACTERISTICS =
      new DecisionTable("offering-characteristics", CHARACTERISTIC, MANDATORY, VALUE_TYPE, ALLOWED);

  private final Decisions decisions;
  private final OrderId order;

  Offerings(Decisions decisions, OrderId order) {
    this.decisions = decisions;
    this.order = order;
  }

  /**
   * A characteristic that products of an offering have.
   *
   * @param mandatory whether it must be given when a product is added
   * @param allowed of which one must allow a value
   */
  record Characteristic(boolean mandatory, List<AllowedValues> allowed) {

    boolean allows(String value) {
      return allowed.stream().anyMatch(values -> values.allow(value));
    }

    boolean lists(String value) {
      return allowed.stream().anyMatch(values -> values.list(value));
    }

    /** For people. */
    String told() {
      return String.join("; or ", allowed.stream().map(AllowedValues::told).toList());
    }

    private Characteristic or(Characteristic other) {
      List<AllowedValues> both = new ArrayList<>(allowed);
      both.addAll(other.allowed);
      return new Characteristic(mandatory || other.mandatory, both);
    }
  }

  /**
   * What is wrong with what an item says of its product; one that ceases may be anything. A
   * specification that the table has no line of is not judged by it.
   */
  List<Finding> findingsOn(OrderItem item) {
    boolean added = item.action() == ItemAction.ADD;
    if (!added && item.action() != ItemAction.MODIFY) {
      return List.of();
    }
    Map<String, Characteristic> known = characteristicsOf(item);
    List<Finding> found = new ArrayList<>(retirementOf(item));
    if (item.offering().isEmpty() && known.isEmpty()) {
      return found;
    }
    if (added) {
      known.forEach(
          (name, characteristic) -> {
            if (characteristic.mandatory() && !item.characteristics().containsKey(name)) {
              found.add(finding("missing-characteristic", item, name));
            }
          });
    }
    new TreeMap<>(item.characteristics())
        .forEach(
            (name, value) -> {
              Characteristic characteristic = known.get(name);
              if (characteristic == null) {
                found.add(finding("unknown-characteristic", item, name));
              } else if (!characteristic.allows(value)) {
                found.add(
                    finding("illegal-characteristic", item, name + ": " + characteristic.told()));
              }
            });
    return found;
  }

  /** That what an item adds is not sold any more, if it is so. */
  List<Finding> retirementOf(OrderItem item) {
    Optional<String> sold = item.sold();
    if (sold.isEmpty() || item.action() != ItemAction.ADD) {
      return List.of();
    }
    return decisions.all(order, RETIRED.key(), inputs(item)).stream()
        .map(answer -> sold.get() + "; sold instead: " + answer.get(REPLACEMENT))
        .map(detail -> finding("retired-offering", item, detail))
        .toList();
  }

  /** By name, in the table's order. */
  Map<String, Characteristic> characteristicsOf(OrderItem item) {
    Map<String, Characteristic> known = new LinkedHashMap<>();
    if (item.sold().isEmpty()) {
      return known;
    }
    for (Answer answer : decisions.all(order, CHARACTERISTICS.key(), inputs(item))) {
      known.merge(
          answer.get(CHARACTERISTIC),
          new Characteristic(
              answer.get(MANDATORY),
              List.of(AllowedValues.of(answer.get(VALUE_TYPE), answer.get(ALLOWED)))),
          Characteristic::or);
    }
    return known;
  }

  /** A table that asks for the offering alone is given no specification. */
  private static Map<String, Object> inputs(OrderItem item) {
    Map<String, Object> inputs = new HashMap<>();
    inputs.put("offering", item.offering().orElse(null));
    inputs.put("specification", item.specification().orElse(null));
    return inputs;
  }

  private static Finding finding(String code, OrderItem item, String detail) {
    return new Finding(code, Optional.of(item.id()), detail);
  }
}
