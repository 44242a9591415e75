package dev.turnup.engine.process;

import static dev.turnup.engine.process.DecisionTable.given;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KpiTargetDecisionTest {

  private static final DecisionTable TABLE = DecisionTable.named("kpi-target");

  @AfterAll
  static void everyRuleWasHit() {
    TABLE.everyRuleWasHit();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      textBlock =
          """
          first-time-right     | ''                                     | 95 | 90 |    | percent
          fallout-rate         | ''                                     | 5  |    | 10 | percent
          fallout-rate         | billing.start-billing/http-422/3f1c09  | 1  |    | 3  | percent
          touch-time           | ''                                     | 30 |    | 60 | minutes
          mean-time-to-resolve | ''                                     | 4  |    | 24 | hours
          mean-time-to-resolve | other                                  | 4  |    | 24 | hours
          ageing               | ''                                     | 7  |    | 21 | days
          ageing               | site-visit/Task_InstallOnSite          | 14 |    | 42 | days
          ageing               | delivery/Task_InstallOnSite            | 14 |    | 42 | days
          ageing               | fallout-resolution/Task_ResolveFallout | 24 |    | 72 | hours
          orders-in-jeopardy   | ''                                     | 2  |    | 5  | percent
          orders-in-jeopardy   | red                                    | 0  |    | 2  | percent
          orders-in-jeopardy   | amber                                  | 2  |    | 5  | percent
          """)
  void wantsOneThingOfEachNumber(
      String kpi, String of, int target, Integer lower, Integer upper, String unit) {
    assertThat(TABLE.answer(given("kpi", kpi, "of", of)))
        .isEqualTo(given("target", target, "lowerLimit", lower, "upperLimit", upper, "unit", unit));
  }
}
