package dev.turnup.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BillStartProcessTest extends ProcessTest {

  private static final List<String> STUBS = List.of("fallout-resolution", "bill-stop");

  @RegisterExtension
  static final EveryElement EVERY_ELEMENT = new EveryElement("bill-start", STUBS);

  BillStartProcessTest() {
    super("bill-start", STUBS);
  }

  @Test
  void startsTheBillWhenAllAgree() {
    when("reconcileService", Map.of("reconciled", true, "billedBefore", false));

    startForItem();
    answer("network.verify-service");
    answer("inventory.find-service");
    runJobOf("Task_ReconcileService");
    answer("billing.start-billing");
    answer("billing.confirm-billing");

    assertThat(asked()).containsExactly("reconcileService");
    assertThat(seenBy("reconcileService")).containsEntry("itemId", "I-1");
    endedAt("EndEvent_BillStarted");
  }

  @Test
  void endsWhatAChangedProductWasChargedBefore() {
    when("reconcileService", Map.of("reconciled", true, "billedBefore", true));

    startForItem();
    answer("network.verify-service");
    answer("inventory.find-service");
    runJobOf("Task_ReconcileService");
    waitsAt("bill-stop");
    assertThat(given("bill-stop"))
        .isEqualTo(Map.of("orderId", ORDER, "deliveryId", "D-1", "componentId", "C-1"));
    returns("bill-stop", Map.of());

    waitsAt("Task_StartBilling");
  }

  @Test
  void billsNothingThatIsDisputed() {
    when(
        "reconcileService",
        Map.of("reconciled", false, "billedBefore", false, "falloutId", "F-1"),
        Map.of("reconciled", true, "billedBefore", false));

    startForItem();
    answer("network.verify-service");
    answer("inventory.find-service");
    runJobOf("Task_ReconcileService");

    waitsAt("fallout-resolution");
    assertThat(given("fallout-resolution"))
        .isEqualTo(
            Map.of(
                "orderId", ORDER, "deliveryId", "D-1", "componentId", "C-1", "falloutId", "F-1"));

    returns("fallout-resolution", Map.of());
    answer("network.verify-service");
    answer("inventory.find-service");
    runJobOf("Task_ReconcileService");

    waitsAt("Task_StartBilling");
  }

  @Test
  void asksTheNetworkAgainWhateverFellOut() {
    when("reconcileService", Map.of("reconciled", true, "billedBefore", false));

    startForItem();
    fallsOut("network.verify-service");
    backToTheNetworkAfter("Task_AskNetwork");
    answer("network.verify-service");
    fallsOut("inventory.find-service");
    backToTheNetworkAfter("Task_AskInventory");
    answer("network.verify-service");
    answer("inventory.find-service");
    runJobOf("Task_ReconcileService");
    fallsOut("billing.start-billing");
    backToTheNetworkAfter("Task_StartBilling");
    answer("network.verify-service");
    answer("inventory.find-service");
    runJobOf("Task_ReconcileService");
    answer("billing.start-billing");
    fallsOut("billing.confirm-billing");
    backToTheNetworkAfter("Task_ConfirmBilling");
  }

  private void backToTheNetworkAfter(String step) {
    waitsAt("fallout-resolution");
    assertThat(given("fallout-resolution")).containsEntry("falloutId", "fallout of " + step);
    returns("fallout-resolution", Map.of("falloutRetry", false));
    waitsAt("Task_AskNetwork");
  }

  private void startForItem() {
    start(Map.of("deliveryId", "D-1", "itemId", "I-1", "componentId", "C-1"));
  }
}
