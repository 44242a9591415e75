package dev.turnup.engine.order;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Why a call gave no answer, or why an answer cannot be accepted.
 *
 * @param system {@code network}, {@code inventory}, {@code billing}, {@code workforce}, {@code
 *     messaging} or {@code turnup}
 * @param code short and stable, for tables: {@code connection-refused}, {@code http-422}, {@code
 *     service-not-working}
 * @param message for people, up to {@value #LONGEST} characters, the rest is left out; no secrets,
 *     no bodies
 */
public record Failure(String system, String code, String message) {

  /** The engine keeps no incident with more than twice as many. */
  static final int LONGEST = 2_000;

  /** Characters of its words that tables are given; a longer message is told apart by its start. */
  private static final int LONGEST_FOR_TABLES = 300;

  public Failure {
    message = Shortened.to(LONGEST, message);
  }

  /**
   * The words of the message, in small letters with one space between them, without those that hold
   * a digit, which are numbers, times and ids of the single case.
   */
  public String words() {
    return Arrays.stream(message.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
        .filter(word -> !word.isEmpty() && word.chars().noneMatch(Character::isDigit))
        .collect(Collectors.joining(" "));
  }

  /**
   * The first of its {@link #words}, for tables: what an outside system says is bounded, and the
   * answers of tables, which are remembered, do not differ from case to case.
   */
  public String firstWords() {
    String words = words();
    return words.substring(0, Math.min(words.length(), LONGEST_FOR_TABLES));
  }
}
