package dev.turnup.connectors.sandbox.clock;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a node is with a step of the walk.
 *
 * @param nextDue what it waits for next; asked of a node that stands still
 * @param waitsFor why it is not ready, in words; empty if it is
 */
record NodeState(long step, boolean ready, Optional<Instant> nextDue, String waitsFor) {

  boolean readyWith(long wanted) {
    return step == wanted && ready;
  }
}
