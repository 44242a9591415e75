package dev.turnup.engine.kpi;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A number, judged.
 *
 * @param parts what it comes from: by cause, by step, by colour
 */
public record Indicator(Kpi kpi, Reading whole, List<Part> parts) {

  public Indicator {
    parts = List.copyOf(parts);
  }

  /**
   * One part of it.
   *
   * @param of the cause, step or colour
   * @param name the same for people
   */
  public record Part(String of, String name, Reading reading) {}

  /**
   * What was read.
   *
   * @param value empty if nothing was there to be counted
   * @param counted what it was read from: orders, fallouts, pieces of work
   */
  public record Reading(Optional<Double> value, long counted, Unit unit, Limits limits) {

    public State state() {
      return value
          .map(read -> limits.hold(read) ? State.GOOD : State.BEYOND_LIMIT)
          .orElse(State.NOTHING_COUNTED);
    }
  }

  /** What the table wants; nothing where it says nothing. */
  public record Limits(Optional<Integer> target, Optional<Integer> lower, Optional<Integer> upper) {

    static final Limits NONE = new Limits(Optional.empty(), Optional.empty(), Optional.empty());

    private boolean hold(double value) {
      return lower.map(least -> value >= least).orElse(true)
          && upper.map(most -> value <= most).orElse(true);
    }
  }

  /** How it is. */
  public enum State {
    GOOD,
    BEYOND_LIMIT,
    NOTHING_COUNTED;

    /** {@code beyond-limit}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
