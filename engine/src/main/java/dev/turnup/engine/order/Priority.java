package dev.turnup.engine.order;

import java.time.Duration;
import java.time.Instant;

/**
 * Who comes first where much waits: the higher, the earlier. It is a moment, told as the hours from
 * it to a day far ahead, so what has waited longer has the higher one, and nobody has to raise it.
 *
 * @param value from 1 on
 */
public record Priority(int value) {

  private static final Instant FAR_AHEAD = Instant.parse("2100-01-01T00:00:00Z");

  /** Of what has waited since then without any head start. */
  public static Priority since(Instant moment) {
    return since(moment, 0);
  }

  /**
   * @param headStart as many hours longer it counts as having waited
   */
  static Priority since(Instant moment, int headStart) {
    long hours = Duration.between(moment, FAR_AHEAD).toHours() + headStart;
    return new Priority((int) Math.max(1, Math.min(hours, Integer.MAX_VALUE)));
  }
}
