package dev.turnup.engine.cost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes what came out for one product as a page in Markdown, with a chart. */
final class Report {

  private static final int STATEMENTS = 30;
  private static final double TWENTY = 20;

  /** Fewer have no p99.9 but the longest of them. */
  private static final double ENOUGH = 1_000;

  private final Plan plan;
  private final String database;
  private final Product product;
  private final Results results;
  private final StringBuilder page = new StringBuilder();

  Report(Plan plan, String database, Product product, Results results) {
    this.plan = plan;
    this.database = database;
    this.product = product;
    this.results = results;
  }

  /**
   * Writes into a directory, and leaves the pages of other products alone; the page's name is told.
   */
  Path write(String load, Path directory) throws IOException {
    Files.createDirectories(directory);
    line("# What an order costs: %s", product.code());
    line("");
    if (plan.trial()) {
      line("**A short run, to see that the benchmark works: these figures are worth nothing.**");
      line("");
    }
    line(
        "Measured on %s by `mvn -Pbench -Dbench=order-cost`; how is told in [README.md](README.md).",
        LocalDate.now());
    line("");
    String chart = "order-cost-%s.svg".formatted(product.code());
    Files.writeString(directory.resolve(chart), Chart.of(product, results));
    line("![%s](%s)", product.code(), chart);
    if (!results.count()) {
      section("This run does not count: rows took different ways", results.differingPaths());
    }
    figures();
    budget();
    section("What limits these figures", limits());
    section("Where Turnup is worse than another row", results.lost());
    section("What an order does", paths());
    setting(load);
    settings();
    for (Row row : results.rows()) {
      line("");
      line("## Statements of %s, per order", row.title());
      line("");
      page.append(results.last(row).statements().table(STATEMENTS));
    }
    Path file = directory.resolve("results-%s.md".formatted(product.code()));
    Files.writeString(file, page);
    return file;
  }

  private void figures() {
    line("");
    line("| | %s |", results.rows().stream().map(Row::title).collect(Collectors.joining(" | ")));
    line("|---|%s", "---:|".repeat(results.rows().size()));
    for (Measure measure : Measure.values()) {
      if (results.rows().stream().anyMatch(row -> results.has(row, measure))) {
        line(
            "| %s | %s |",
            measure.label(),
            results.rows().stream()
                .map(row -> results.shown(row, measure))
                .collect(Collectors.joining(" | ")));
      }
    }
  }

  private void budget() {
    List<Budget.Line> lines = Budget.of(product, results);
    if (!lines.isEmpty()) {
      line("");
      line("## The budget");
      line("");
      line("| | Turnup | |");
      line("|---|---:|---|");
      lines.forEach(
          line -> line("| %s | %s | %s |", line.allowed(), line.measured(), line.verdict()));
      line("");
      line(
          "What very many orders cost, and a slow system: [crowd](crowd.md), [slow system](slow-system.md).");
    }
  }

  /** What a reader has to know of the figures before believing them. */
  private List<String> limits() {
    List<String> limits = new ArrayList<>();
    for (Row row : results.rows()) {
      if (results.median(row, Measure.THROUGHPUT) < TWENTY) {
        limits.add(
            "%s: 20 orders/s is above saturation (%s), so orders wait for each other more and more while they come at that rate"
                .formatted(row.title(), results.shown(row, Measure.THROUGHPUT)));
      }
      for (Measure accepts : List.of(Measure.ACCEPTS_AT_20, Measure.ACCEPTS_AT_HALF)) {
        if (results.median(row, accepts) < ENOUGH) {
          limits.add(
              "%s: %s orders %s are too few for a p99.9, which is the longest of them"
                  .formatted(
                      row.title(),
                      results.shown(row, accepts),
                      accepts == Measure.ACCEPTS_AT_20
                          ? "at 20 a second"
                          : "at half of saturation"));
        }
      }
      if (results.median(row, Measure.COMPILERS_AT_REST) > Plan.COMPILERS_AT_REST) {
        limits.add(
            "%s: its compilers were at work when the warm-up ended (%s %% of a processor); of the JVM's CPU at saturation they took %s %%"
                .formatted(
                    row.title(),
                    results.shown(row, Measure.COMPILERS_AT_REST),
                    results.shown(row, Measure.COMPILERS)));
      }
    }
    return limits;
  }

  private List<String> paths() {
    List<String> paths = new ArrayList<>();
    for (Row row : results.rows()) {
      Trial.Outcome outcome = results.last(row);
      if (!outcome.path().isEmpty()) {
        paths.add(
            "%s: a mobile line passes %.1f activities: %s"
                .formatted(
                    row.title(),
                    outcome.path().values().stream().mapToDouble(passed -> passed).sum(),
                    outcome.path().entrySet().stream()
                        .map(Report::passed)
                        .collect(Collectors.joining(", "))));
      }
      if (!outcome.effects().isEmpty()) {
        paths.add("%s, outside, each once: %s".formatted(row.title(), all(outcome.effects())));
      }
    }
    return paths;
  }

  private static String passed(Map.Entry<String, Double> activity) {
    return activity.getValue() == 1
        ? activity.getKey()
        : "%s × %.3g".formatted(activity.getKey(), activity.getValue());
  }

  private void setting(String load) {
    line("");
    line("## What is the same for all rows");
    line("");
    line("- Machine: %s; at the start %s", Machine.description(), load);
    line("- PostgreSQL %s: %s", database, all(Server.SETTINGS));
    line("- Each JVM that is measured: %s; defaults otherwise", String.join(" ", Row.JVM));
    line("- Its pool: %s", Intake.pooling());
    line(
        "- %d repetition(s), median and in parentheses least and most; warm-up %d s, and until compilers take less than %.0f %% of a processor, at most %d s; saturated %d s with %d orders open; %d s at 20 a second, %d s at half of saturation; %d waiting orders",
        plan.repetitions(),
        plan.warmUp().toSeconds(),
        Plan.COMPILERS_AT_REST,
        Plan.LONGEST_WARM_UP.toSeconds(),
        plan.saturated().toSeconds(),
        plan.inFlight(),
        plan.atTwenty().toSeconds(),
        plan.atHalf().toSeconds(),
        plan.waiting());
  }

  private void settings() {
    line("");
    line("## What differs");
    line("");
    List<Row> rows = results.rows();
    line("| | %s |", rows.stream().map(Row::title).collect(Collectors.joining(" | ")));
    line("|---|%s", "---|".repeat(rows.size()));
    TreeSet<String> names = new TreeSet<>();
    rows.forEach(row -> names.addAll(RowSettings.of(row).keySet()));
    for (String name : names) {
      List<String> values =
          rows.stream().map(row -> RowSettings.of(row).getOrDefault(name, "–")).toList();
      if (rows.size() == 1 || values.stream().distinct().count() > 1) {
        line("| %s | %s |", name, String.join(" | ", values));
      }
    }
    section("Of the engine's tables, in row 2 only", results.onlyIn(Row.CAMUNDA, Row.TURNUP));
    section("Of the engine's tables, in row 4 only", results.onlyIn(Row.TURNUP, Row.CAMUNDA));
  }

  private void section(String title, List<String> points) {
    if (!points.isEmpty()) {
      line("");
      line("## %s", title);
      line("");
      points.forEach(point -> line("- %s", point));
    }
  }

  private static String all(Map<String, ?> named) {
    return named.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private void line(String format, Object... arguments) {
    page.append(arguments.length == 0 ? format : format.formatted(arguments)).append('\n');
  }
}
