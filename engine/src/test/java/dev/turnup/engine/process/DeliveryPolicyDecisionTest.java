package dev.turnup.engine.process;

import static dev.turnup.engine.process.DecisionTable.given;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryPolicyDecisionTest {

  private static final DecisionTable TABLE = DecisionTable.named("delivery-policy");

  @AfterAll
  static void everyRuleWasHit() {
    TABLE.everyRuleWasHit();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          together    | together
          asAvailable | asAvailable
          none        | together
          soon        | together
          ''          | together
          """)
  void deliversTogetherUnlessTheCustomerWantsEachAtOnce(String preference, String grouping) {
    assertThat(TABLE.answer(given("preference", preference)))
        .isEqualTo(given("grouping", grouping));
  }
}
