package dev.turnup.engine.process;

import static dev.turnup.engine.process.DecisionTable.given;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderRulesDecisionTest {

  private static final DecisionTable TABLE = DecisionTable.named("order-rules");

  @AfterAll
  static void everyRuleWasHit() {
    TABLE.everyRuleWasHit();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          unknown-offering       | reject
          retired-offering       | reject
          unsupported-action     | reject
          missing-site           | repair
          missing-characteristic | repair
          illegal-characteristic | repair
          unknown-characteristic | accept
          unknown-territory      | repair
          unknown-item-relation  | reject
          cyclic-relation        | reject
          too-many-components    | reject
          missing-product        | repair
          unknown-product        | repair
          foreign-product        | reject
          moved-product          | reject
          nothing-to-fulfil      | reject
          duplicate-order        | repair
          unknown-earlier-order   | reject
          earlier-order-rejected  | reject
          earlier-order-cancelled | reject
          earlier-order-failed    | reject
          earlier-order-partial   | accept
          cyclic-order-relation   | reject
          product-being-added     | wait
          product-being-modified  | wait
          product-being-deleted   | reject
          credit-refused          | reject
          fraud-suspected         | reject
          """)
  void leavesToAPersonWhatAPersonCanRepair(String finding, String verdict) {
    assertThat(TABLE.answer(given("finding", finding, "action", "add")))
        .containsEntry("verdict", verdict)
        .extractingByKey("explanation")
        .asString()
        .isNotBlank();
  }
}
