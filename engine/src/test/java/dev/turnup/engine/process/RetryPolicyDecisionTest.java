package dev.turnup.engine.process;

import static dev.turnup.engine.process.DecisionTable.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyDecisionTest {

  private static final DecisionTable TABLE = DecisionTable.named("retry-policy");

  @AfterAll
  static void everyRuleWasHit() {
    TABLE.everyRuleWasHit();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          unavailable | 1   | 15  | false
          unavailable | 3   | 15  | false
          unavailable | 4   | 60  | false
          unavailable | 10  | 60  | false
          unavailable | 11  | 300 | false
          unavailable | 60  | 300 | false
          unavailable | 61  | 0   | true
          unknown     | 1   | 5   | false
          unknown     | 2   | 5   | false
          unknown     | 3   | 60  | false
          unknown     | 6   | 60  | false
          unknown     | 7   | 0   | true
          """)
  void waitsLongerEachTimeAndThenGivesUp(
      String errorClass, int attempts, int seconds, boolean giveUp) {
    assertThat(TABLE.answer(call("network", errorClass, attempts)))
        .isEqualTo(given("retryAfterSeconds", seconds, "giveUp", giveUp));
  }

  @Test
  void hasOneAnswerToEveryAttempt() {
    for (String system : List.of("network", "inventory", "billing", "workforce", "messaging")) {
      for (String errorClass : List.of("unavailable", "unknown")) {
        for (int attempts = 0; attempts <= 70; attempts++) {
          TABLE.answer(call(system, errorClass, attempts));
        }
      }
    }
  }

  private static Map<String, Object> call(String system, String errorClass, int attempts) {
    return given(
        "system", system,
        "operation", "anything",
        "errorClass", errorClass,
        "code", "anything",
        "message", "whatever it says",
        "component", "",
        "attempts", attempts);
  }
}
