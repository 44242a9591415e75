package dev.turnup.engine.decomposition;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds things that rely on themselves. */
final class Cycles {

  private Cycles() {}

  /**
   * A cycle, beginning and ending with the same node; empty if there is none.
   *
   * @param edges what each node relies on; nodes without an entry rely on nothing
   */
  static <N> Optional<List<N>> find(Collection<N> nodes, Map<N, ? extends Collection<N>> edges) {
    Set<N> done = new HashSet<>();
    for (N node : nodes) {
      Optional<List<N>> cycle = from(node, edges, done);
      if (cycle.isPresent()) {
        return cycle;
      }
    }
    return Optional.empty();
  }

  /** Depth first without recursion: an order may be a chain of thousands. */
  private static <N> Optional<List<N>> from(
      N start, Map<N, ? extends Collection<N>> edges, Set<N> done) {
    LinkedHashSet<N> path = new LinkedHashSet<>();
    Deque<Iterator<N>> open = new ArrayDeque<>();
    Deque<N> nodes = new ArrayDeque<>();
    N next = start;
    while (true) {
      if (path.contains(next)) {
        return Optional.of(closed(path, next));
      }
      if (done.add(next)) {
        path.add(next);
        nodes.push(next);
        Collection<N> others = edges.get(next);
        open.push(others == null ? List.<N>of().iterator() : others.iterator());
      }
      while (!open.isEmpty() && !open.peek().hasNext()) {
        open.pop();
        path.remove(nodes.pop());
      }
      if (open.isEmpty()) {
        return Optional.empty();
      }
      next = open.peek().next();
    }
  }

  private static <N> List<N> closed(LinkedHashSet<N> path, N again) {
    List<N> all = new ArrayList<>(path);
    List<N> cycle = new ArrayList<>(all.subList(all.indexOf(again), all.size()));
    cycle.add(again);
    return cycle;
  }
}
