package dev.turnup.engine.kpi;

import java.time.Duration;
import java.time.Instant;

/**
 * A span of time in which something happened.
 *
 * @param from the first moment
 * @param to the first moment after it
 */
public record Window(Instant from, Instant to) {

  /** What is measured unless somebody wants another one. */
  public static final Duration USUAL = Duration.ofDays(30);

  /** Longer ones are not measured. */
  public static final Duration LONGEST = Duration.ofDays(366);

  /**
   * @throws IllegalArgumentException if it is empty or too long
   */
  public Window {
    if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("no window: " + from + " to " + to);
    }
  }

  /** The last 30 days. */
  public static Window before(Instant now) {
    return new Window(now.minus(USUAL), now);
  }
}
