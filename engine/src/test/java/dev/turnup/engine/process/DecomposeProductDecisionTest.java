package dev.turnup.engine.process;

import static dev.turnup.engine.process.DecisionTable.given;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecomposeProductDecisionTest {

  private static final DecisionTable TABLE = DecisionTable.named("decompose-product");

  @AfterAll
  static void everyRuleWasHit() {
    TABLE.everyRuleWasHit();
  }

  @ParameterizedTest
  @CsvSource({
    "internet-100, internet-access",
    "internet-300, internet-access",
    "internet-1000, internet-access",
    "tv-basic, iptv",
    "voice-basic, voice-line",
    "mobile-line, mobile-line"
  })
  void addsTheServiceThatIsSold(String offering, String component) {
    assertThat(TABLE.answer(given("offering", offering, "specification", null, "action", "add")))
        .isEqualTo(
            given(
                "component",
                component,
                "quantity",
                1,
                "sharedWithin",
                "item",
                "characteristics",
                null));
  }

  @ParameterizedTest
  @CsvSource({
    "internet-300, delete",
    "mobile-line, noChange",
    "moon-base, add",
    "triple-play, add"
  })
  void knowsNothingElse(String offering, String action) {
    assertThat(
            TABLE.answers(
                given("offering", offering, "specification", null, "action", action, "speed", 300)))
        .isEmpty();
  }
}
