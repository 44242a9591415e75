package dev.turnup.engine.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {

  @Test
  void measuresEverythingThreeTimesUnlessToldOtherwise() {
    Plan plan = Plan.of(List.of());

    assertThat(plan.trial()).isFalse();
    assertThat(plan.rows()).containsExactly(Row.values());
    assertThat(plan.products()).containsExactly(Product.values());
    assertThat(plan.repetitions()).isEqualTo(3);
    assertThat(plan.crowd()).isZero();
    assertThat(plan.slowSystem()).isFalse();
  }

  @Test
  void aShortRunIsShortInAllRespects() {
    Plan usual = Plan.of(List.of());
    Plan trial = Plan.of(List.of("--short"));

    assertThat(trial.trial()).isTrue();
    assertThat(trial.repetitions()).isEqualTo(1);
    assertThat(trial.warmUp()).isLessThan(usual.warmUp());
    assertThat(trial.saturated()).isLessThan(usual.saturated());
    assertThat(trial.atTwenty()).isLessThan(usual.atTwenty());
    assertThat(trial.atHalf()).isLessThan(usual.atHalf());
    assertThat(trial.inFlight()).isLessThan(usual.inFlight());
    assertThat(trial.waiting()).isLessThan(usual.waiting());
  }

  @Test
  void rowsAreMeasuredInTheirOrder() {
    Plan plan = Plan.of(List.of("--rows=4,2", "--products=internet", "--repetitions=2"));

    assertThat(plan.rows()).containsExactly(Row.CAMUNDA, Row.TURNUP);
    assertThat(plan.products()).containsExactly(Product.INTERNET);
    assertThat(plan.repetitions()).isEqualTo(2);
  }

  @Test
  void whatIsSaidLastsAsLongAsItIsSaid() {
    Plan plan = Plan.of(List.of("--short", "--warm-up=40", "--saturated=30", "--open=8"));

    assertThat(plan.warmUp()).isEqualTo(Duration.ofSeconds(40));
    assertThat(plan.saturated()).isEqualTo(Duration.ofSeconds(30));
    assertThat(plan.inFlight()).isEqualTo(8);
  }

  @Test
  void refusesRowsAndProductsThatThereAreNot() {
    assertThatThrownBy(() -> Plan.of(List.of("--rows=5"))).hasMessage("no row 5");
    assertThatThrownBy(() -> Plan.of(List.of("--products=fax"))).hasMessage("no product fax");
  }
}
