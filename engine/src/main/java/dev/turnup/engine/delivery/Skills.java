package dev.turnup.engine.delivery;

import java.util.SortedSet;

/** What technicians can do. */
public interface Skills {

  /** What at least one of them can do. */
  SortedSet<String> known();
}
