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

  double median(Row row, Measure measure) {
    double[] sorted = sorted(row, measure);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The median, and the least and the most. */
  String shown(Row row, Measure measure) {
    double[] sorted = sorted(row, measure);
    String median = measure.shown(median(row, measure));
    return sorted.length == 1
        ? median
        : "%s (%s–%s)"
            .formatted(median, measure.shown(sorted[0]), measure.shown(sorted[sorted.length - 1]));
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
    double ours = median(Row.TURNUP, measure);
    List<String> better =
        rows().stream()
            .filter(row -> row != Row.TURNUP)
            .filter(
                row ->
                    measure.isMoreBetter()
                        ? median(row, measure) > ours
                        : median(row, measure) < ours)
            .map(row -> "%s (%s)".formatted(row.title(), measure.shown(median(row, measure))))
            .toList();
    return better.isEmpty()
        ? Stream.empty()
        : Stream.of(
            "%s: %s; better are %s"
                .formatted(measure.label(), measure.shown(ours), String.join(", ", better)));
  }

  /** Whether the two engines that run Turnup's models ran the same, where both were measured. */
  boolean count() {
    return !has(Row.CAMUNDA, Row.TURNUP) || differingPaths().isEmpty();
  }

  /** Activities that bare Camunda and Turnup did not pass equally often. */
  List<String> differingPaths() {
    Map<String, Double> bare = last(Row.CAMUNDA).path();
    Map<String, Double> ours = last(Row.TURNUP).path();
    return Stream.concat(bare.keySet().stream(), ours.keySet().stream())
        .distinct()
        .filter(
            activity -> !bare.getOrDefault(activity, 0.0).equals(ours.getOrDefault(activity, 0.0)))
        .map(
            activity ->
                "%s: %s and %s"
                    .formatted(
                        activity,
                        bare.getOrDefault(activity, 0.0),
                        ours.getOrDefault(activity, 0.0)))
        .toList();
  }
}
