package dev.turnup.engine.process;

import static dev.turnup.engine.process.DecisionTable.given;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisitSharingDecisionTest {

  private static final DecisionTable TABLE = DecisionTable.named("visit-sharing");

  @AfterAll
  static void everyRuleWasHit() {
    TABLE.everyRuleWasHit();
  }

  @ParameterizedTest
  @CsvSource({
    ", 0, true, true",
    "asAvailable, 0, false, true",
    "together, 0, false, true",
    "together, 1, true, true",
    "together, 14, true, true",
    "together, 15, true, false",
    "together, 15, false, false",
    "together, 14, false, false",
    ", 1, true, false",
    "asAvailable, 1, true, false"
  })
  void waitsForAnotherVisitOnlyAsLongAsTheCustomerWants(
      String preference, int daysLater, boolean inTime, boolean share) {
    assertThat(
            TABLE.answer(given("preference", preference, "daysLater", daysLater, "inTime", inTime)))
        .containsEntry("share", share);
  }
}
