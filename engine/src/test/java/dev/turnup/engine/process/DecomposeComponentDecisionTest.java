package dev.turnup.engine.process;

import static dev.turnup.engine.process.DecisionTable.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecomposeComponentDecisionTest {

  private static final DecisionTable TABLE = DecisionTable.named("decompose-component");

  @AfterAll
  static void everyRuleWasHit() {
    TABLE.everyRuleWasHit();
  }

  @ParameterizedTest
  @ValueSource(strings = {"internet-access", "iptv", "voice-line"})
  void sharesTheLineAndTheDevicesOfASite(String component) {
    assertThat(TABLE.answers(given("component", component, "action", "add")))
        .extracting(
            part -> part.get("component"),
            part -> part.get("quantity"),
            part -> part.get("sharedWithin"))
        .containsExactly(
            tuple("access-line", 1, "site"), tuple("ont", 1, "site"), tuple("router", 1, "site"));
  }

  @ParameterizedTest
  @CsvSource({"mobile-line, add", "access-line, add", "iptv, delete"})
  void needsNothingElse(String component, String action) {
    assertThat(TABLE.answers(given("component", component, "action", action))).isEmpty();
  }
}
