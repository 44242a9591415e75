package dev.turnup.engine.process;

import static dev.turnup.engine.process.DecisionTable.given;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisitAssignmentDecisionTest {

  private static final DecisionTable TABLE = DecisionTable.named("visit-assignment");

  @AfterAll
  static void everyRuleWasHit() {
    TABLE.everyRuleWasHit();
  }

  @ParameterizedTest
  @CsvSource({
    "0, true, 0, standard, 45",
    "0, false, 0, standard, 25",
    "0, true, 3, standard, 40",
    "0, true, 4, standard, 35",
    "0, true, 6, standard, 25",
    "1, true, 0, standard, 35",
    "2, true, 0, standard, 30",
    "2, true, 0, critical, 50",
    "1, true, 0, premium, 55",
    "0, true, 0, critical, 45"
  })
  void addsUpWhatSpeaksForATechnician(
      int spareSkills, boolean atHome, int visitsThatDay, String tier, int score) {
    assertThat(
            TABLE
                .answers(
                    given(
                        "spareSkills",
                        spareSkills,
                        "atHome",
                        atHome,
                        "visitsThatDay",
                        visitsThatDay,
                        "tier",
                        tier))
                .stream()
                .mapToInt(answer -> (Integer) answer.get("score"))
                .sum())
        .isEqualTo(score);
  }
}
