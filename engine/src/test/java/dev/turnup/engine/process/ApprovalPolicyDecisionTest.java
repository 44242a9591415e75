package dev.turnup.engine.process;

import static dev.turnup.engine.process.DecisionTable.given;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApprovalPolicyDecisionTest {

  private static final DecisionTable TABLE = DecisionTable.named("approval-policy");

  @AfterAll
  static void everyRuleWasHit() {
    TABLE.everyRuleWasHit();
  }

  @ParameterizedTest
  @CsvSource({
    "cancel-component, critical, true",
    "cancel-component, premium, true",
    "cancel-for-shortage, premium, true",
    "skip-step, premium, true",
    "mark-step-done, critical, true",
    "replace-component, premium, true",
    "replace-component, standard, false",
    "give-up-order, critical, true",
    "give-up-order, standard, false",
    "cancel-component, standard, false",
    "cancel-component, '', false",
    "bulk-cancel-order, standard, true",
    "unheard-of, critical, false"
  })
  void wantsASecondPersonWhereAnImportantCustomerLosesSomething(
      String decision, String tier, boolean secondPerson) {
    assertThat(TABLE.answer(given("decision", decision, "tier", tier)))
        .isEqualTo(given("secondPerson", secondPerson));
  }
}
