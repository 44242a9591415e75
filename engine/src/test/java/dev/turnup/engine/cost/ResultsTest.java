package dev.turnup.engine.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ResultsTest {

  private final Results results = new Results();

  @Test
  void theMedianOfAnOddNumberIsTheMiddleOne() {
    add(Row.TURNUP, Measure.CPU, 9, 1, 2);

    assertThat(results.median(Row.TURNUP, Measure.CPU)).isEqualTo(2);
  }

  @Test
  void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
    add(Row.TURNUP, Measure.CPU, 9, 1, 2, 3);

    assertThat(results.median(Row.TURNUP, Measure.CPU)).isEqualTo(2.5);
  }

  @Test
  void theSpreadIsShownWithTheMedian() {
    add(Row.TURNUP, Measure.CPU, 9, 1, 2);

    assertThat(results.shown(Row.TURNUP, Measure.CPU)).isEqualTo("2.0 (1.0–9.0)");
  }

  @Test
  void oneRepetitionHasNoSpread() {
    add(Row.TURNUP, Measure.CPU, 1234);

    assertThat(results.shown(Row.TURNUP, Measure.CPU)).isEqualTo("1,234.0");
  }

  @Test
  void whatWasNotMeasuredIsADash() {
    add(Row.FLOOR, Measure.CPU, 1);

    assertThat(results.shown(Row.FLOOR, Measure.HEAP_OF_TASKS)).isEqualTo("–");
    assertThat(results.shown(Row.TURNUP, Measure.CPU)).isEqualTo("–");
  }

  @Test
  void tellsWhatAnotherRowIsBetterIn() {
    results.add(Row.FLOOR, Outcomes.of(Map.of(Measure.CPU, 5.0, Measure.THROUGHPUT, 300.0)));
    results.add(Row.CAMUNDA, Outcomes.of(Map.of(Measure.CPU, 50.0, Measure.THROUGHPUT, 9.0)));
    results.add(Row.TURNUP, Outcomes.of(Map.of(Measure.CPU, 40.0, Measure.THROUGHPUT, 10.0)));

    assertThat(results.lost())
        .containsExactly(
            "orders/s to completion, at saturation: 10.0; better are 1 hand-written JDBC (300.0)",
            "CPU ms per order, JVM and PostgreSQL: 40.0; better are 1 hand-written JDBC (5.0)");
  }

  @Test
  void losesNothingThatSaysHowItWasMeasured() {
    add(Row.FLOOR, Measure.COMPILERS, 1);
    add(Row.TURNUP, Measure.COMPILERS, 2);

    assertThat(results.lost()).isEmpty();
  }

  @Test
  void losesNothingThatOnlyOneHas() {
    add(Row.FLOOR, Measure.CPU, 1);
    add(Row.TURNUP, Measure.HEAP_OF_TASKS, 2);

    assertThat(results.lost()).isEmpty();
  }

  @Test
  void countsIfTheModelsWerePassedEquallyOften() {
    results.add(Row.CAMUNDA, Outcomes.withPath(Map.of("Task_PlanDeliveries", 1.0)));
    results.add(Row.TURNUP, Outcomes.withPath(Map.of("Task_PlanDeliveries", 1.0)));

    assertThat(results.count()).isTrue();
  }

  @Test
  void doesNotCountIfARowLeftSomethingOut() {
    results.add(Row.CAMUNDA, Outcomes.withPath(Map.of("A", 1.0, "B", 2.0)));
    results.add(Row.TURNUP, Outcomes.withPath(Map.of("A", 1.0)));

    assertThat(results.count()).isFalse();
    assertThat(results.differingPaths())
        .containsExactly("B: 2.0 in row 2 bare Camunda 7.24, 0.0 in row 4 Turnup");
  }

  @Test
  void comparesFlowableButForEventsThatMayNotHaveHappened() {
    results.add(Row.FLOWABLE, Outcomes.withPath(Map.of("A", 1.0, "BoundaryEvent_FellOut", 1.0)));
    results.add(Row.TURNUP, Outcomes.withPath(Map.of("A", 1.0)));

    assertThat(results.count()).isTrue();
  }

  @Test
  void doesNotCountIfFlowableTookAnotherWay() {
    results.add(Row.FLOWABLE, Outcomes.withPath(Map.of("A", 1.0, "B", 1.0)));
    results.add(Row.TURNUP, Outcomes.withPath(Map.of("A", 1.0)));

    assertThat(results.count()).isFalse();
  }

  @Test
  void camundaMayNotComeToABoundaryEventThatTurnupDoesNotComeTo() {
    results.add(Row.CAMUNDA, Outcomes.withPath(Map.of("BoundaryEvent_FellOut", 1.0)));
    results.add(Row.TURNUP, Outcomes.withPath(Map.of()));

    assertThat(results.count()).isFalse();
  }

  @Test
  void oneRowAloneCounts() {
    results.add(Row.FLOOR, Outcomes.withPath(Map.of()));
    results.add(Row.TURNUP, Outcomes.withPath(Map.of("A", 1.0)));

    assertThat(results.count()).isTrue();
  }

  @Test
  void tellsWhatTheEnginesTablesHaveInOneRowOnly() {
    results.add(Row.CAMUNDA, Outcomes.withEngineTables(Set.of("index on a", "index on b")));
    results.add(Row.TURNUP, Outcomes.withEngineTables(Set.of("index on a", "index on c")));

    assertThat(results.onlyIn(Row.TURNUP, Row.CAMUNDA)).containsExactly("index on c");
    assertThat(results.onlyIn(Row.CAMUNDA, Row.TURNUP)).containsExactly("index on b");
    assertThat(results.onlyIn(Row.TURNUP, Row.FLOWABLE)).isEmpty();
  }

  private void add(Row row, Measure measure, double... figures) {
    DoubleStream.of(figures)
        .forEach(figure -> results.add(row, Outcomes.of(Map.of(measure, figure))));
  }
}
