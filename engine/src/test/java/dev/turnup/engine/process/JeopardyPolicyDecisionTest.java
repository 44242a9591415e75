package dev.turnup.engine.process;

import static dev.turnup.engine.process.DecisionTable.given;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JeopardyPolicyDecisionTest {

  private static final DecisionTable TABLE = DecisionTable.named("jeopardy-policy");

  @AfterAll
  static void everyRuleWasHit() {
    TABLE.everyRuleWasHit();
  }

  @ParameterizedTest
  @CsvSource({"critical, 60", "premium, 75", "standard, 75", "unheard-of, 75"})
  void tellsOfCriticalCustomersEarlier(String tier, int percent) {
    assertThat(TABLE.answer(given("tier", tier)))
        .isEqualTo(given("amberFromPercent", percent, "standsMinutes", 30, "calmMinutes", 60));
  }
}
