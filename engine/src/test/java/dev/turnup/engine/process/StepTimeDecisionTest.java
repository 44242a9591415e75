package dev.turnup.engine.process;

import static dev.turnup.engine.process.DecisionTable.given;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepTimeDecisionTest {

  private static final DecisionTable TABLE = DecisionTable.named("step-time");

  @AfterAll
  static void everyRuleWasHit() {
    TABLE.everyRuleWasHit();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          turnup  | ''                 | standard | 15
          call    | Activate service   | critical | 120
          call    | Start billing      | standard | 480
          message | Await activation   | premium  | 10
          message | Await modification | standard | 20
          message | Await ready date   | critical | 0
          message | Await start        | standard | 0
          """)
  void letsWaitForAnyTimeOnlyWhatEndsByItself(String doer, String step, String tier, int minutes) {
    assertThat(TABLE.answer(given("doer", doer, "step", step, "tier", tier)))
        .isEqualTo(given("withinMinutes", minutes, "calendar", ""));
  }
}
