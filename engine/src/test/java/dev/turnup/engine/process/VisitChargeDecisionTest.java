package dev.turnup.engine.process;

import static dev.turnup.engine.process.DecisionTable.given;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisitChargeDecisionTest {

  private static final DecisionTable TABLE = DecisionTable.named("visit-charge");

  @AfterAll
  static void everyRuleWasHit() {
    TABLE.everyRuleWasHit();
  }

  @ParameterizedTest
  @CsvSource({
    "customerAbsent, standard, 1, missed-visit",
    "customerAbsent, standard, 3, missed-visit",
    "customerAbsent, premium, 1, ''",
    "customerAbsent, critical, 2, missed-visit",
    "siteNotReady, standard, 1, ''",
    "siteNotReady, premium, 2, site-not-ready"
  })
  void chargesWhoMissedAVisitAndImportantCustomersFromTheSecondOn(
      String outcome, String tier, int missedVisits, String code) {
    assertThat(TABLE.answers(given("outcome", outcome, "tier", tier, "missedVisits", missedVisits)))
        .extracting(answer -> answer.get("chargeCode"))
        .containsExactly(code);
  }
}
