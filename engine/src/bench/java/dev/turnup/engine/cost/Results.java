package dev.turnup.engine.cost;

import dev.turnup.engine.cost.Trial.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All repetitions of all rows for one product. */
final class Results {

  private final Map<Row, List<Outcome>> outcomes = new EnumMap<>(Row.class);

  void add(Row row, Outcome outcome) {
    outcomes.computeIfAbsent(row, none -> new ArrayList<>()).add(outcome);
  }

  List<Row> rows() {
    return List.copyOf(outcomes.keySet());
  }

  Outcome last(Row row) {
    List<Outcome> all = outcomes.get(row);
    return all.get(all.size() - 1);
  }

  boolean has(Row... rows) {
    return outcomes.keySet().containsAll(Arrays.asList(rows));
  }

  /** Whether it was measured of the row, each time. */
  boolean has(Row row, Measure measure) {
    return has(row)
        && outcomes.get(row).stream().allMatch(outcome -> outcome.figures().containsKey(measure));
  }

  /** Of what was measured, see {@link #has(Row, Measure)}. */
  double median(Row row, Measure measure) {
    double[] sorted = sorted(row, measure);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Of what was measured, see {@link #has(Row, Measure)}. */
  double most(Row row, Measure measure) {
    double[] sorted = sorted(row, measure);
    return sorted[sorted.length - 1];
  }

  /** The median, and the least and the most; a dash for what was not measured. */
  String shown(Row row, Measure measure) {
    if (!has(row, measure)) {
      return "–";
    }
    double[] sorted = sorted(row, measure);
    String median = measure.shown(median(row, measure));
    return sorted.length == 1
        ? median
        : "%s (%s–%s)"
            .formatted(median, measure.shown(sorted[0]), measure.shown(most(row, measure)));
  }

  private double[] sorted(Row row, Measure measure) {
    return outcomes.get(row).stream()
        .mapToDouble(outcome -> outcome.figures().get(measure))
        .sorted()
        .toArray();
  }

  /** What Turnup is worse in than another row. */
  List<String> lost() {
    if (!outcomes.containsKey(Row.TURNUP)) {
      return List.of();
    }
    return Arrays.stream(Measure.values()).flatMap(this::lost).toList();
  }

  private Stream<String> lost(Measure measure) {
    if (!has(Row.TURNUP, measure)) {
      return Stream.empty();
    }
    double ours = median(Row.TURNUP, measure);
    List<String> better =
        rows().stream()
            .filter(row -> row != Row.TURNUP && has(row, measure))
            .filter(row -> measure.isBetter(median(row, measure), ours))
            .map(row -> "%s (%s)".formatted(row.title(), measure.shown(median(row, measure))))
            .toList();
    return better.isEmpty()
        ? Stream.empty()
        : Stream.of(
            "%s: %s; better are %s"
                .formatted(measure.label(), measure.shown(ours), String.join(", ", better)));
  }

  /**
   * What the engine's tables have in the one row, and have not in the other; names of indexes
   * aside.
   */
  List<String> onlyIn(Row one, Row other) {
    return has(one, other)
        ? last(one).engineTables().stream()
            .filter(said -> !last(other).engineTables().contains(said))
            .toList()
        : List.of();
  }

  /**
   * Whether the engines that run Turnup's models ran the same, where more than one was measured.
   */
  boolean count() {
    return differingPaths().isEmpty();
  }

  /** Activities that another engine and the last one did not pass equally often. */
  List<String> differingPaths() {
    List<Row> engines = rows().stream().filter(Row::hasModels).toList();
    return engines.stream()
        .limit(Math.max(0, engines.size() - 1))
        .flatMap(row -> differingPaths(row, engines.get(engines.size() - 1)))
        .toList();
  }

  private Stream<String> differingPaths(Row one, Row other) {
    Map<String, Double> ones = path(one, other);
    Map<String, Double> others = path(other, one);
    return Stream.concat(ones.keySet().stream(), others.keySet().stream())
        .distinct()
        .filter(
            activity ->
                !ones.getOrDefault(activity, 0.0).equals(others.getOrDefault(activity, 0.0)))
        .map(
            activity ->
                "%s: %s in row %s, %s in row %s"
                    .formatted(
                        activity,
                        ones.getOrDefault(activity, 0.0),
                        one.title(),
                        others.getOrDefault(activity, 0.0),
                        other.title()));
  }

  /** Of one row, as far as the other can be compared with it. */
  private Map<String, Double> path(Row row, Row other) {
    Map<String, Double> path = last(row).path();
    return row.notesEventsThatDidNotHappen() || other.notesEventsThatDidNotHappen()
        ? Paths.withoutBoundaryEvents(path)
        : path;
  }
}
