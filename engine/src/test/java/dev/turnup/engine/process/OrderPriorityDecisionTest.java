package dev.turnup.engine.process;

import static dev.turnup.engine.process.DecisionTable.given;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderPriorityDecisionTest {

  private static final DecisionTable TABLE = DecisionTable.named("order-priority");

  @AfterAll
  static void everyRuleWasHit() {
    TABLE.everyRuleWasHit();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          critical | 0  | 1176
          critical | '' | 672
          critical | 4  | 600
          premium  | 1  | 336
          premium  | 3  | 168
          standard | 0  | 504
          standard | 1  | 168
          standard | 2  | 24
          standard | 3  | 0
          standard | '' | 0
          standard | 4  | -72
          unheard  | '' | 0
          """)
  void addsUpWhatPutsAnOrderAhead(String tier, String priority, int hours) {
    assertThat(
            TABLE.answers(given("tier", tier, "priority", priority)).stream()
                .mapToInt(answer -> (Integer) answer.get("headStartHours"))
                .sum())
        .isEqualTo(hours);
  }
}
