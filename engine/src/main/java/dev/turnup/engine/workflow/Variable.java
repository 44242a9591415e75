package dev.turnup.engine.workflow;

import static org.camunda.bpm.engine.variable.Variables.untypedValue;

import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.variable.value.TypedValue;

/**
 * A variable of the models, by name and type: references and facts to route by, never an order's
 * content.
 *
 * @param read from what the engine keeps; anything may be there, models are changed without Java
 * @param write to what the engine keeps
 */
public record Variable<T>(
    String name, Function<Object, T> read, Function<? super T, Object> write) {

  public static Variable<String> text(String name) {
    return new Variable<>(name, Object::toString, value -> value);
  }

  public static Variable<Boolean> flag(String name) {
    return new Variable<>(name, Boolean.class::cast, value -> value);
  }

  public static Variable<Integer> number(String name) {
    return new Variable<>(name, value -> ((Number) value).intValue(), value -> value);
  }

  /** A moment at which the model waits or wants to be answered. */
  public static Variable<Instant> moment(String name) {
    return new Variable<>(name, value -> ((Date) value).toInstant(), Date::from);
  }

  static Variable<List<DeliveryId>> deliveryIds(String name) {
    return ids(name, DeliveryId::of);
  }

  static Variable<List<ComponentId>> componentIds(String name) {
    return ids(name, ComponentId::of);
  }

  /**
   * The same ids in groups, each a list as {@code ids} are kept: what a model does for all at once
   * it does for a group at a time, and what one of them does touches its group only.
   *
   * @param most in a group
   */
  static <T> Variable<List<T>> groups(String name, Variable<List<T>> ids, int most) {
    return new Variable<>(
        name,
        value ->
            ((List<?>) value).stream().flatMap(group -> ids.read().apply(group).stream()).toList(),
        value ->
            IntStream.iterate(0, from -> from < value.size(), from -> from + most)
                .mapToObj(from -> value.subList(from, Math.min(from + most, value.size())))
                .map(ids::kept)
                .collect(ArrayList::new, List::add, List::addAll));
  }

  /** An id that is kept as its text. */
  static <T> Variable<T> id(String name, Function<String, T> of) {
    return new Variable<>(name, value -> of.apply(value.toString()), Object::toString);
  }

  /** Kept as a JSON list, which only an ArrayList can be written as and read from. */
  private static <T> Variable<List<T>> ids(String name, Function<String, T> of) {
    return new Variable<>(
        name,
        value -> ((List<?>) value).stream().map(element -> of.apply(element.toString())).toList(),
        value ->
            value.stream().map(Object::toString).collect(ArrayList::new, List::add, List::addAll));
  }

  /**
   * The same, where only what comes right behind reads it, in the same transaction: gateways, or
   * what loops over it. Nothing is kept, not even by a model that it is mapped to.
   */
  Variable<T> passing() {
    return new Variable<>(name, read, value -> untypedValue(write.apply(value), true));
  }

  /** The same as {@link #passing}, if it need not be kept this time. */
  Variable<T> passingIf(boolean unneededLater) {
    return unneededLater ? passing() : this;
  }

  /**
   * @throws UnfitVariable if it is missing or is something else
   */
  public T from(VariableScope scope) {
    return ifAnyFrom(scope)
        .orElseThrow(() -> new UnfitVariable("variable " + name + " is missing", null));
  }

  /**
   * Empty if it is missing.
   *
   * @throws UnfitVariable if it is something else
   */
  public Optional<T> ifAnyFrom(VariableScope scope) {
    return Optional.ofNullable(scope.getVariable(name)).map(this::value);
  }

  /**
   * The same from variables that were fetched with a task.
   *
   * @throws UnfitVariable if it is missing or is something else
   */
  public T from(Map<String, Object> variables) {
    return ifAnyFrom(variables)
        .orElseThrow(() -> new UnfitVariable("variable " + name + " is missing", null));
  }

  /**
   * The same; empty if it is missing.
   *
   * @throws UnfitVariable if it is something else
   */
  public Optional<T> ifAnyFrom(Map<String, Object> variables) {
    return Optional.ofNullable(variables.get(name)).map(this::value);
  }

  /** Whether it is the same in both, which it is not if one of them lacks it. */
  boolean isSameIn(VariableScope one, VariableScope other) {
    Optional<T> value = ifAnyFrom(one);
    return value.isPresent() && value.equals(ifAnyFrom(other));
  }

  public void on(VariableScope scope, T value) {
    Object written = write.apply(value);
    boolean onlyPasses = written instanceof TypedValue typed && typed.isTransient();
    if (onlyPasses && isKeptBy(scope)) {
      written = ((TypedValue) written).getValue();
    }
    scope.setVariable(name, written);
  }

  /** By an instance from before it only passed. */
  private boolean isKeptBy(VariableScope scope) {
    TypedValue before = scope.getVariableTyped(name);
    return before != null && !before.isTransient();
  }

  /** What the engine keeps of a value. */
  public Object kept(T value) {
    return write.apply(value);
  }

  private T value(Object kept) {
    try {
      return read.apply(kept);
    } catch (IllegalArgumentException | ClassCastException e) {
      throw new UnfitVariable("variable " + name + " does not fit", e);
    }
  }
}
