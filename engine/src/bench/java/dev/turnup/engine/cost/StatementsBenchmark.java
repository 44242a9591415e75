package dev.turnup.engine.cost;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * Counts what an order asks of the database, by statement, in a minute or two: {@code
 * -Dbench="statements --rows=2,4 --products=mobile-line"}. Counts are hardly other on a busy
 * machine, so it runs on one; times are for whoever looks for a saving on an idle one.
 */
final class StatementsBenchmark {

  private static final Path WORK = Path.of("target", "order-cost").toAbsolutePath();
  private static final List<Measure> COUNTED =
      List.of(
          Measure.STATEMENTS,
          Measure.COMMITS,
          Measure.WAL,
          Measure.THROUGHPUT,
          Measure.JVM_CPU,
          Measure.POSTGRES_CPU);
  private static final int ALL = 1_000;

  private StatementsBenchmark() {}

  public static void main(String[] args) throws IOException, SQLException, InterruptedException {
    ((Logger) LoggerFactory.getLogger("io.zonky")).setLevel(Level.WARN);
    Files.createDirectories(WORK);
    Plan plan = Plan.of(Stream.concat(Stream.of("--short"), Stream.of(args)).toList());
    for (Product product : plan.products()) {
      for (Row row : plan.rows().stream().filter(r -> r.runs(product)).toList()) {
        System.out.printf("%s, %s%n", product.code(), row.title());
        try (Trial trial = new Trial(plan, row, product, WORK)) {
          String table = trial.countStatements().table(ALL);
          COUNTED.forEach(
              m -> System.out.printf("  %-62s%14s%n", m.label(), m.shown(trial.figures().get(m))));
          Path page =
              WORK.resolve(
                  "statements-%s-%s.md"
                      .formatted(row.name().toLowerCase(Locale.ROOT), product.code()));
          Files.writeString(page, table);
          System.out.println("  written: " + page);
        }
      }
    }
    System.exit(0);
  }
}
