package dev.turnup.engine.cost;

import dev.turnup.engine.cost.Trial.Outcome;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What rows might have come to. */
final class Outcomes {

  private Outcomes() {}

  /** One repetition, of which nothing but this is known. */
  static Outcome of(Map<Measure, Double> figures) {
    return outcome(figures, Map.of(), Set.of());
  }

  /** One repetition, of everything the same. */
  static Outcome ofAll(double figure) {
    Map<Measure, Double> figures = new EnumMap<>(Measure.class);
    Arrays.stream(Measure.values()).forEach(measure -> figures.put(measure, figure));
    return of(figures);
  }

  static Outcome withPath(Map<String, Double> path) {
    return outcome(Map.of(), path, Set.of());
  }

  static Outcome withEngineTables(Set<String> engineTables) {
    return outcome(Map.of(), Map.of(), engineTables);
  }

  private static Outcome outcome(
      Map<Measure, Double> figures, Map<String, Double> path, Set<String> engineTables) {
    return new Outcome(
        figures, new Statements(List.of()), path, Map.of(), new TreeSet<>(engineTables));
  }
}
