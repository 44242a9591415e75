package dev.turnup.engine.kpi;

import java.util.Locale;

/** What a number is told in. */
public enum Unit {
  PERCENT(0.01),
  MINUTES(60),
  HOURS(3_600),
  DAYS(86_400);

  private final double size;

  Unit(double size) {
    this.size = size;
  }

  /** {@code hours}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Times are measured in seconds, shares from 0 to 1. */
  double of(double measured) {
    return measured / size;
  }

  /** Whether what is told in the one can be told in the other. */
  boolean isLike(Unit other) {
    return (this == PERCENT) == (other == PERCENT);
  }
}
