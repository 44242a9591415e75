package dev.turnup.engine.decomposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CyclesTest {

  @Property(tries = 300)
  void findsNoneWhereEverythingReliesOnEarlierOnly(
      @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 20) Integer> from,
      @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 20) Integer> to) {
    Map<Integer, List<Integer>> edges = edges(from, to);
    edges.replaceAll((node, others) -> others.stream().filter(o -> o < node).toList());

    assertThat(Cycles.find(edges.keySet(), edges)).isEmpty();
  }

  @Property(tries = 300)
  void namesEdgesThatAreThereAndComesBackToWhereItBegan(
      @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 20) Integer> from,
      @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 20) Integer> to) {
    Map<Integer, List<Integer>> edges = edges(from, to);

    Cycles.find(edges.keySet(), edges)
        .ifPresent(
            cycle -> {
              assertThat(cycle.get(0)).isEqualTo(cycle.get(cycle.size() - 1));
              for (int i = 1; i < cycle.size(); i++) {
                assertThat(edges.get(cycle.get(i - 1))).contains(cycle.get(i));
              }
            });
  }

  @Property(tries = 100)
  void findsARing(@ForAll @IntRange(min = 1, max = 3000) int size) {
    Map<Integer, Set<Integer>> edges = new HashMap<>();
    for (int i = 0; i < size; i++) {
      edges.put(i, Set.of((i + 1) % size));
    }

    assertThat(Cycles.find(edges.keySet(), edges).orElseThrow()).hasSize(size + 1);
  }

  @Test
  void passesALongChain() {
    Map<Integer, Set<Integer>> edges = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      edges.put(i, Set.of(i + 1));
    }

    assertThat(Cycles.find(edges.keySet(), edges)).isEmpty();
  }

  private static Map<Integer, List<Integer>> edges(List<Integer> from, List<Integer> to) {
    Map<Integer, List<Integer>> edges = new HashMap<>();
    for (int i = 0; i < Math.min(from.size(), to.size()); i++) {
      edges.computeIfAbsent(from.get(i), n -> new ArrayList<>()).add(to.get(i));
    }
    return edges;
  }
}
