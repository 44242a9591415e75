package dev.turnup.engine.kpi;

import java.util.Locale;

/** What is measured; docs/kpis.md says how. The constant in lower case is how tables name it. */
public enum Kpi {
  FIRST_TIME_RIGHT("First time right", Unit.PERCENT, false),
  FALLOUT_RATE("Fallout rate", Unit.PERCENT, false),
  TOUCH_TIME("Touch time of an order", Unit.MINUTES, false),
  MEAN_TIME_TO_RESOLVE("Mean time to resolve a fallout", Unit.HOURS, false),
  AGEING("Age that one in ten open steps exceeds", Unit.HOURS, true),
  ORDERS_IN_JEOPARDY("Orders in jeopardy", Unit.PERCENT, true);

  private final String told;
  private final Unit unit;
  private final boolean ofNow;

  Kpi(String told, Unit unit, boolean ofNow) {
    this.told = told;
    this.unit = unit;
    this.ofNow = ofNow;
  }

  /** For people. */
  public String told() {
    return told;
  }

  /** What it is told in unless a table says otherwise. */
  Unit unit() {
    return unit;
  }

  /** Whether it is of the moment rather than of a window. */
  public boolean isOfNow() {
    return ofNow;
  }

  /** {@code first-time-right}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
