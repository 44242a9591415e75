package dev.turnup.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeliveryProcessTest extends ProcessTest {

  private static final List<String> STUBS =
      List.of(
          "installation-scheduling",
          "site-visit",
          "visit-cancellation",
          "capacity-check",
          "decision-approval",
          "fallout-resolution",
          "missed-visit-charge",
          "component-realisation");

  @RegisterExtension static final EveryElement EVERY_ELEMENT = new EveryElement("delivery", STUBS);

  DeliveryProcessTest() {
    super("delivery", STUBS);
  }

  private static final Instant READY = Instant.parse("2026-12-04T07:00:00Z");
  private static final Instant DUE = Instant.parse("2026-12-01T10:00:00Z");
  private static final Of FIRST = of("componentId", "C-1");
  private static final Of SECOND = of("componentId", "C-2");

  @Test
  void asksForCapacityThatNobodyHasAskedFor() {
    when(
        "assessDelivery",
        assessed(false, true, false, list("C-2"), list("C-2"), list()),
        assessed(true, false, false, list("C-2"), list(), list("C-2")));
    when("promiseDate", Map.of());

    startForDelivery();
    runJobOf("Task_AssessDelivery");
    waitsAt("capacity-check");
    assertThat(given("capacity-check"))
        .isEqualTo(Map.of("orderId", ORDER, "componentIds", list("C-2")));
    returns("capacity-check", Map.of());
    runJobOf("Task_AssessDelivery");

    waitsAt("Task_ExtendReservation");
  }

  @Test
  void deliversWithAVisit() {
    when("assessDelivery", toVisit("C-1"));

    startForDelivery();
    waitsAt("Task_AssessDelivery");
    runJobOf("Task_AssessDelivery");
    assertThat(asked()).containsExactly("assessDelivery", "promiseDate");
    waitsAt("Task_ExtendReservation");

    answer("inventory.extend-reservation");
    runJobOf("SubProcess_ExtendReservations");
    waitsAt("installation-scheduling");
    assertThat(given("installation-scheduling"))
        .isEqualTo(Map.of("orderId", ORDER, "deliveryId", "D-1"));

    returns("installation-scheduling", scheduled());
    waitsAt("site-visit");
    assertThat(given("site-visit"))
        .containsEntry("orderId", ORDER)
        .containsEntry("deliveryId", "D-1")
        .containsEntry("visitDue", Date.from(DUE))
        .containsAllEntriesOf(SHOWN);

    returns("site-visit", Map.of("visitOutcome", "done", "visitCharged", false));
    waitsAt("component-realisation");
  }

  @Test
  void realisesEachComponentForItself() {
    when("assessDelivery", toAwait(list("C-1", "C-2"), list()));
    when("completeDelivery", over());

    startForDelivery();
    runJobOf("Task_AssessDelivery");
    waitsAt("Task_AwaitReadyDate");
    assertThat(dueOf("BoundaryEvent_ReadyDateReached")).isEqualTo(READY);
    fire("BoundaryEvent_ReadyDateReached");
    waitsAt("component-realisation", "component-realisation");
    assertThat(givenToEach("component-realisation"))
        .containsExactlyInAnyOrder(
            Map.of("orderId", ORDER, "deliveryId", "D-1", "componentId", "C-1"),
            Map.of("orderId", ORDER, "deliveryId", "D-1", "componentId", "C-2"));

    returns("component-realisation", SECOND, Map.of());
    waitsAt("component-realisation", "CallActivity_RealiseComponent");
    returns("component-realisation", FIRST, Map.of());
    runJobsOf("CallActivity_RealiseComponent");
    endedAt("EndEvent_Delivered");
  }

  @Test
  void assessesAnewWhenCapacityMovesBeforeTheReadyDate() {
    when("assessDelivery", toAwait(list("C-1"), list()));

    startForDelivery();
    runJobOf("Task_AssessDelivery");
    message("capacity-moved");
    waitsAt("Task_AssessDelivery");
    runJobOf("Task_AssessDelivery");

    assertThat(asked())
        .containsExactly("assessDelivery", "promiseDate", "assessDelivery", "promiseDate");
    waitsAt("Task_AwaitReadyDate");
  }

  @Test
  void assessesAnewWhatAVisitThatIsTakenBackWasFor() {
    when("assessDelivery", toVisit());

    visitDue();
    returns("site-visit", Map.of());
    waitsAt("Task_AssessDelivery");
    runJobOf("Task_AssessDelivery");

    waitsAt("installation-scheduling");
  }

  @Test
  void makesAnotherVisitAndDoesNotWaitForTheChargeOfOneInVain() {
    when("assessDelivery", toVisit());

    visitDue();
    returns(
        "site-visit",
        Map.of("visitOutcome", "customerAbsent", "visitCharged", true, "visitId", "V-1"));
    waitsAt("Task_AssessDelivery", "missed-visit-charge");
    assertThat(given("missed-visit-charge"))
        .isEqualTo(Map.of("orderId", ORDER, "deliveryId", "D-1", "visitId", "V-1"));
    runJobOf("Task_AssessDelivery");
    returns("missed-visit-charge", Map.of());
    returns("installation-scheduling", scheduled());
    returns("site-visit", Map.of("visitOutcome", "moreNeeded", "visitCharged", false));

    waitsAt("Task_AssessDelivery");
  }

  @Test
  void makesAnotherVisitWhenTheFalloutOfAVisitIsMended() {
    when("assessDelivery", toVisit());

    visitDue();
    returns("site-visit", Map.of("visitOutcome", "notFeasible", "falloutRetry", true));

    waitsAt("Task_AssessDelivery");
  }

  @Test
  void endsWhenWhatIsNotFeasibleIsGivenUp() {
    when("assessDelivery", toVisit());
    when("completeDelivery", over());

    visitDue();
    returns("site-visit", Map.of("visitOutcome", "notFeasible", "falloutRetry", false));

    endedAt("EndEvent_Delivered");
  }

  @Test
  void endsWhenNoVisitCanBeHad() {
    when("assessDelivery", toVisit());
    when("completeDelivery", over());

    startForDelivery();
    runJobOf("Task_AssessDelivery");
    returns("installation-scheduling", shown(Map.of("visitScheduled", false)));

    endedAt("EndEvent_Delivered");
  }

  @Test
  void checksAgainWhatHadNoDate() {
    when("assessDelivery", undated(), toAwait(list("C-1"), list()));
    when("settleShortage", settled(true));

    startForDelivery();
    runJobOf("Task_AssessDelivery");
    waitsAt("Task_ResolveCapacityShortage");
    isOffered("Task_ResolveCapacityShortage", "planning");
    assertThat(shownAt("Task_ResolveCapacityShortage")).containsAllEntriesOf(SHOWN);

    complete(
        "Task_ResolveCapacityShortage",
        Map.of("shortageDecision", "checkAgain", "shortageReason", "a card came"));
    assertThat(seenBy("settleShortage"))
        .containsEntry("shortageDecision", "checkAgain")
        .containsEntry("shortageReason", "a card came");
    runJobOf("Task_SettleShortage");
    waitsAt("capacity-check");
    assertThat(given("capacity-check"))
        .isEqualTo(Map.of("orderId", ORDER, "componentIds", list("C-2")));

    returns("capacity-check", Map.of());
    runJobOf("Task_AssessDelivery");
    waitsAt("Task_AwaitReadyDate");
  }

  @Test
  void endsWhenWhatHasNoDateIsCancelled() {
    when("assessDelivery", undated());
    when("completeDelivery", over());
    when("settleShortage", settled(false));

    startForDelivery();
    runJobOf("Task_AssessDelivery");
    complete("Task_ResolveCapacityShortage", Map.of("shortageDecision", "cancelComponents"));
    runJobOf("Task_SettleShortage");

    endedAt("EndEvent_Delivered");
  }

  @Test
  void asksASecondPersonWhetherPlanningMayCancel() {
    when("assessDelivery", undated());
    when(
        "settleShortage",
        Map.of(
            "shortageCheckAgain",
            true,
            "approvalNeeded",
            true,
            "approvalId",
            "A-1",
            "approvalSituation",
            "may I?"),
        settled(true));

    startForDelivery();
    runJobOf("Task_AssessDelivery");
    complete("Task_ResolveCapacityShortage", Map.of("shortageDecision", "cancelComponents"));
    runJobOf("Task_SettleShortage");
    waitsAt("decision-approval");
    assertThat(given("decision-approval"))
        .containsEntry("orderId", ORDER)
        .containsEntry("approvalId", "A-1")
        .containsEntry("shownOrder", "PO-1")
        .containsEntry("shownSituation", "may I?");
    returns("decision-approval", Map.of());
    runJobOf("Task_SettleShortage");

    waitsAt("capacity-check");
  }

  private static Map<String, Object> settled(boolean checkAgain) {
    return Map.of("shortageCheckAgain", checkAgain, "approvalNeeded", false);
  }

  @Test
  void cancelsAVisitThatBecameImpossibleBeforeItAsksPlanning() {
    when("assessDelivery", leaving(undated()));

    startForDelivery();
    runJobOf("Task_AssessDelivery");
    waitsAt("visit-cancellation");
    assertThat(given("visit-cancellation"))
        .isEqualTo(Map.of("orderId", ORDER, "deliveryId", "D-1"));
    returns("visit-cancellation", Map.of());

    waitsAt("Task_ResolveCapacityShortage");
  }

  @Test
  void cancelsTheVisitOfADeliveryThatIsOver() {
    when("assessDelivery", toVisit());
    when("completeDelivery", leaving(over()));

    startForDelivery();
    runJobOf("Task_AssessDelivery");
    returns("installation-scheduling", shown(Map.of("visitScheduled", false)));
    waitsAt("visit-cancellation");
    returns("visit-cancellation", Map.of());

    endedAt("EndEvent_Delivered");
  }

  @Test
  void goesOnWithoutAReservationThatCannotBeExtended() {
    when("assessDelivery", toAwait(list("C-1", "C-2"), list("C-1", "C-2")));

    startForDelivery();
    runJobOf("Task_AssessDelivery");
    waitsAt("Task_ExtendReservation", "Task_ExtendReservation");
    fallsOut("inventory.extend-reservation", FIRST);
    fallsOut("inventory.extend-reservation", SECOND);
    assertThat(givenToEach("fallout-resolution"))
        .containsExactlyInAnyOrder(
            falloutOf("Task_ExtendReservation", "C-1"), falloutOf("Task_ExtendReservation", "C-2"));

    returns("fallout-resolution", FIRST, Map.of("falloutRetry", true));
    waitsAt("Task_ExtendReservation", "fallout-resolution");
    returns("fallout-resolution", SECOND, Map.of("falloutRetry", false));
    waitsAt("Task_ExtendReservation", "SubProcess_ExtendReservations");
    answer("inventory.extend-reservation");
    runJobsOf("SubProcess_ExtendReservations");

    waitsAt("Task_AwaitReadyDate");
  }

  @Test
  void givesBackWhatItNoLongerNeeds() {
    when("assessDelivery", undated());
    when("settleShortage", settled(false));
    when("completeDelivery", over("C-1", "C-2"));

    startForDelivery();
    runJobOf("Task_AssessDelivery");
    complete("Task_ResolveCapacityShortage", Map.of("shortageDecision", "cancelComponents"));
    runJobOf("Task_SettleShortage");
    waitsAt("Task_ReleaseReservation", "Task_ReleaseReservation");

    fallsOut("inventory.release-reservation", FIRST);
    assertThat(given("fallout-resolution")).isEqualTo(falloutOf("Task_ReleaseReservation", "C-1"));
    returns("fallout-resolution", Map.of("falloutRetry", true));
    answer("inventory.release-reservation", FIRST, Map.of());

    fallsOut("inventory.release-reservation", SECOND);
    returns("fallout-resolution", Map.of("falloutRetry", false));
    runJobsOf("SubProcess_ReleaseReservations");

    endedAt("EndEvent_Delivered");
  }

  private void startForDelivery() {
    start(Map.of("deliveryId", "D-1"));
  }

  private void visitDue() {
    startForDelivery();
    runJobOf("Task_AssessDelivery");
    returns("installation-scheduling", scheduled());
  }

  private static Map<String, Object> toVisit(String... reserved) {
    return assessed(true, true, list("C-1"), list(), list(reserved));
  }

  private static Map<String, Object> toAwait(List<String> components, List<String> reserved) {
    return assessed(true, false, components, list(), reserved);
  }

  private static Map<String, Object> undated() {
    return assessed(false, true, list("C-1", "C-2"), list("C-2"), list("C-1"));
  }

  private static Map<String, Object> assessed(
      boolean dateKnown,
      boolean visitNeeded,
      List<String> components,
      List<String> undated,
      List<String> reserved) {
    return assessed(dateKnown, false, visitNeeded, components, undated, reserved);
  }

  private static Map<String, Object> assessed(
      boolean dateKnown,
      boolean unchecked,
      boolean visitNeeded,
      List<String> components,
      List<String> undated,
      List<String> reserved) {
    return shown(
        Map.of(
            "dateKnown", dateKnown,
            "capacityUnchecked", unchecked,
            "visitNeeded", visitNeeded,
            "visitToCancel", false,
            "readyDate", Date.from(READY),
            "componentIds", components,
            "undatedComponentIds", undated,
            "reservedComponentIds", reserved));
  }

  private static Map<String, Object> over(String... reserved) {
    return Map.of("reservedComponentIds", list(reserved), "visitToCancel", false);
  }

  private static Map<String, Object> leaving(Map<String, Object> what) {
    Map<String, Object> leaving = new HashMap<>(what);
    leaving.put("visitToCancel", true);
    return leaving;
  }

  private static Map<String, Object> scheduled() {
    return shown(Map.of("visitScheduled", true, "visitDue", Date.from(DUE)));
  }

  private static Map<String, Object> falloutOf(String step, String component) {
    return Map.of(
        "orderId",
        ORDER,
        "deliveryId",
        "D-1",
        "componentId",
        component,
        "falloutId",
        "fallout of " + step + " of " + component);
  }
}
