package dev.turnup.engine.cost;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * What an order costs, and what it would cost others: {@code -Dbench=order-cost}, about an hour a
 * product. {@code --rows=4 --products=mobile-line --repetitions=1} measures less, {@code --short}
 * only shows that it works.
 */
final class OrderCostBenchmark {

  private static final Path DOCUMENTED = Path.of("..", "docs", "benchmark");
  private static final Path WORK = Path.of("target", "order-cost").toAbsolutePath();

  private OrderCostBenchmark() {}

  public static void main(String[] args) throws IOException, SQLException, InterruptedException {
    ((Logger) LoggerFactory.getLogger("io.zonky")).setLevel(Level.WARN);
    Plan plan = Plan.of(List.of(args));
    Machine.Load load = Machine.load();
    System.out.println(load);
    if (load.isBusy() && !plan.trial()) {
      System.err.println(
          "The machine is busy: nothing is measured on it. --short shows that it works.");
      System.exit(1);
    }
    Files.createDirectories(WORK);
    Path pages = plan.trial() ? WORK : DOCUMENTED;
    Files.createDirectories(pages);
    if (plan.crowd() > 0) {
      write(pages.resolve("crowd.md"), new Crowd(plan, WORK, plan.crowd()).measure());
    } else if (plan.slowSystem()) {
      write(pages.resolve("slow-system.md"), new SlowSystem(plan, WORK).measure());
    } else {
      measureRows(plan, load, pages);
    }
    System.exit(0);
  }

  private static void measureRows(Plan plan, Machine.Load load, Path pages)
      throws IOException, SQLException, InterruptedException {
    Map<Product, Results> results = new EnumMap<>(Product.class);
    String database = "";
    for (int repetition = 1; repetition <= plan.repetitions(); repetition++) {
      for (Product product : plan.products()) {
        for (Row row : plan.rows().stream().filter(r -> r.runs(product)).toList()) {
          System.out.printf("%s, %s, repetition %d%n", product.code(), row.title(), repetition);
          try (Trial trial = new Trial(plan, row, product, WORK, row.toldActivities())) {
            Trial.Outcome outcome = trial.run();
            database = trial.database();
            outcome
                .figures()
                .forEach((m, v) -> System.out.printf("  %-62s%14s%n", m.label(), m.shown(v)));
            results.computeIfAbsent(product, none -> new Results()).add(row, outcome);
          }
        }
      }
    }
    for (Map.Entry<Product, Results> of : results.entrySet()) {
      Budget.of(of.getKey(), of.getValue())
          .forEach(
              line ->
                  System.out.printf(
                      "  %s: %s (%s)%n", line.allowed(), line.measured(), line.verdict()));
      Path page =
          new Report(plan, database, of.getKey(), of.getValue()).write(load.toString(), pages);
      System.out.println("written: " + page.normalize());
    }
    if (!results.values().stream().allMatch(Results::count)) {
      System.err.println("The rows took different ways: this run does not count.");
      System.exit(1);
    }
  }

  private static void write(Path page, List<String> lines) throws IOException {
    lines.forEach(System.out::println);
    Files.write(page, lines);
  }
}
