package dev.turnup.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OrderCancellationProcessTest extends ProcessTest {

  private static final List<String> STUBS =
      List.of("visit-cancellation", "service-cease", "cancellation-charge", "fallout-resolution");

  @RegisterExtension
  static final EveryElement EVERY_ELEMENT = new EveryElement("order-cancellation", STUBS);

  OrderCancellationProcessTest() {
    super("order-cancellation", STUBS);
  }

  @Test
  void cancelsTheVisitsThenUndoesComponentsOneAfterTheOtherAndGivesCapacityBack() {
    when(
        "giveUpOrder",
        Map.of(
            "deliveryIds", list("D-1", "D-2"),
            "undoingComponentIds", list("C-4", "C-3"),
            "reservedComponentIds", list("C-2", "C-1"),
            "chargedComponentIds", list("C-5")));
    when("chooseActivation", Map.of("activationProcess", "service-cease"));

    start(Map.of());
    waitsAt("Task_GiveUpOrder");
    runJobOf("Task_GiveUpOrder");
    runJobsOf("CallActivity_CancelVisit");
    waitsAt("visit-cancellation", "visit-cancellation");
    assertThat(givenToEach("visit-cancellation"))
        .containsExactlyInAnyOrder(
            Map.of("orderId", ORDER, "deliveryId", "D-1"),
            Map.of("orderId", ORDER, "deliveryId", "D-2"));
    returns("visit-cancellation", of("deliveryId", "D-1"), Map.of());
    returns("visit-cancellation", of("deliveryId", "D-2"), Map.of());
    runJobsOf("CallActivity_CancelVisit");

    waitsAt("service-cease");
    assertThat(given("service-cease")).containsEntry("componentId", "C-4");
    returns("service-cease", Map.of());
    runJobOf("SubProcess_UndoComponents");
    assertThat(given("service-cease")).containsEntry("componentId", "C-3");
    returns("service-cease", Map.of());
    runJobOf("SubProcess_UndoComponents");

    runJobsOf("SubProcess_ReleaseReservations");
    waitsAt("Task_ReleaseReservation", "Task_ReleaseReservation");
    answer("inventory.release-reservation", of("componentId", "C-1"), Map.of());
    answer("inventory.release-reservation", of("componentId", "C-2"), Map.of());
    runJobsOf("SubProcess_ReleaseReservations");
    runJobOf("CallActivity_ChargeCancellation");
    assertThat(given("cancellation-charge"))
        .isEqualTo(Map.of("orderId", ORDER, "componentId", "C-5"));
    returns("cancellation-charge", Map.of());
    runJobOf("CallActivity_ChargeCancellation");
    waitsAt("Task_CloseCancellation");
    runJobOf("Task_CloseCancellation");

    assertThat(asked())
        .containsExactly(
            "giveUpOrder", "chooseActivation", "chooseActivation", "closeCancellation");
    endedAt("EndEvent_OrderCancelled");
  }

  @Test
  void leavesAReservationToExpireThatCannotBeGivenBack() {
    when(
        "giveUpOrder",
        Map.of(
            "deliveryIds", list(),
            "undoingComponentIds", list(),
            "reservedComponentIds", list("C-1"),
            "chargedComponentIds", list()));

    start(Map.of());
    runJobOf("Task_GiveUpOrder");
    runJobOf("SubProcess_ReleaseReservations");
    fallsOut("inventory.release-reservation");
    assertThat(given("fallout-resolution"))
        .isEqualTo(
            Map.of(
                "orderId", ORDER,
                "componentId", "C-1",
                "falloutId", "fallout of Task_ReleaseReservation"));
    returns("fallout-resolution", Map.of("falloutRetry", true));
    fallsOut("inventory.release-reservation");
    returns("fallout-resolution", Map.of("falloutRetry", false));
    runJobOf("SubProcess_ReleaseReservations");

    waitsAt("Task_CloseCancellation");
  }
}
