package dev.turnup.engine.escalation;

import java.time.Duration;

/**
 * What one node at a time does. A lease spares work; it is no lock: a node that was frozen may
 * still act on a lease that has ended, so what is done under one must bear being done twice.
 */
public interface Leases {

  /**
   * Takes or keeps a lease for some real time; false if another node has it.
   *
   * @param holder this node
   */
  boolean take(String name, String holder, Duration lasts);
}
