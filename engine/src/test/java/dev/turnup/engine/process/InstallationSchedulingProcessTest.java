package dev.turnup.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InstallationSchedulingProcessTest extends ProcessTest {

  private static final List<String> STUBS =
      List.of("fallout-resolution", "visit-agreement", "visit-cancellation");

  @RegisterExtension
  static final EveryElement EVERY_ELEMENT = new EveryElement("installation-scheduling", STUBS);

  InstallationSchedulingProcessTest() {
    super("installation-scheduling", STUBS);
  }

  private static final Instant DUE = Instant.parse("2026-12-01T10:00:00Z");
  private static final Map<String, Object> FOUND =
      Map.of("slotFound", true, "visitToAgreeOn", false);
  private static final Map<String, Object> BOOKED =
      Map.of("appointmentBooked", true, "visitScheduled", true, "visitDue", Date.from(DUE));
  private static final Map<String, Object> TAKEN =
      Map.of("appointmentBooked", false, "visitScheduled", false);

  @Test
  void booksTheProposedSlotAndTellsTheWorkforce() {
    when("proposeAppointment", FOUND);
    when("bookAppointment", BOOKED);

    startForDelivery();
    waitsAt("Task_ProposeAppointment");
    runJobOf("Task_ProposeAppointment");
    assertThat(asked()).containsExactly("proposeAppointment", "bookAppointment");
    waitsAt("Task_DispatchVisit");

    answer("workforce.dispatch-visit");

    assertThat(left("visitScheduled")).isEqualTo(true);
    endedAt("EndEvent_VisitDispatched");
  }

  @Test
  void proposesWhatTheWorkforceSystemHasAgreedTo() {
    when("proposeAppointment", Map.of("slotFound", false, "visitToAgreeOn", true), FOUND);
    when("bookAppointment", BOOKED);

    startForDelivery();
    runJobOf("Task_ProposeAppointment");
    waitsAt("visit-agreement");
    assertThat(given("visit-agreement")).isEqualTo(Map.of("orderId", ORDER, "deliveryId", "D-1"));
    returns("visit-agreement", Map.of());

    waitsAt("Task_ProposeAppointment");
    runJobOf("Task_ProposeAppointment");
    waitsAt("Task_DispatchVisit");
  }

  @Test
  void proposesAnotherSlotWhenSomebodyWasFaster() {
    when("proposeAppointment", FOUND);
    when("bookAppointment", TAKEN, BOOKED);

    startForDelivery();
    runJobOf("Task_ProposeAppointment");
    waitsAt("Task_ProposeAppointment");
    runJobOf("Task_ProposeAppointment");

    assertThat(asked())
        .containsExactly(
            "proposeAppointment", "bookAppointment", "proposeAppointment", "bookAppointment");
    waitsAt("Task_DispatchVisit");
  }

  @Test
  void booksTheSlotThatADispatcherChooses() {
    when("proposeAppointment", noSlot());
    when("holdChosenSlot", FOUND);
    when("bookAppointment", BOOKED);

    startForDelivery();
    runJobOf("Task_ProposeAppointment");
    waitsAt("Task_ScheduleInstallation");
    isOffered("Task_ScheduleInstallation", "dispatch");
    assertThat(shownAt("Task_ScheduleInstallation")).containsAllEntriesOf(SHOWN);

    complete(
        "Task_ScheduleInstallation",
        Map.of(
            "slotDecision", "chosen",
            "technicianId", "anna",
            "slotStart", "2026-12-04T09:00",
            "secondTechnicianId", "ben"));
    assertThat(seenBy("holdChosenSlot"))
        .containsEntry("slotDecision", "chosen")
        .containsEntry("technicianId", "anna")
        .containsEntry("slotStart", "2026-12-04T09:00")
        .containsEntry("secondTechnicianId", "ben");

    runJobOf("Task_HoldChosenSlot");
    assertThat(asked()).containsExactly("proposeAppointment", "holdChosenSlot", "bookAppointment");
    waitsAt("Task_DispatchVisit");
  }

  @Test
  void cancelsTheVisitThatBecameImpossibleBeforeItAsksADispatcher() {
    Map<String, Object> off = new HashMap<>(noSlot());
    off.put("visitToCancel", true);
    when("proposeAppointment", off);

    startForDelivery();
    runJobOf("Task_ProposeAppointment");
    waitsAt("visit-cancellation");
    assertThat(given("visit-cancellation"))
        .isEqualTo(Map.of("orderId", ORDER, "deliveryId", "D-1"));
    returns("visit-cancellation", Map.of());

    waitsAt("Task_ScheduleInstallation");
  }

  @Test
  void asksNobodyAnyMoreWhenTheCustomerHasFoundATime() {
    when("proposeAppointment", noSlot(), FOUND);
    when("bookAppointment", Map.of("appointmentBooked", true, "visitScheduled", true));

    startForDelivery();
    runJobOf("Task_ProposeAppointment");
    waitsAt("Task_ScheduleInstallation");
    message("visit-moved");
    waitsAt("Task_ProposeAppointment");
    runJobOf("Task_ProposeAppointment");

    waitsAt("Task_DispatchVisit");
  }

  @Test
  void searchesAgainWhenADispatcherSaysSo() {
    when("proposeAppointment", noSlot(), FOUND);
    when("holdChosenSlot", Map.of("slotFound", false));
    when("bookAppointment", BOOKED);

    startForDelivery();
    runJobOf("Task_ProposeAppointment");
    complete("Task_ScheduleInstallation", Map.of("slotDecision", "searchAgain"));
    runJobOf("Task_HoldChosenSlot");
    waitsAt("Task_ProposeAppointment");
    runJobOf("Task_ProposeAppointment");

    waitsAt("Task_DispatchVisit");
  }

  @Test
  void looksForASlotAgainBeforeItDispatchesAfterAFallout() {
    when("proposeAppointment", FOUND);
    when("bookAppointment", BOOKED);

    startForDelivery();
    runJobOf("Task_ProposeAppointment");
    fallsOut("workforce.dispatch-visit");
    waitsAt("fallout-resolution");
    assertThat(given("fallout-resolution"))
        .isEqualTo(
            Map.of(
                "orderId", ORDER,
                "deliveryId", "D-1",
                "falloutId", "fallout of Task_DispatchVisit"));

    returns("fallout-resolution", Map.of("falloutRetry", true));
    waitsAt("Task_ProposeAppointment");
    runJobOf("Task_ProposeAppointment");

    assertThat(asked())
        .containsExactly(
            "proposeAppointment", "bookAppointment", "proposeAppointment", "bookAppointment");
    waitsAt("Task_DispatchVisit");
  }

  @Test
  void givesTheVisitUpAfterAFallout() {
    when("proposeAppointment", FOUND);
    when("bookAppointment", BOOKED);
    when("giveUpVisit", Map.of("visitScheduled", false));

    startForDelivery();
    runJobOf("Task_ProposeAppointment");
    fallsOut("workforce.dispatch-visit");
    returns("fallout-resolution", Map.of("falloutRetry", false));
    waitsAt("Task_GiveUpVisit");
    runJobOf("Task_GiveUpVisit");

    assertThat(left("visitScheduled")).isEqualTo(false);
    endedAt("EndEvent_VisitGivenUp");
  }

  @Test
  void asksNobodyForASlotWhenThereIsNothingToInstallNow() {
    when(
        "proposeAppointment",
        Map.of(
            "slotFound", false,
            "visitToAgreeOn", false,
            "visitNeeded", false,
            "visitScheduled", false));

    startForDelivery();
    runJobOf("Task_ProposeAppointment");

    assertThat(asked()).containsExactly("proposeAppointment");
    assertThat(left("visitScheduled")).isEqualTo(false);
    endedAt("EndEvent_VisitGivenUp");
  }

  private void startForDelivery() {
    start(Map.of("deliveryId", "D-1"));
  }

  private static Map<String, Object> noSlot() {
    return shown(
        Map.of(
            "slotFound", false,
            "visitToAgreeOn", false,
            "visitNeeded", true,
            "visitToCancel", false,
            "schedulingDue", Date.from(DUE)));
  }
}
