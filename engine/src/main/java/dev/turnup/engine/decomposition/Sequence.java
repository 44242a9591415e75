package dev.turnup.engine.decomposition;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** In which order things can be gone through that rely on one another. */
public final class Sequence {

  private Sequence() {}

  /**
   * All of them, each after what it relies on. Without recursion: an order may be a chain of
   * thousands.
   *
   * @param id by which they name one another
   * @param reliesOn ids; of what is not among them nothing is expected
   * @throws IllegalArgumentException if they rely on one another in a circle
   */
  public static <T, I> List<T> prerequisitesFirst(
      Collection<T> all, Function<T, I> id, Function<T, ? extends Collection<I>> reliesOn) {
    Map<I, List<T>> dependants = new HashMap<>();
    all.forEach(each -> dependants.put(id.apply(each), new ArrayList<>()));
    Map<I, Integer> missing = new HashMap<>();
    Deque<T> ready = new ArrayDeque<>();
    for (T each : all) {
      int others = 0;
      for (I other : reliesOn.apply(each)) {
        List<T> waiting = dependants.get(other);
        if (waiting != null) {
          others++;
          waiting.add(each);
        }
      }
      missing.put(id.apply(each), others);
      if (others == 0) {
        ready.add(each);
      }
    }
    List<T> sorted = new ArrayList<>();
    while (!ready.isEmpty()) {
      T next = ready.remove();
      sorted.add(next);
      for (T dependant : dependants.get(id.apply(next))) {
        if (missing.merge(id.apply(dependant), -1, Integer::sum) == 0) {
          ready.add(dependant);
        }
      }
    }
    if (sorted.size() < all.size()) {
      throw new IllegalArgumentException("some rely on one another in a circle");
    }
    return sorted;
  }
}
