package dev.turnup.engine.process;

import static dev.turnup.engine.process.DecisionTable.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class OfferingDecisionsTest {

  private static final DecisionTable CHARACTERISTICS =
      DecisionTable.named("offering-characteristics");
  private static final DecisionTable RETIRED = DecisionTable.named("retired-offering");

  @AfterAll
  static void everyRuleWasHit() {
    CHARACTERISTICS.everyRuleWasHit();
    RETIRED.everyRuleWasHit();
  }

  @Test
  void internetNeedsASpeed() {
    assertThat(CHARACTERISTICS.answers(given("offering", "internet-300")))
        .containsExactly(
            Map.of(
                "characteristic", "speed",
                "mandatory", true,
                "valueType", "integer",
                "allowed", "1..10000"));
    assertThat(CHARACTERISTICS.answers(given("offering", "tv-basic"))).isEmpty();
  }

  @Test
  void whatIsRetiredNamesWhatIsSoldInstead() {
    assertThat(RETIRED.answer(given("offering", "internet-50")))
        .isEqualTo(Map.of("replacement", "internet-100"));
    assertThat(RETIRED.answers(given("offering", "internet-300"))).isEmpty();
  }
}
