package dev.turnup.engine.process;

import static dev.turnup.engine.process.DecisionTable.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FalloutPolicyDecisionTest {

  private static final DecisionTable TABLE = DecisionTable.named("fallout-policy");

  @AfterAll
  static void everyRuleWasHit() {
    TABLE.everyRuleWasHit();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          network   | service-not-working | 1 | fallout-desk | network operations centre | 0
          network   | http-422            | 1 | fallout-desk | Compare the request       | 0
          network   | maintenance         | 1 | fallout-desk | maintenance               | 60
          inventory | http-404            | 2 | fallout-desk | inventory                 | 0
          billing   | http-409            | 1 | fallout-desk | billing                   | 0
          workforce | http-422            | 1 | dispatch     | workforce                 | 30
          workforce | http-422            | 2 | dispatch     | workforce                 | 0
          turnup    | not-feasible        | 1 | fallout-desk | on site                   | 0
          messaging | http-422            | 1 | fallout-desk | Read what happened        | 0
          """)
  void saysWhoLooksAtItAndWhatMayHelp(
      String system, String code, int attempts, String queue, String hint, int laterMinutes) {
    Map<String, Object> answer = TABLE.answer(fallout(system, code, attempts));

    assertThat(answer).containsEntry("queue", queue).containsEntry("tryLaterMinutes", laterMinutes);
    assertThat(answer).extractingByKey("suggestion").asString().contains(hint, "retry");
  }

  @Test
  void hasOneAnswerToEveryFallout() {
    for (String system :
        List.of("network", "inventory", "billing", "workforce", "turnup", "messaging", "moon")) {
      for (String code : List.of("service-not-working", "http-400", "not-feasible", "")) {
        for (int attempts = 0; attempts <= 5; attempts++) {
          TABLE.answer(fallout(system, code, attempts));
        }
      }
    }
  }

  /** The message holds the code. */
  private static Map<String, Object> fallout(String system, String code, int attempts) {
    return given(
        "system",
        system,
        "operation",
        "activate-service",
        "errorClass",
        "rejected",
        "code",
        code,
        "message",
        "it said " + code + " and no more",
        "component",
        "access-line",
        "attempts",
        attempts);
  }
}
