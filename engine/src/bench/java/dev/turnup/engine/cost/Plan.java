package dev.turnup.engine.cost;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What is measured, and for how long.
 *
 * @param trial whether this is to see that it works: figures are worth nothing
 * @param warmUp at least; it goes on until the compilers rest, at most {@link #LONGEST_WARM_UP}
 * @param atTwenty of orders that come at 20 a second, which may be more than are worked off
 * @param atHalf of orders that come at half of what was reached at saturation
 * @param inFlight orders that are open at the same time where as many are worked off as possible
 * @param waiting orders that wait for their day
 * @param crowd instead of rows, orders that wait and as many that have ended; 0 for none
 * @param slowSystem instead of rows, beside an outside system that is slow
 */
record Plan(
    boolean trial,
    List<Row> rows,
    List<Product> products,
    int repetitions,
    Duration warmUp,
    Duration saturated,
    Duration atTwenty,
    Duration atHalf,
    int inFlight,
    int waiting,
    int crowd,
    boolean slowSystem) {

  /** Until as much is under way as ever. */
  static final Duration RAMP_UP = Duration.ofSeconds(3);

  /** The same for all rows, and all that a reader has to wait for. */
  static final Duration LONGEST_WARM_UP = Duration.ofMinutes(4);

  /** Percent of a processor. */
  static final double COMPILERS_AT_REST = 10;

  static Plan of(List<String> options) {
    boolean trial = options.contains("--short");
    return new Plan(
        trial,
        Arrays.stream(value(options, "rows", "1,2,3,4").split(",")).map(Row::of).sorted().toList(),
        Arrays.stream(value(options, "products", "mobile-line,internet,triple-play").split(","))
            .map(Product::of)
            .toList(),
        Integer.parseInt(value(options, "repetitions", trial ? "1" : "3")),
        seconds(options, "warm-up", trial ? "5" : "60"),
        seconds(options, "saturated", trial ? "15" : "60"),
        Duration.ofSeconds(trial ? 3 : 30),
        Duration.ofSeconds(trial ? 3 : 45),
        Integer.parseInt(value(options, "open", trial ? "16" : "64")),
        trial ? 50 : 1_000,
        Integer.parseInt(value(options, "crowd", "0")),
        options.contains("--slow-system"));
  }

  /** Of each kind of wait that only Turnup knows; they have to be worked off as far as that. */
  int waitingOtherwise() {
    return waiting / 2;
  }

  private static Duration seconds(List<String> options, String name, String otherwise) {
    return Duration.ofSeconds(Long.parseLong(value(options, name, otherwise)));
  }

  private static String value(List<String> options, String name, String otherwise) {
    String prefix = "--" + name + "=";
    return options.stream()
        .filter(option -> option.startsWith(prefix))
        .map(option -> option.substring(prefix.length()))
        .findFirst()
        .orElse(otherwise);
  }
}
