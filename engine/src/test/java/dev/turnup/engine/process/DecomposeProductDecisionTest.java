package dev.turnup.engine.process;

import static dev.turnup.engine.process.DecisionTable.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecomposeProductDecisionTest {

  private static final DecisionTable TABLE = DecisionTable.named("decompose-product");

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
          internet-100  | 100  | access-line ont router internet-access
          internet-300  | 300  | access-line ont router internet-access
          internet-1000 | 1000 | access-line ont router internet-access
          internet-300  | none | access-line ont router internet-access
          tv-basic      | none | access-line ont router iptv
          voice-basic   | none | access-line ont router voice-line
          mobile-line   | none | mobile-line
          """)
  void addsWhatAnOfferingConsistsOf(String offering, Integer speed, String components) {
    List<Map<String, Object>> parts =
        TABLE.answers(
            given("offering", offering, "specification", null, "action", "add", "speed", speed));

    assertThat(parts)
        .extracting(part -> part.get("component"))
        .containsExactly((Object[]) components.split(" "));
    assertThat(parts).extracting(part -> part.get("quantity")).containsOnly(1);
  }

  @Test
  void sharesTheLineAndTheDevicesOfASiteAndNothingElse() {
    assertThat(
            TABLE.answers(
                given(
                    "offering",
                    "internet-300",
                    "specification",
                    null,
                    "action",
                    "add",
                    "speed",
                    300)))
        .extracting(part -> part.get("component"), part -> part.get("sharedWithin"))
        .containsExactly(
            tuple("access-line", "site"),
            tuple("ont", "site"),
            tuple("router", "site"),
            tuple("internet-access", "item"));
    assertThat(
            TABLE.answers(
                given(
                    "offering",
                    "mobile-line",
                    "specification",
                    null,
                    "action",
                    "add",
                    "speed",
                    null)))
        .extracting(part -> part.get("sharedWithin"))
        .containsExactly("item");
  }

  @ParameterizedTest
  @CsvSource({"internet-300, delete", "mobile-line, modify", "moon-base, add", "triple-play, add"})
  void knowsNothingElse(String offering, String action) {
    assertThat(
            TABLE.answers(
                given("offering", offering, "specification", null, "action", action, "speed", 300)))
        .isEmpty();
  }
}
