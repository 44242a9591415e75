package dev.turnup.engine.order;

import dev.turnup.engine.order.Decisions.Answer;
import dev.turnup.engine.order.Decisions.Undecided;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * An output of a decision table that Turnup reads. What it can be is said here and nowhere else: an
 * answer is read by it, and a table that answers anything else is refused when it is deployed.
 *
 * @param name as the table's column
 * @param told for people, what it can be: {@code true or false}
 * @param names what a text in it has to be the name of, if it is one; that is known only where
 *     tables are deployed
 * @param reading an answer's value; empty if it is of no use
 * @param ifEmpty what stands for an answer that is left empty; empty if none may be
 */
public record Output<T>(
    String name,
    String told,
    Optional<Words> names,
    Function<Object, Optional<T>> reading,
    Optional<T> ifEmpty) {

  /** Any text. */
  public static Output<String> text(String name) {
    return written(name, "a text", text -> Optional.of(text).filter(t -> !t.isBlank()));
  }

  /** A text that the reading finds of use. */
  public static <T> Output<T> written(
      String name, String told, Function<String, Optional<T>> reading) {
    return new Output<>(
        name,
        told,
        Optional.empty(),
        value ->
            value instanceof Map<?, ?> ? Optional.empty() : reading.apply(value.toString().strip()),
        Optional.empty());
  }

  /** The name of something that is deployed. */
  public static Output<String> naming(String name, Words words) {
    Output<String> text = text(name);
    return new Output<>(name, text.told, Optional.of(words), text.reading, text.ifEmpty);
  }

  /** One of a few. */
  public static <E> Output<E> oneOf(String name, E[] values, Function<E, String> code) {
    Map<String, E> words = new LinkedHashMap<>();
    Arrays.stream(values).forEach(value -> words.put(code.apply(value), value));
    return among(name, words);
  }

  /** One of a few, by word. */
  public static <E> Output<E> oneOf(String name, Map<String, E> words) {
    return among(name, new TreeMap<>(words));
  }

  private static <E> Output<E> among(String name, Map<String, E> words) {
    return written(name, Words.told(words.keySet()), text -> Optional.ofNullable(words.get(text)));
  }

  /** True or false. */
  public static Output<Boolean> flag(String name) {
    return oneOf(name, new Boolean[] {true, false}, Object::toString).telling("true or false");
  }

  /** A whole number from 0. */
  public static Output<Integer> count(String name) {
    return number(name, 0, Integer.MAX_VALUE).telling("a whole number from 0");
  }

  /** A whole number. */
  public static Output<Integer> number(String name, int least, int most) {
    return written(
        name,
        "a whole number from " + least + " to " + most,
        text -> {
          try {
            int number = new BigDecimal(text).intValueExact();
            return Optional.of(number).filter(n -> n >= least && n <= most);
          } catch (ArithmeticException | NumberFormatException none) {
            return Optional.empty();
          }
        });
  }

  /** The same, which may be left empty. */
  public Output<Optional<T>> optional() {
    return new Output<>(
        name,
        told,
        names,
        value -> reading.apply(value).map(Optional::of),
        Optional.of(Optional.empty()));
  }

  /** The same, where an answer that is left empty means this. */
  public Output<T> or(T otherwise) {
    return new Output<>(name, told, names, reading, Optional.of(otherwise));
  }

  private Output<T> telling(String words) {
    return new Output<>(name, words, names, reading, ifEmpty);
  }

  /** Whether a table need not have it. */
  public boolean mayBeEmpty() {
    return ifEmpty.isPresent();
  }

  /** Whether a rule may answer this. */
  public boolean takes(Object value) {
    return mayBeEmpty() && isEmpty(value) || reading.apply(value).isPresent();
  }

  /**
   * @throws Undecided if it is of no use, or empty and must not be
   */
  T of(Answer answer) {
    Object value = answer.outputs().get(name);
    if (value == null || isEmpty(value)) {
      return ifEmpty.orElseThrow(
          () -> new Undecided("output " + name + " of " + answer.table() + " is empty"));
    }
    return reading
        .apply(value)
        .orElseThrow(
            () ->
                new Undecided(
                    "output %s of %s is %s, not %s"
                        .formatted(
                            name,
                            answer.table(),
                            value instanceof String ? "\"" + value + "\"" : value,
                            told)));
  }

  private static boolean isEmpty(Object value) {
    return value instanceof String text && text.isBlank();
  }
}
