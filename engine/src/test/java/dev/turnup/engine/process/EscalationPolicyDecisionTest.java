package dev.turnup.engine.process;

import static dev.turnup.engine.process.DecisionTable.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.escalation.HoldUp;
import dev.turnup.engine.escalation.Stuck;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscalationPolicyDecisionTest {

  private static final DecisionTable TABLE = DecisionTable.named("escalation-policy");

  @AfterAll
  static void everyRuleWasHit() {
    TABLE.everyRuleWasHit();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 | standard | overdue-task  | ''          | fallout-desk | 120  | 2 | fallout
          1 | premium  | overdue-task  | ''          | fallout-desk | 30   | 2 | ''
          1 | critical | promise-red   | ''          | fallout-desk | 30   | 2 | ''
          1 | standard | overdue-task  | field       | dispatch     | 120  | 2 | dispatch
          1 | standard | overdue-task  | dispatch    | dispatch     | 120  | 2 | dispatch
          1 | standard | lost-visit    | ''          | dispatch     | 120  | 2 | dispatch
          1 | standard | overdue-task  | planning    | planning     | 120  | 2 | planning
          1 | standard | overdue-task  | order-desk  | order-desk   | 120  | 2 | orderdesk
          1 | standard | overdue-fallout | planning  | planning     | 120  | 2 | planning
          1 | standard | overdue-fallout | fallout-desk | fallout-desk | 120 | 2 | fallout
          1 | premium  | overdue-fallout | ''        | fallout-desk | 30   | 2 | ''
          1 | standard | overdue-task  | supervisors | fallout-desk | 120  | 2 | fallout
          1 | standard | no-next-event | ''          | fallout-desk | 120  | 2 | fallout
          1 | premium  | overdue-task  | field       | dispatch     | 30   | 2 | ''
          1 | premium  | overdue-task  | dispatch    | dispatch     | 30   | 2 | ''
          1 | premium  | lost-visit    | ''          | dispatch     | 30   | 2 | ''
          1 | premium  | overdue-task  | planning    | planning     | 30   | 2 | ''
          1 | premium  | overdue-task  | order-desk  | order-desk   | 30   | 2 | ''
          1 | premium  | overdue-task  | supervisors | fallout-desk | 30   | 2 | ''
          1 | premium  | no-next-event | ''          | fallout-desk | 30   | 2 | ''
          1 | ''       | away-system   | ''          | operators    | 30   | 2 | ''
          2 | ''       | away-system   | ''          | supervisors  | 240  | 3 | supervisors
          2 | ''       | open-problem  | ''          | supervisors  | 240  | 3 | supervisors
          3 | ''       | open-problem  | ''          | managers     | 600  | 3 | supervisors
          2 | standard | late-step     | ''          | supervisors  | 240  | 3 | supervisors
          2 | standard | promise-red   | ''          | supervisors  | 240  | 3 | ''
          2 | premium  | late-step     | ''          | supervisors  | 60   | 3 | ''
          2 | critical | promise-red   | ''          | supervisors  | 60   | 3 | ''
          3 | standard | no-next-event | ''          | managers     | 600  | 3 | supervisors
          4 | critical | no-next-event | ''          | managers     | 1440 | 3 | ''
          """)
  void goesUpFasterAndAtNightForWhoMattersMore(
      int level,
      String tier,
      String finding,
      String desk,
      String group,
      int minutes,
      int nextLevel,
      String calendar) {
    assertThat(
            TABLE.answer(
                given(
                    "level",
                    level,
                    "tier",
                    tier,
                    "finding",
                    finding,
                    "desk",
                    desk,
                    "territory",
                    "atlantis")))
        .isEqualTo(
            given(
                "group",
                group,
                "respondWithinMinutes",
                minutes,
                "nextLevel",
                nextLevel,
                "calendar",
                calendar));
  }

  @Test
  void hasOneAnswerForEveryTierAtEveryLevel() {
    for (String tier : List.of("standard", "premium", "critical", "unheard-of", "")) {
      for (String finding : findings()) {
        for (int level = 1; level <= 6; level++) {
          for (String desk : List.of("", "field", "planning", "order-desk", "supervisors")) {
            TABLE.answer(
                given(
                    "level",
                    level,
                    "tier",
                    tier,
                    "finding",
                    finding,
                    "desk",
                    desk,
                    "territory",
                    ""));
          }
        }
      }
    }
  }

  private static List<String> findings() {
    return Stream.concat(
            Stream.of(Stuck.Finding.values()).map(Stuck.Finding::code),
            Stream.of(HoldUp.Kind.values()).map(HoldUp.Kind::finding))
        .toList();
  }
}
