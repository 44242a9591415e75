package dev.turnup.engine.process;

import static dev.turnup.engine.process.DecisionTable.given;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentModeDecisionTest {

  private static final DecisionTable TABLE = DecisionTable.named("payment-mode");

  @AfterAll
  static void everyRuleWasHit() {
    TABLE.everyRuleWasHit();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mobile-prepaid | prepaid
          mobile-line    | postpaid
          internet-300   | postpaid
          moon-base      | postpaid
          """)
  void sendsABillUnlessItIsPaidBefore(String offering, String paymentMode) {
    assertThat(TABLE.answer(given("offering", offering)))
        .isEqualTo(given("paymentMode", paymentMode));
  }
}
