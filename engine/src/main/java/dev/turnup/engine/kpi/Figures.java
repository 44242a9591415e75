package dev.turnup.engine.kpi;

import java.time.Instant;
import java.util.List;

/**
 * What was counted at a moment. No customer and no order can be read from it.
 *
 * @param steps where open orders are at the moment, whatever the slice; the most frequent first
 */
public record Figures(Instant at, Window window, Slice slice, Counts counts, List<Step> steps) {

  public Figures {
    steps = List.copyOf(steps);
  }

  /** Everything together. */
  public static final String ALL = "";

  /** The fallouts of all causes that have no line of their own. */
  public static final String OTHER = "other";

  /**
   * What the rows of orders tell.
   *
   * @param accepted orders that were accepted in the window
   * @param ended orders that ended in it other than by being rejected or cancelled
   * @param right those of them that were completed, and that nobody had to mend
   * @param fellOut by cause, what fell out in the window; {@link #ALL} first, then the most
   *     frequent, {@link #OTHER} at the end
   * @param settled by cause in the same order, what was settled in the window
   * @param tasks pieces of work that people ended in the window and had taken up before
   * @param touchSeconds how long they had them in hand
   * @param open orders that are open now and have a promise
   * @param amber those of them whose promise is in danger
   * @param red those of them whose promise will be missed, or is
   */
  public record Counts(
      long accepted,
      long ended,
      long right,
      List<FellOut> fellOut,
      List<Settled> settled,
      long tasks,
      long touchSeconds,
      long open,
      long amber,
      long red) {

    public Counts {
      fellOut = List.copyOf(fellOut);
      settled = List.copyOf(settled);
    }
  }

  /** How many fallouts of a cause there were, and on how many orders. */
  public record FellOut(String cause, long fallouts, long orders) {}

  /** How many fallouts of a cause were settled, and how long that took, of all of them together. */
  public record Settled(String cause, long fallouts, double totalSeconds) {}

  /**
   * A step that orders are at.
   *
   * @param step {@code site-visit/Task_InstallOnSite}; {@link #ALL} for all steps together
   * @param name for people: {@code Install on site}
   * @param times how many are at it
   * @param medianSeconds how long the middle one is
   * @param ninthSeconds what nine of ten are not longer at it than
   * @param oldestSeconds how long the oldest one is
   */
  public record Step(
      String step,
      String name,
      long times,
      double medianSeconds,
      double ninthSeconds,
      double oldestSeconds) {}
}
