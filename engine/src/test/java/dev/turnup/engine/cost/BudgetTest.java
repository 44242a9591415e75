package dev.turnup.engine.cost;

import static dev.turnup.engine.cost.Budget.Verdict.MET;
import static dev.turnup.engine.cost.Budget.Verdict.MISSED;
import static dev.turnup.engine.cost.Budget.Verdict.NOT_MEASURED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.cost.Budget.Verdict;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BudgetTest {

  private final Results results = new Results();

  @ParameterizedTest
  @EnumSource(names = {"CPU", "STATEMENTS", "WAL"})
  void costsNoMoreThanBareCamunda(Measure measure) {
    results.add(Row.CAMUNDA, Outcomes.of(Map.of(measure, 100.0)));
    results.add(Row.TURNUP, Outcomes.of(Map.of(measure, 100.0)));

    assertThat(verdict(measure)).isEqualTo(MET);
  }

  @ParameterizedTest
  @EnumSource(names = {"CPU", "STATEMENTS", "WAL"})
  void missesWhatIsMoreThanBareCamunda(Measure measure) {
    results.add(Row.CAMUNDA, Outcomes.of(Map.of(measure, 100.0)));
    results.add(Row.TURNUP, Outcomes.of(Map.of(measure, 100.1)));

    assertThat(verdict(measure)).isEqualTo(MISSED);
  }

  @ParameterizedTest
  @CsvSource({"15, MET", "14.9, MISSED"})
  void completesHalfAsManyAgainAsFlowable(double perSecond, Verdict verdict) {
    results.add(Row.FLOWABLE, Outcomes.of(Map.of(Measure.THROUGHPUT, 10.0)));
    results.add(Row.TURNUP, Outcomes.of(Map.of(Measure.THROUGHPUT, perSecond)));

    assertThat(verdict(Measure.THROUGHPUT)).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "ACCEPT_P99_AT_HALF, 50, MET",
    "ACCEPT_P99_AT_HALF, 50.1, MISSED",
    "SECOND_START, 9.9, MET",
    "SECOND_START, 10, MISSED",
    "HEAP_OF_WAITING, -3, MET",
    "HEAP_OF_WAITING, 1000, MET",
    "HEAP_OF_CALLBACKS, 1001, MISSED",
    "HEAP_OF_TASKS, 1001, MISSED"
  })
  void whatHoldsForTurnupAlone(Measure measure, double figure, Verdict verdict) {
    results.add(Row.TURNUP, Outcomes.of(Map.of(measure, figure)));

    assertThat(verdict(measure)).isEqualTo(verdict);
  }

  @Test
  void whatIsMissingIsNotMet() {
    results.add(Row.TURNUP, Outcomes.of(Map.of(Measure.CPU, 1.0, Measure.THROUGHPUT, 1000.0)));

    assertThat(Budget.of(Product.MOBILE_LINE, results))
        .extracting(Budget.Line::verdict)
        .containsOnly(NOT_MEASURED);
  }

  @Test
  void aRowThatWasLeftOutIsToldFromOneThatThereIsNot() {
    results.add(Row.TURNUP, Outcomes.ofAll(1));

    assertThat(Budget.of(Product.MOBILE_LINE, results))
        .extracting(Budget.Line::measured)
        .contains("row 2 bare Camunda 7.24 is not among those of this run");
    assertThat(Budget.of(Product.INTERNET, results))
        .extracting(Budget.Line::measured)
        .contains("row 2 bare Camunda 7.24 has no internet");
  }

  @Test
  void triplePlayHasMemoryLeftInASmallHeap() {
    results.add(Row.TURNUP, Outcomes.of(Map.of(Measure.OUT_OF_MEMORY, 0.0)));

    assertThat(smallHeap(Product.TRIPLE_PLAY).measured())
        .isEqualTo("0, -XX:+UseSerialGC -XX:MarkSweepAlwaysCompactCount=1 -Xms512m -Xmx512m");
    assertThat(smallHeap(Product.TRIPLE_PLAY).verdict()).isEqualTo(MET);
    assertThat(smallHeap(Product.INTERNET).verdict()).isEqualTo(NOT_MEASURED);
  }

  @Test
  void oneRepetitionWithoutMemoryIsOneTooMany() {
    results.add(Row.TURNUP, Outcomes.of(Map.of(Measure.OUT_OF_MEMORY, 0.0)));
    results.add(Row.TURNUP, Outcomes.of(Map.of(Measure.OUT_OF_MEMORY, 2.0)));
    results.add(Row.TURNUP, Outcomes.of(Map.of(Measure.OUT_OF_MEMORY, 0.0)));

    assertThat(smallHeap(Product.TRIPLE_PLAY).verdict()).isEqualTo(MISSED);
  }

  private Budget.Line smallHeap(Product product) {
    return Budget.of(product, results).stream()
        .filter(line -> line.allowed().startsWith("triple play in a heap"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void isTurnupsAlone() {
    results.add(Row.CAMUNDA, Outcomes.ofAll(1));

    assertThat(Budget.of(Product.MOBILE_LINE, results)).isEmpty();
  }

  private Verdict verdict(Measure measure) {
    return Budget.of(Product.MOBILE_LINE, results).stream()
        .filter(line -> line.allowed().startsWith(measure.label()))
        .findFirst()
        .orElseThrow()
        .verdict();
  }
}
