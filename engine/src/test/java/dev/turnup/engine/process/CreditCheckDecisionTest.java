package dev.turnup.engine.process;

import static dev.turnup.engine.process.DecisionTable.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class CreditCheckDecisionTest {

  private static final DecisionTable TABLE = DecisionTable.named("credit-check");

  @AfterAll
  static void everyRuleWasHit() {
    TABLE.everyRuleWasHit();
  }

  @Test
  void asksForWhatIsDearAndForWhoIsNotKnown() {
    assertThat(
            TABLE.answer(given("offering", "internet-1000", "action", "add", "tier", "standard")))
        .isEqualTo(Map.of("check", true));
    assertThat(
            TABLE.answers(given("offering", "internet-1000", "action", "add", "tier", "premium")))
        .isEmpty();
    assertThat(TABLE.answers(given("offering", null, "action", "add", "tier", "standard")))
        .isEmpty();
  }
}
