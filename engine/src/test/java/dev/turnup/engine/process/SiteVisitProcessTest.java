package dev.turnup.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteVisitProcessTest extends ProcessTest {

  private static final List<String> STUBS = List.of("fallout-resolution", "visit-agreement");

  @RegisterExtension
  static final EveryElement EVERY_ELEMENT = new EveryElement("site-visit", STUBS);

  private static final Instant DUE = Instant.parse("2026-12-01T10:00:00Z");

  SiteVisitProcessTest() {
    super("site-visit", STUBS);
  }

  @Test
  void letsTheTechnicianSayHowItEnded() {
    visitDue();
    waitsAt("Task_InstallOnSite");
    isOffered("Task_InstallOnSite", "field", DUE);
    assertThat(shownAt("Task_InstallOnSite"))
        .containsAllEntriesOf(SHOWN)
        .containsEntry("visitOutcome", null)
        .containsEntry("visitRemark", null)
        .containsEntry("visitNotBefore", null)
        .containsEntry("visitSkill", null)
        .containsEntry("visitTime", null);

    complete(
        "Task_InstallOnSite",
        Map.of(
            "visitOutcome", "siteNotReady",
            "visitRemark", "no duct",
            "visitNotBefore", "2026-12-09"));
    assertThat(seenBy("recordVisit"))
        .containsEntry("deliveryId", "D-1")
        .containsEntry("visitOutcome", "siteNotReady")
        .containsEntry("visitRemark", "no duct")
        .containsEntry("visitNotBefore", "2026-12-09");

    runJobOf("Task_RecordVisit");
    assertThat(left("visitOutcome")).isEqualTo("siteNotReady");
    endedAt("EndEvent_VisitInVain");
  }

  @ParameterizedTest
  @CsvSource({
    "done, EndEvent_Installed",
    "customerAbsent, EndEvent_VisitInVain",
    "secondTechnician, EndEvent_MoreNeeded",
    "otherSkill, EndEvent_MoreNeeded",
    "moreNeeded, EndEvent_MoreNeeded"
  })
  void endsAsItIsSaidWhateverElseIsWanted(String outcome, String end) {
    visitDue();
    message("other-visit-wanted");
    visited(outcome);

    endedAt(end);
  }

  @ParameterizedTest
  @CsvSource({"capacity-moved", "visit-moved"})
  void isTakenBackWhenItBecomesImpossibleOrIsMoved(String message) {
    visitDue();
    message("other-visit-wanted");
    message(message);

    endedAt("EndEvent_VisitTakenBack");
  }

  @Test
  void staysOpenWhileAnotherTimeIsAgreedOn() {
    when("reviewVisit", Map.of("visitStands", true), Map.of("visitStands", false));
    visitDue();
    message("other-visit-wanted");
    waitsAt("visit-agreement", "Task_InstallOnSite");
    assertThat(given("visit-agreement")).isEqualTo(Map.of("orderId", ORDER, "deliveryId", "D-1"));
    returns("visit-agreement", Map.of());
    waitsAt("Task_InstallOnSite");

    message("other-visit-wanted");
    returns("visit-agreement", Map.of());
    assertThat(asked()).containsExactly("reviewVisit", "reviewVisit");
    endedAt("EndEvent_VisitStands", "EndEvent_VisitReplaced");
  }

  @Test
  void isReportedWhileAnotherTimeIsAgreedOn() {
    visitDue();
    message("other-visit-wanted");
    visited("done");

    assertThat(left("visitOutcome")).isEqualTo("done");
    endedAt("EndEvent_Installed");
  }

  @Test
  void hasAFalloutOfWhatIsNotFeasibleDecidedWhateverElseIsWanted() {
    when("recordVisit", Map.of("falloutId", "F-1"));

    visitDue();
    message("other-visit-wanted");
    visited("notFeasible");
    waitsAt("fallout-resolution", "visit-agreement");
    assertThat(given("fallout-resolution"))
        .isEqualTo(Map.of("orderId", ORDER, "deliveryId", "D-1", "falloutId", "F-1"));
    returns("fallout-resolution", Map.of("falloutRetry", false));

    assertThat(left("falloutRetry")).isEqualTo(false);
    endedAt("EndEvent_FeasibilityDecided");
  }

  private void visitDue() {
    start(shown(Map.of("deliveryId", "D-1", "visitDue", Date.from(DUE))));
  }

  private void visited(String outcome) {
    complete("Task_InstallOnSite", Map.of("visitOutcome", outcome, "visitRemark", "as seen"));
    runJobOf("Task_RecordVisit");
  }
}
