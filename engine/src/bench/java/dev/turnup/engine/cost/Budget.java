package dev.turnup.engine.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an order of Turnup may cost, and whether it costs more. A missed line is said, not hidden.
 */
final class Budget {

  private static final double OF_CAMUNDA = 1.0;
  private static final double OF_FLOWABLE = 1.5;
  private static final double ACCEPT_MILLIS = 50;
  private static final double START_SECONDS = 10;

  /**
   * KB of 1,000 orders. So much a heap differs by itself, when one more connection has prepared one
   * more statement; an order that is kept in memory, with its executions and variables, takes many
   * times that.
   */
  static final double TOLERATED_HEAP = 1_000;

  enum Verdict {
    MET("met"),
    MISSED("**missed**"),
    NOT_MEASURED("not measured");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }

    private static Verdict of(boolean met) {
      return met ? MET : MISSED;
    }
  }

  /**
   * @param allowed what may be
   * @param measured what is, or why nobody knows
   */
  record Line(String allowed, String measured, Verdict verdict) {}

  private final Product product;
  private final Results results;

  private Budget(Product product, Results results) {
    this.product = product;
    this.results = results;
  }

  /** All of it that one product can tell, if Turnup was measured. */
  static List<Line> of(Product product, Results results) {
    return results.has(Row.TURNUP) ? new Budget(product, results).lines() : List.of();
  }

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (Measure measure : List.of(Measure.CPU, Measure.STATEMENTS, Measure.WAL)) {
      lines.add(atMostOfCamunda(measure));
    }
    lines.add(atLeastOfFlowable());
    lines.add(
        lessThan(
            Measure.ACCEPT_P99_AT_HALF, "at most %.0f", Math.nextUp(ACCEPT_MILLIS), ACCEPT_MILLIS));
    lines.add(lessThan(Measure.SECOND_START, "under %.0f", START_SECONDS, START_SECONDS));
    for (Measure heap :
        List.of(Measure.HEAP_OF_WAITING, Measure.HEAP_OF_CALLBACKS, Measure.HEAP_OF_TASKS)) {
      lines.add(
          lessThan(
              heap, "none, that is at most %,.0f", Math.nextUp(TOLERATED_HEAP), TOLERATED_HEAP));
    }
    lines.add(smallHeap());
    return lines;
  }

  private Line atMostOfCamunda(Measure measure) {
    String allowed =
        String.format(Locale.ROOT, "%s: at most %.1f × row 2", measure.label(), OF_CAMUNDA);
    if (!results.has(Row.CAMUNDA, measure) || !results.has(Row.TURNUP, measure)) {
      return notMeasured(allowed, Row.CAMUNDA);
    }
    double ratio = ratio(measure, Row.CAMUNDA);
    return new Line(allowed, times(ratio), Verdict.of(ratio <= OF_CAMUNDA));
  }

  private Line atLeastOfFlowable() {
    String allowed =
        String.format(
            Locale.ROOT, "%s: at least %.1f × row 3", Measure.THROUGHPUT.label(), OF_FLOWABLE);
    if (!results.has(Row.FLOWABLE, Measure.THROUGHPUT)
        || !results.has(Row.TURNUP, Measure.THROUGHPUT)) {
      return notMeasured(allowed, Row.FLOWABLE);
    }
    double ratio = ratio(Measure.THROUGHPUT, Row.FLOWABLE);
    return new Line(allowed, times(ratio), Verdict.of(ratio >= OF_FLOWABLE));
  }

  private double ratio(Measure measure, Row other) {
    return results.median(Row.TURNUP, measure) / results.median(other, measure);
  }

  private static String times(double ratio) {
    return String.format(Locale.ROOT, "%.2f ×", ratio);
  }

  private Line notMeasured(String allowed, Row other) {
    return new Line(
        allowed,
        other.runs(product)
            ? "row %s is not among those of this run".formatted(other.title())
            : "row %s has no %s".formatted(other.title(), product.code()),
        Verdict.NOT_MEASURED);
  }

  private Line lessThan(Measure measure, String words, double limit, double said) {
    String allowed = "%s: %s".formatted(measure.label(), words.formatted(said));
    return results.has(Row.TURNUP, measure)
        ? new Line(
            allowed,
            results.shown(Row.TURNUP, measure),
            Verdict.of(results.median(Row.TURNUP, measure) < limit))
        : new Line(allowed, "see " + Product.MOBILE_LINE.code(), Verdict.NOT_MEASURED);
  }

  /** Of every order of a run it is known that it ended. */
  private Line smallHeap() {
    String allowed =
        "triple play in a heap of 512 MB: %s: none".formatted(Measure.OUT_OF_MEMORY.label());
    if (product != Product.TRIPLE_PLAY || !results.has(Row.TURNUP, Measure.OUT_OF_MEMORY)) {
      return new Line(allowed, "see " + Product.TRIPLE_PLAY.code(), Verdict.NOT_MEASURED);
    }
    return new Line(
        allowed,
        "%s, %s"
            .formatted(results.shown(Row.TURNUP, Measure.OUT_OF_MEMORY), String.join(" ", Row.JVM)),
        Verdict.of(results.most(Row.TURNUP, Measure.OUT_OF_MEMORY) == 0));
  }
}
