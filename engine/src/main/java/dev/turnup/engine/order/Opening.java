package dev.turnup.engine.order;

import java.time.Duration;
import java.time.Instant;

/** A stretch of time in which work goes on without a break. */
public record Opening(Instant start, Instant end) {

  /** Its elapsed time: less than clocks show where they go forward, more where they go back. */
  public Duration length() {
    return Duration.between(start, end);
  }

  static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
