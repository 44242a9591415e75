package dev.turnup.engine.process;

import static dev.turnup.engine.process.DecisionTable.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemPolicyDecisionTest {

  private static final DecisionTable TABLE = DecisionTable.named("problem-policy");

  @AfterAll
  static void everyRuleWasHit() {
    TABLE.everyRuleWasHit();
  }

  @ParameterizedTest
  @CsvSource({"network, 5", "turnup, 0", "billing, 10", "messaging, 10"})
  void saysFromHowManyFalloutsOnThereIsAProblem(String system, int from) {
    Map<String, Object> answer =
        TABLE.answer(given("system", system, "step", "a-step", "code", "a-code"));

    assertThat(answer)
        .containsEntry("openFrom", from)
        .containsEntry("withinMinutes", 60)
        .containsEntry("waitHours", 72);
  }
}
