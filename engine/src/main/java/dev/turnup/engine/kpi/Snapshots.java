package dev.turnup.engine.kpi;

import java.util.Optional;

/** The figures of the last 30 days as they were counted last, the same on all nodes. */
public interface Snapshots {

  Optional<Figures> newest();

  /** Replaces them. */
  void keep(Figures figures);
}
