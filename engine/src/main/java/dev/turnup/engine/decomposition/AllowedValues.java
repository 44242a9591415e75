package dev.turnup.engine.decomposition;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The values that a characteristic may have, as an analyst writes them.
 *
 * @param type what kind of value it is
 * @param alternatives single values and, of numbers, ranges as {@code 1..1000}; none allows any
 */
record AllowedValues(Type type, List<String> alternatives) {

  private static final int LONGEST = 1_000;
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,15}");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,15})?");
  private static final Pattern RANGE =
      Pattern.compile("(" + NUMBER + ")\\s*\\.\\.\\s*(" + NUMBER + ")");

  /** What kind of value a characteristic has. */
  enum Type {
    INTEGER("a whole number"),
    NUMBER("a number"),
    BOOLEAN("true or false"),
    TEXT("a text of up to " + LONGEST + " characters");

    private final String told;

    /** How tables name it: {@code integer}. */
    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    Type(String told) {
      this.told = told;
    }
  }

  /**
   * @param allowed {@code 50, 100, 300..1000}; empty for any
   */
  static AllowedValues of(Type type, String allowed) {
    return new AllowedValues(
        type,
        Stream.of(allowed.split(","))
            .map(String::strip)
            .filter(alternative -> !alternative.isEmpty())
            .toList());
  }

  boolean allow(String value) {
    return isOfType(value)
        && (alternatives.isEmpty()
            || alternatives.stream().anyMatch(alternative -> isIn(alternative, value)));
  }

  /** Whether it is written down as one of few, so that it tells of nobody who has it. */
  boolean list(String value) {
    return allow(value) && (type == Type.BOOLEAN || alternatives.contains(value));
  }

  /** For people: {@code a whole number, 1..1000}. */
  String told() {
    return alternatives.isEmpty() ? type.told : type.told + ", " + String.join(", ", alternatives);
  }

  private boolean isOfType(String value) {
    return switch (type) {
      case INTEGER -> INTEGER.matcher(value).matches();
      case NUMBER -> NUMBER.matcher(value).matches();
      case BOOLEAN -> value.equals("true") || value.equals("false");
      case TEXT -> !value.isBlank() && value.length() <= LONGEST;
    };
  }

  private boolean isIn(String alternative, String value) {
    return switch (type) {
      case INTEGER, NUMBER -> isInRange(alternative, new BigDecimal(value));
      case BOOLEAN, TEXT -> alternative.equals(value);
    };
  }

  private static boolean isInRange(String alternative, BigDecimal value) {
    Matcher range = RANGE.matcher(alternative);
    if (range.matches()) {
      return new BigDecimal(range.group(1)).compareTo(value) <= 0
          && new BigDecimal(range.group(3)).compareTo(value) >= 0;
    }
    return number(alternative).filter(single -> single.compareTo(value) == 0).isPresent();
  }

  private static Optional<BigDecimal> number(String text) {
    return Optional.of(text).filter(t -> NUMBER.matcher(t).matches()).map(BigDecimal::new);
  }
}
