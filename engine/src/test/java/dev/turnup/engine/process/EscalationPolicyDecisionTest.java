package dev.turnup.engine.process;

import static dev.turnup.engine.process.DecisionTable.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscalationPolicyDecisionTest {

  private static final DecisionTable TABLE = DecisionTable.named("escalation-policy");

  @AfterAll
  static void everyRuleWasHit() {
    TABLE.everyRuleWasHit();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 | standard | fallout-desk | 120  | 2
          1 | premium  | fallout-desk | 30   | 2
          1 | critical | fallout-desk | 30   | 2
          2 | standard | supervisors  | 240  | 3
          2 | premium  | supervisors  | 60   | 3
          2 | critical | supervisors  | 60   | 3
          3 | standard | supervisors  | 1440 | 3
          4 | critical | supervisors  | 1440 | 3
          """)
  void goesUpFasterForWhoMattersMore(
      int level, String tier, String group, int minutes, int nextLevel) {
    assertThat(TABLE.answer(given("level", level, "tier", tier)))
        .isEqualTo(given("group", group, "respondWithinMinutes", minutes, "nextLevel", nextLevel));
  }

  @Test
  void hasOneAnswerForEveryTierAtEveryLevel() {
    for (String tier : List.of("standard", "premium", "critical", "unheard-of", "")) {
      for (int level = 1; level <= 6; level++) {
        TABLE.answer(given("level", level, "tier", tier));
      }
    }
  }
}
