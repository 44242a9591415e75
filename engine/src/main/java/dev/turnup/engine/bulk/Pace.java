package dev.turnup.engine.bulk;

import dev.turnup.engine.order.Refused;
import java.time.Duration;

/**
 * How fast a run goes, and what stops it.
 *
 * @param canary so many orders go first, and all of them are re-checked before any other is
 *     touched; if nothing has come of any that was acted on, none is
 * @param perMinute orders a minute, at most
 * @param stopAtPercent the run stops when so many in a hundred of those re-checked have failed
 * @param recheckAfter an order is looked at so long after it was its turn, and again as long as
 *     nothing has come of it
 * @param recheckWithin what has come of nothing by then is unchanged
 */
public record Pace(
    int canary, int perMinute, int stopAtPercent, Duration recheckAfter, Duration recheckWithin) {

  /** Unless somebody says otherwise. */
  public static final Pace USUAL =
      new Pace(5, 60, 20, Duration.ofMinutes(1), Duration.ofMinutes(10));

  /** Of how many re-checked orders a share says something, where no canary says it. */
  private static final int SAMPLE = 5;

  /**
   * @throws Refused if it is no pace
   */
  public Pace {
    refuseUnless(canary >= 0 && canary <= 1_000, "canary is a number of orders from 0 to 1,000");
    refuseUnless(
        perMinute >= 1 && perMinute <= 6_000, "perMinute is a number of orders from 1 to 6,000");
    refuseUnless(
        stopAtPercent >= 1 && stopAtPercent <= 100, "stopAtPercent is a number from 1 to 100");
    refuseUnless(
        recheckAfter.compareTo(Duration.ofSeconds(1)) >= 0
            && recheckAfter.compareTo(Duration.ofHours(1)) <= 0,
        "recheckAfter is a duration from PT1S to PT1H");
    refuseUnless(
        recheckWithin.compareTo(recheckAfter) >= 0
            && recheckWithin.compareTo(Duration.ofDays(1)) <= 0,
        "recheckWithin is a duration from recheckAfter to P1D");
  }

  private static void refuseUnless(boolean right, String rule) {
    if (!right) {
      throw new Refused(rule);
    }
  }

  /** How many orders have to be re-checked before their failures count. */
  int sample() {
    return canary > 0 ? canary : SAMPLE;
  }

  /** Between the turns of two orders. */
  Duration interval() {
    return Duration.ofMinutes(1).dividedBy(perMinute);
  }
}
