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

  /**
   * The same of all orders, for who counts again and again: of what is long over and of very many
   * open orders it tells what it counted up to an hour before.
   */
  Optional<Counts> again(Window window, int causes);
}
