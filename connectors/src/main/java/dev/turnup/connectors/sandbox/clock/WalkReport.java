package dev.turnup.connectors.sandbox.clock;

import java.time.Instant;
import java.util.List;

/**
 * What became of a walk.
 *
 * @param now the sandbox's time at its end
 * @param stops the due moments at which it stopped, in order
 * @param reached whether it came to its target with nothing left to do
 * @param waitsFor what it still waited for when its real time was over; empty if it reached
 */
public record WalkReport(
    Instant from,
    Instant target,
    Instant now,
    List<Instant> stops,
    boolean reached,
    List<String> waitsFor) {

  public WalkReport {
    stops = List.copyOf(stops);
    waitsFor = List.copyOf(waitsFor);
  }
}
