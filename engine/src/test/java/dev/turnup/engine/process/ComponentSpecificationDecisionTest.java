package dev.turnup.engine.process;

import static dev.turnup.engine.process.DecisionTable.given;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComponentSpecificationDecisionTest {

  private static final DecisionTable TABLE = DecisionTable.named("component-specification");

  @AfterAll
  static void everyRuleWasHit() {
    TABLE.everyRuleWasHit();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      textBlock =
          """
          access-line     | RFS      | fibre-port    | 1     | true  | fibre | 60 | 1  | ''                       | hard | false | ''
          ont             | resource | ''            | 1     | true  | fibre | 20 | 0  | access-line              | soft | false | ''
          router          | resource | ''            | 1     | true  | fibre | 15 | 0  | ont                      | none | false | ''
          internet-access | CFS      | bandwidth     | speed | false | ''    | 0  | 0  | access-line, ont, router | none | true  | postpaid
          iptv            | CFS      | iptv-stream   | 1     | false | ''    | 0  | 0  | access-line, ont, router | none | true  | postpaid
          voice-line      | CFS      | ''            | 1     | false | ''    | 0  | 0  | access-line, ont, router | none | true  | postpaid
          mobile-line     | CFS      | mobile-number | 1     | false | ''    | 0  | 0  | ''                       | none | true  | postpaid
          """)
  void saysWhatAComponentIs(
      String component,
      String kind,
      String capacityResource,
      String units,
      boolean siteVisit,
      String skill,
      int minutes,
      int leadTime,
      String reliesOn,
      String pointOfNoReturn,
      boolean billable,
      String chargingMode) {
    assertThat(TABLE.answer(given("component", component)))
        .isEqualTo(
            given(
                "kind", kind,
                "capacityResource", capacityResource,
                "units", units,
                "siteVisit", siteVisit,
                "skill", skill,
                "durationMinutes", minutes,
                "leadTimeHours", leadTime,
                "activationProcess", "service-activation",
                "reliesOn", reliesOn,
                "pointOfNoReturn", pointOfNoReturn,
                "billable", billable,
                "chargingMode", chargingMode,
                "reversal", "cease"));
  }

  @Test
  void knowsNoOtherComponent() {
    assertThat(TABLE.answers(given("component", "moon-base"))).isEmpty();
  }
}
