package dev.turnup.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FalloutResolutionProcessTest extends ProcessTest {

  private static final List<String> STUBS = List.of("decision-approval");

  @RegisterExtension
  static final EveryElement EVERY_ELEMENT = new EveryElement("fallout-resolution", STUBS);

  FalloutResolutionProcessTest() {
    super("fallout-resolution", STUBS);
  }

  private static final Instant DUE = Instant.parse("2026-12-01T10:00:00Z");
  private static final Instant LATER = Instant.parse("2026-12-01T08:30:00Z");

  @Test
  void letsAPersonDecide() {
    when("openFallout", SHOWN);
    when("findProblem", NO_PROBLEM);
    when(
        "suggestResolution",
        Map.of("tryLater", false, "falloutQueue", "dispatch", "falloutDue", Date.from(DUE)));
    when("closeFallout", settled(true));

    startForFallout();
    waitsAt("Task_OpenFallout");
    runJobOf("Task_OpenFallout");
    runJobOf("Task_FindProblem");
    assertThat(asked()).containsExactly("openFallout", "findProblem", "suggestResolution");
    waitsAt("Task_ResolveFallout");
    isOffered("Task_ResolveFallout", "dispatch", DUE);
    assertThat(shownAt("Task_ResolveFallout")).containsAllEntriesOf(SHOWN);

    complete(
        "Task_ResolveFallout",
        Map.of(
            "falloutDecision", "changeAndRetry",
            "falloutReason", "a typo",
            "changedAttribute", "speed",
            "changedValue", "300",
            "falloutCause", "Not known"));
    assertThat(seenBy("closeFallout"))
        .containsEntry("falloutId", "F-1")
        .containsEntry("falloutDecision", "changeAndRetry")
        .containsEntry("falloutReason", "a typo")
        .containsEntry("falloutCause", "Not known")
        .containsEntry("falloutReference", null)
        .containsEntry("falloutReplacement", null)
        .containsEntry("changedAttribute", "speed")
        .containsEntry("changedValue", "300");

    waitsAt("Task_CloseFallout");
    runJobOf("Task_CloseFallout");
    assertThat(left("falloutRetry")).isEqualTo(true);
    endedAt("EndEvent_FalloutClosed");
  }

  @Test
  void triesLaterByItself() {
    when("openFallout", SHOWN);
    when("findProblem", NO_PROBLEM);
    when("suggestResolution", Map.of("tryLater", true, "tryLaterAt", Date.from(LATER)));
    when("closeFallout", settled(true));

    startForFallout();
    runJobOf("Task_OpenFallout");
    runJobOf("Task_FindProblem");
    waitsAt("Event_RetryTimeReached");
    assertThat(dueOf("Event_RetryTimeReached")).isEqualTo(LATER);

    fire("Event_RetryTimeReached");
    runJobOf("Task_CloseFallout");

    assertThat(asked())
        .containsExactly("openFallout", "findProblem", "suggestResolution", "closeFallout");
    endedAt("EndEvent_FalloutClosed");
  }

  @Test
  void carriesOutWhatIsDecidedOnceItMayBeTakenBackNoMore() {
    when("openFallout", SHOWN);
    when("findProblem", NO_PROBLEM);
    when(
        "suggestResolution",
        Map.of("tryLater", false, "falloutQueue", "dispatch", "falloutDue", Date.from(DUE)));
    Map<String, Object> waits = after(false, true, false);
    when("closeFallout", waits, waits, settled(false));

    startForFallout();
    runJobOf("Task_OpenFallout");
    runJobOf("Task_FindProblem");
    complete("Task_ResolveFallout", Map.of("falloutDecision", "cancelComponent"));
    runJobOf("Task_CloseFallout");
    waitsAt("Task_GiveTimeToUndo");
    assertThat(dueOf("BoundaryEvent_UndoTimeOver")).isEqualTo(LATER);

    message("decision-taken-back");
    waitsAt("Task_ResolveFallout");
    complete("Task_ResolveFallout", Map.of("falloutDecision", "skipStep"));
    runJobOf("Task_CloseFallout");
    fire("BoundaryEvent_UndoTimeOver");
    runJobOf("Task_CloseFallout");

    endedAt("EndEvent_FalloutClosed");
  }

  @Test
  void asksASecondPersonAndTheFirstOneAgainWhereItIsRefused() {
    when("openFallout", SHOWN);
    when("findProblem", NO_PROBLEM);
    when(
        "suggestResolution",
        Map.of("tryLater", false, "falloutQueue", "dispatch", "falloutDue", Date.from(DUE)));
    Map<String, Object> asks =
        Map.of(
            "falloutRetry", false,
            "mayBeTakenBack", false,
            "approvalNeeded", true,
            "decideAnew", false,
            "approvalId", "A-1",
            "approvalSituation", "may I?");
    when("closeFallout", asks, after(false, false, true), settled(false));

    startForFallout();
    runJobOf("Task_OpenFallout");
    runJobOf("Task_FindProblem");
    complete("Task_ResolveFallout", Map.of("falloutDecision", "cancelComponent"));
    runJobOf("Task_CloseFallout");
    waitsAt("decision-approval");
    assertThat(given("decision-approval"))
        .containsEntry("orderId", ORDER)
        .containsEntry("approvalId", "A-1")
        .containsEntry("shownOrder", "PO-1")
        .containsEntry("shownSituation", "may I?");

    returns("decision-approval", Map.of());
    runJobOf("Task_CloseFallout");
    waitsAt("Task_ResolveFallout");
    complete("Task_ResolveFallout", Map.of("falloutDecision", "cancelComponent"));
    runJobOf("Task_CloseFallout");

    endedAt("EndEvent_FalloutClosed");
  }

  @Test
  void waitsForTheProblemBehindItAndLooksAgainWheneverThatChangesOrIsOverdue() {
    when("openFallout", SHOWN);
    when("findProblem", NO_PROBLEM, waiting(DUE), waiting(LATER), waiting(LATER), SOLVED);
    when(
        "suggestResolution",
        Map.of("tryLater", false, "falloutQueue", "dispatch", "falloutDue", Date.from(DUE)));
    when("closeFallout", settled(true));

    startForFallout();
    runJobOf("Task_OpenFallout");
    runJobOf("Task_FindProblem");
    waitsAt("Task_ResolveFallout");

    message("problem-changed");
    runJobOf("Task_FindProblem");
    waitsAt("Task_WaitForProblem");
    assertThat(dueOf("BoundaryEvent_ProblemOverdue")).isEqualTo(DUE);

    fire("BoundaryEvent_ProblemOverdue");
    runJobOf("Task_FindProblem");
    waitsAt("Task_WaitForProblem");
    assertThat(dueOf("BoundaryEvent_ProblemOverdue")).isEqualTo(LATER);

    message("problem-changed");
    runJobOf("Task_FindProblem");
    waitsAt("Task_WaitForProblem");

    message("problem-changed");
    runJobOf("Task_FindProblem");
    runJobOf("Task_CloseFallout");
    assertThat(left("falloutRetry")).isEqualTo(true);
    endedAt("EndEvent_FalloutClosed");
  }

  private static final Map<String, Object> NO_PROBLEM =
      Map.of("waitForProblem", false, "problemSolved", false, "tryLater", false);
  private static final Map<String, Object> SOLVED =
      Map.of("waitForProblem", false, "problemSolved", true, "tryLater", true);

  private static Map<String, Object> waiting(Instant overdueAt) {
    return Map.of(
        "waitForProblem", true, "problemSolved", false, "problemOverdueAt", Date.from(overdueAt));
  }

  private static Map<String, Object> settled(boolean retry) {
    return after(retry, false, false);
  }

  private static Map<String, Object> after(boolean retry, boolean undoable, boolean anew) {
    return Map.of(
        "falloutRetry", retry,
        "mayBeTakenBack", undoable,
        "undoUntil", Date.from(LATER),
        "approvalNeeded", false,
        "decideAnew", anew);
  }

  private void startForFallout() {
    start(Map.of("deliveryId", "D-1", "componentId", "C-1", "falloutId", "F-1"));
  }
}
