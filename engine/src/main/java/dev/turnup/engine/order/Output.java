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
import java.util.function.Predicate;

/**
 * An output of a decision table that Turnup reads. What it can be is said here and nowhere else: an
 * answer is read by it, and a table that answers anything else is refused when it is deployed. What
 * tables answered before that was asked of them is read as it was then.
 *
 * @param name as the table's column
 * @param told for people, what it can be: {@code true or false}
 * @param names what a text in it has to be the name of, if it is one; that is known only where
 *     tables are deployed
 * @param reading an answer's value; empty if it is of no use
 * @param exact whether nothing of a value is lost by reading it; else it is refused when a table is
 *     deployed
 * @param ifEmpty what stands for an answer that is left empty; empty if none may be
 */
public record Output<T>(
    String name,
    String told,
    Optional<Words> names,
    Function<Object, Optional<T>> reading,
    Predicate<Object> exact,
    Optional<T> ifEmpty) {

  /** Any text. */
  public static Output<String> text(String name) {
    return written(name, "a text", text -> Optional.of(text).filter(t -> !t.isBlank()));
  }

  /** A text that the reading finds of use. */
  public static <T> Output<T> written(
      String name, String told, Function<String, Optional<T>> reading) {
    return of(
        name,
        told,
        value ->
            value instanceof Map<?, ?>
                ? Optional.empty()
                : reading.apply(value.toString().strip()));
  }

  /** Whatever the reading finds of use. */
  public static <T> Output<T> of(String name, String told, Function<Object, Optional<T>> reading) {
    return new Output<>(name, told, Optional.empty(), reading, value -> true, Optional.empty());
  }

  /** The name of something that is deployed. */
  public static Output<String> naming(String name, Words words) {
    return text(name).naming(words);
  }

  /** The same, which holds names of something that is deployed, or says something of each. */
  public Output<T> naming(Words words) {
    return new Output<>(name, told, Optional.of(words), reading, exact, ifEmpty);
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

  /** A whole number; of a fraction, which only an old table answers, what is before the point. */
  public static Output<Integer> number(String name, int least, int most) {
    BigDecimal from = BigDecimal.valueOf(least);
    BigDecimal to = BigDecimal.valueOf(most);
    Output<BigDecimal> any =
        written(
            name,
            "a whole number from " + least + " to " + most,
            text -> decimal(text).filter(n -> n.compareTo(from) >= 0 && n.compareTo(to) <= 0));
    return new Output<>(
        name,
        any.told,
        any.names,
        value -> any.reading.apply(value).map(BigDecimal::intValue),
        value -> any.reading.apply(value).filter(Output::isWhole).isPresent(),
        Optional.empty());
  }

  private static Optional<BigDecimal> decimal(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException none) {
      return Optional.empty();
    }
  }

  private static boolean isWhole(BigDecimal number) {
    return number.compareTo(BigDecimal.valueOf(number.intValue())) == 0;
  }

  /** The same, which may be left empty. */
  public Output<Optional<T>> optional() {
    return new Output<>(
        name,
        told,
        names,
        value -> reading.apply(value).map(Optional::of),
        exact,
        Optional.of(Optional.empty()));
  }

  /** The same, where an answer that is left empty means this. */
  public Output<T> or(T otherwise) {
    return new Output<>(name, told, names, reading, exact, Optional.of(otherwise));
  }

  private Output<T> telling(String words) {
    return new Output<>(name, words, names, reading, exact, ifEmpty);
  }

  /** Whether a table need not have it. */
  public boolean mayBeEmpty() {
    return ifEmpty.isPresent();
  }

  /** Whether a rule of a table that is deployed may answer this. */
  public boolean takes(Object value) {
    return mayBeEmpty() && isEmpty(value) || reading.apply(value).isPresent() && exact.test(value);
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
