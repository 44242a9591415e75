package dev.turnup.engine.kpi;

import dev.turnup.engine.kpi.Figures.Counts;
import java.util.Optional;

/** Counts the rows of orders. */
public interface Counting {

  /**
   * What happened in a window to some orders.
   *
   * @param causes how many causes have a line of their own
   * @return empty if it takes too long: a shorter window may not
   */
  Optional<Counts> of(Window window, Slice slice, int causes);
}
