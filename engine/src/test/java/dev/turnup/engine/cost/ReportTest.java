package dev.turnup.engine.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  @TempDir private Path directory;

  @Test
  void leavesThePageOfAnotherProductAlone() throws IOException {
    Path other = Files.writeString(directory.resolve("results-internet.md"), "of another day");

    write(Product.MOBILE_LINE, Row.values());

    assertThat(other).hasContent("of another day");
    assertThat(directory)
        .isDirectoryContaining("glob:**/results-mobile-line.md")
        .isDirectoryContaining("glob:**/order-cost-mobile-line.svg");
  }

  @Test
  void saysWhichLinesOfTheBudgetAreMissed() throws IOException {
    String page = write(Product.MOBILE_LINE, Row.CAMUNDA, Row.TURNUP);

    assertThat(page)
        .contains("| CPU ms per order, JVM and PostgreSQL: at most 1.0 × row 2 | 1.00 × | met |")
        .contains(
            "s from exec to the first accepted order, second start: under 10 | 15.0 | **missed** |")
        .contains(
            "at least 1.5 × row 3 | row 3 bare Flowable 7.2.0 is not among those of this run | not measured |");
  }

  @Test
  void saysWhatLimitsTheFigures() throws IOException {
    String page = write(Product.MOBILE_LINE, Row.TURNUP);

    assertThat(page)
        .contains("4 Turnup: 20 orders/s is above saturation (15.0)")
        .contains("4 Turnup: 15 orders at half of saturation are too few for a p99.9")
        .contains(
            "4 Turnup: its compilers were at work when the warm-up ended (15.0 % of a processor)");
  }

  @Test
  void saysNothingOfThatWhereNothingLimits() throws IOException {
    Map<Measure, Double> figures = new EnumMap<>(Outcomes.ofAll(2_000).figures());
    figures.put(Measure.COMPILERS_AT_REST, 1.0);
    Results results = new Results();
    results.add(Row.TURNUP, Outcomes.of(figures));

    assertThat(write(Product.MOBILE_LINE, results)).doesNotContain("What limits");
  }

  @Test
  void printsOnlySettingsThatDiffer() throws IOException {
    String both = write(Product.MOBILE_LINE, Row.CAMUNDA, Row.TURNUP);
    String alone = write(Product.INTERNET, Row.TURNUP);

    assertThat(both)
        .contains("| save points | each a transaction | passed while nothing fails")
        .contains("| authorization | off | on |")
        .doesNotContain("| index on due dates |");
    assertThat(alone).contains("| index on due dates | yes |");
  }

  private String write(Product product, Row... rows) throws IOException {
    Results results = new Results();
    for (Row row : rows) {
      results.add(row, Outcomes.ofAll(15));
    }
    return write(product, results);
  }

  private String write(Product product, Results results) throws IOException {
    Plan plan = Plan.of(List.of());
    return Files.readString(new Report(plan, "17", product, results).write("idle", directory));
  }
}
