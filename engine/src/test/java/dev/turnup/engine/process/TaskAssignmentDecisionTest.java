package dev.turnup.engine.process;

import static dev.turnup.engine.process.DecisionTable.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskAssignmentDecisionTest {

  private static final DecisionTable TABLE = DecisionTable.named("task-assignment");

  @AfterAll
  static void everyRuleWasHit() {
    TABLE.everyRuleWasHit();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          repair-order              | standard | orderdesk   | 16 | 4 | same person
          repair-order              | premium  | orderdesk   | 4  | 2 | same person
          resolve-capacity-shortage | critical | planning    | 16 | 4 | same person
          schedule-installation     | standard | dispatch    | 8  | 2 | nobody
          install-on-site           | standard | dispatch    | 8  | 4 | technician
          resolve-fallout           | standard | fallout     | 4  | 2 | same person
          resolve-fallout           | critical | fallout     | 2  | 1 | same person
          look-after-order          | standard | supervisors | 4  | 1 | owner
          look-after-problem        | standard | supervisors | 2  | 1 | nobody
          approve-decision          | standard | supervisors | 4  | 2 | nobody
          survey-site               | standard | orderdesk   | 8  | 2 | nobody
          """)
  void saysUntilWhenAndWhose(
      String work, String tier, String calendar, int due, int followUp, String assignee) {
    assertThat(TABLE.answer(given("work", work, "tier", tier)))
        .isEqualTo(
            given(
                "calendar",
                calendar,
                "dueWithinHours",
                due,
                "followUpHoursBefore",
                followUp,
                "assignee",
                assignee));
  }

  @Test
  void hasOneAnswerForAllWorkOfAllCustomers() {
    Stream<String> bundled =
        Models.processes().stream()
            .flatMap(key -> Models.process(key).getModelElementsByType(UserTask.class).stream())
            .map(UserTask::getCamundaFormRef);
    Stream.concat(bundled, Stream.of("", "unheard-of"))
        .forEach(
            work -> {
              for (String tier : List.of("standard", "premium", "critical", "unheard-of", "")) {
                TABLE.answer(given("work", work, "tier", tier));
              }
            });
  }
}
