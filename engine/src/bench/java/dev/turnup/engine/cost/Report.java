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

/** Writes what came out as a page in Markdown, with a chart for each product. */
final class Report {

  private static final int STATEMENTS = 30;

  private final Plan plan;
  private final String database;
  private final StringBuilder page = new StringBuilder();

  Report(Plan plan, String database) {
    this.plan = plan;
    this.database = database;
  }

  /** Writes into a directory; the page's name is told. */
  Path write(Map<Product, Results> results, String load, Path directory) throws IOException {
    Files.createDirectories(directory);
    line("# What an order costs: results");
    line("");
    if (plan.trial()) {
      line("**A short run, to see that the benchmark works: these figures are worth nothing.**");
      line("");
    }
    line(
        "Measured on %s by `mvn -Pbench -Dbench=order-cost`; how is told in [README.md](README.md).",
        LocalDate.now());
    line("");
    line("- Machine: %s; at the start %s", Machine.description(), load);
    line("- PostgreSQL %s: %s", database, all(Server.SETTINGS));
    line("- Each JVM that is measured: %s; %s", String.join(" ", Row.JVM), "defaults otherwise");
    line(
        "- %d repetition(s), median and in parentheses least and most; warm-up %d s or more, saturated %d s with %d orders open, %d s at each rate; %d waiting orders",
        plan.repetitions(),
        plan.warmUp().toSeconds(),
        plan.saturated().toSeconds(),
        plan.inFlight(),
        plan.atRate().toSeconds(),
        plan.waiting());
    settings();
    for (Map.Entry<Product, Results> each : results.entrySet()) {
      String chart = "order-cost-" + each.getKey().code() + ".svg";
      Files.writeString(directory.resolve(chart), Chart.of(each.getKey(), each.getValue()));
      product(each.getKey(), each.getValue(), chart);
    }
    Path file = directory.resolve("results.md");
    Files.writeString(file, page);
    return file;
  }

  private void settings() {
    line("");
    line("## Settings that differ");
    line("");
    List<Row> rows = plan.rows();
    head("", rows);
    TreeSet<String> names = new TreeSet<>();
    rows.forEach(row -> names.addAll(row.settings().keySet()));
    for (String name : names) {
      List<String> values =
          rows.stream().map(row -> row.settings().getOrDefault(name, "–")).toList();
      if (values.stream().distinct().count() > 1) {
        line("| %s | %s |", name, String.join(" | ", values));
      }
    }
  }

  private void product(Product product, Results results, String chart) {
    line("");
    line("## %s", product.code());
    line("");
    line("![%s](%s)", product.code(), chart);
    line("");
    if (!results.count()) {
      section(
          "This run does not count: rows 2 and 4 took different ways", results.differingPaths());
      line("");
    }
    List<Row> rows = results.rows();
    head("", rows);
    for (Measure measure : Measure.values()) {
      line(
          "| %s | %s |",
          measure.label(),
          rows.stream().map(row -> results.shown(row, measure)).collect(Collectors.joining(" | ")));
    }
    budget(results);
    section("Where Turnup is worse than another row", results.lost());
    section("What an order does", paths(results));
    for (Row row : rows) {
      line("");
      line("### Statements of %s, per order", row.title());
      line("");
      page.append(results.last(row).statements().table(STATEMENTS));
    }
  }

  private void budget(Results results) {
    List<String> ratios = new ArrayList<>();
    if (results.has(Row.CAMUNDA, Row.TURNUP)) {
      for (Measure measure : List.of(Measure.CPU, Measure.STATEMENTS, Measure.WAL)) {
        ratios.add(
            "%s: %.2f × row 2 (budget 1.0)"
                .formatted(measure.label(), ratio(results, measure, Row.CAMUNDA)));
      }
    }
    if (results.has(Row.FLOWABLE, Row.TURNUP)) {
      ratios.add(
          "%s: %.2f × row 3 (budget 1.5)"
              .formatted(
                  Measure.THROUGHPUT.label(), ratio(results, Measure.THROUGHPUT, Row.FLOWABLE)));
    }
    if (results.has(Row.TURNUP)) {
      ratios.add(
          "%s: %s (budget 50)"
              .formatted(
                  Measure.ACCEPT_P99_AT_HALF.label(),
                  results.shown(Row.TURNUP, Measure.ACCEPT_P99_AT_HALF)));
    }
    section("The budget", ratios);
  }

  private static double ratio(Results results, Measure measure, Row other) {
    return results.median(Row.TURNUP, measure) / results.median(other, measure);
  }

  private static List<String> paths(Results results) {
    List<String> paths = new ArrayList<>();
    for (Row row : results.rows()) {
      Trial.Outcome outcome = results.last(row);
      if (!outcome.path().isEmpty()) {
        paths.add(
            "%s: %.1f activities: %s"
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

  private void section(String title, List<String> points) {
    if (!points.isEmpty()) {
      line("");
      line("### %s", title);
      line("");
      points.forEach(point -> line("- %s", point));
    }
  }

  private void head(String first, List<Row> rows) {
    line("| %s | %s |", first, rows.stream().map(Row::title).collect(Collectors.joining(" | ")));
    line("|---|%s", "---:|".repeat(rows.size()));
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
