package dev.turnup.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OrderDecompositionProcessTest extends ProcessTest {

  private static final List<String> STUBS = List.of("fallout-resolution", "decision-approval");

  @RegisterExtension
  static final EveryElement EVERY_ELEMENT = new EveryElement("order-decomposition", STUBS);

  OrderDecompositionProcessTest() {
    super("order-decomposition", STUBS);
  }

  @BeforeEach
  void namesNoProduct() {
    when("nameInstalledProducts", Map.of("productsNamed", false));
    when("chooseCreditCheck", Map.of("creditCheckNeeded", false));
  }

  private static final Instant DUE = Instant.parse("2026-12-01T10:00:00Z");

  @Test
  void decomposesAnOrder() {
    when("applyOrderRules", ruled("valid"));

    start(Map.of());
    waitsAt("Task_NameInstalledProducts");
    decompose();

    assertThat(asked())
        .containsExactly(
            "nameInstalledProducts", "decomposeItems", "chooseCreditCheck", "applyOrderRules");
    assertThat(left("orderValid")).isEqualTo(true);
    assertThat(left("componentGroups")).isEqualTo(groups(list("C-1")));
    endedAt("EndEvent_OrderDecomposed");
  }

  @Test
  void decomposesAnewWhatAPersonHasRepaired() {
    when("applyOrderRules", repairable(), ruled("valid"));
    when("reviseOrder", revised(false));

    start(Map.of());
    decompose();
    waitsAt("Task_RepairOrder");
    isOffered("Task_RepairOrder", "order-desk");
    assertThat(shownAt("Task_RepairOrder")).containsAllEntriesOf(SHOWN);

    complete(
        "Task_RepairOrder",
        Map.of(
            "repairDecision", "correct",
            "changedItem", "",
            "changedAttribute", "characteristic",
            "changedCharacteristic", "speed",
            "changedValue", "300",
            "repairReason", "read on the phone"));
    assertThat(seenBy("reviseOrder"))
        .containsEntry("repairDecision", "correct")
        .containsEntry("changedItem", "")
        .containsEntry("changedAttribute", "characteristic")
        .containsEntry("changedCharacteristic", "speed")
        .containsEntry("changedValue", "300")
        .containsEntry("repairReason", "read on the phone");

    runJobOf("Task_ReviseOrder");
    waitsAt("Task_NameInstalledProducts");
    decompose();

    assertThat(asked())
        .containsExactly(
            "nameInstalledProducts",
            "decomposeItems",
            "chooseCreditCheck",
            "applyOrderRules",
            "reviseOrder",
            "nameInstalledProducts",
            "decomposeItems",
            "chooseCreditCheck",
            "applyOrderRules");
    endedAt("EndEvent_OrderDecomposed");
  }

  @Test
  void showsAnEmptyFormEachTime() {
    when("applyOrderRules", repairable());
    when("reviseOrder", revised(false));

    start(Map.of());
    decompose();
    complete("Task_RepairOrder", Map.of("repairDecision", "correct", "changedValue", "300"));
    runJobOf("Task_ReviseOrder");
    decompose();

    assertThat(shownAt("Task_RepairOrder"))
        .containsEntry("repairDecision", null)
        .containsEntry("changedValue", null);
  }

  @Test
  void asksASecondPersonWhetherAnOrderMayBeGivenUp() {
    when("applyOrderRules", repairable());
    when(
        "reviseOrder",
        Map.of(
            "orderGivenUp",
            false,
            "approvalNeeded",
            true,
            "approvalId",
            "A-1",
            "approvalSituation",
            "may I?"),
        revised(true));

    start(Map.of());
    decompose();
    complete("Task_RepairOrder", Map.of("repairDecision", "giveUp"));
    runJobOf("Task_ReviseOrder");
    waitsAt("decision-approval");
    assertThat(given("decision-approval"))
        .containsEntry("orderId", ORDER)
        .containsEntry("approvalId", "A-1")
        .containsEntry("shownSituation", "may I?");
    returns("decision-approval", Map.of());
    runJobOf("Task_ReviseOrder");

    waitsAt("Task_RejectOrder");
  }

  @Test
  void rejectsAnOrderThatAPersonGivesUp() {
    when("applyOrderRules", repairable());
    when("reviseOrder", revised(true));

    start(Map.of());
    decompose();
    complete(
        "Task_RepairOrder", Map.of("repairDecision", "giveUp", "repairReason", "nobody answers"));
    runJobOf("Task_ReviseOrder");
    waitsAt("Task_RejectOrder");
    runJobOf("Task_RejectOrder");

    assertThat(asked())
        .containsExactly(
            "nameInstalledProducts",
            "decomposeItems",
            "chooseCreditCheck",
            "applyOrderRules",
            "reviseOrder",
            "rejectOrder");
    assertThat(left("orderValid")).isEqualTo(false);
    endedAt("EndEvent_OrderInvalid");
  }

  @Test
  void rejectsWhatNobodyCanRepair() {
    when("applyOrderRules", ruled("invalid"));

    start(Map.of());
    decompose();
    runJobOf("Task_RejectOrder");

    assertThat(asked())
        .containsExactly(
            "nameInstalledProducts",
            "decomposeItems",
            "chooseCreditCheck",
            "applyOrderRules",
            "rejectOrder");
    endedAt("EndEvent_OrderInvalid");
  }

  @Test
  void asksTheInstalledBaseForTheProductsThatItemsName() {
    when("nameInstalledProducts", Map.of("productsNamed", true));
    when("applyOrderRules", ruled("valid"));

    start(Map.of());
    runJobOf("Task_NameInstalledProducts");
    waitsAt("Task_FindInstalledProducts");
    fallsOut("inventory.find-products");
    assertThat(given("fallout-resolution"))
        .isEqualTo(Map.of("orderId", ORDER, "falloutId", "fallout of Task_FindInstalledProducts"));
    returns("fallout-resolution", Map.of());
    waitsAt("Task_NameInstalledProducts");
    runJobOf("Task_NameInstalledProducts");
    answer("inventory.find-products");
    waitsAt("Task_FindInstalledProducts");
    runJobOf("Task_FindInstalledProducts");

    endedAt("EndEvent_OrderDecomposed");
  }

  @Test
  void checksTheCreditWhereATableSaysSo() {
    when("chooseCreditCheck", Map.of("creditCheckNeeded", true));
    when("applyOrderRules", ruled("valid"));

    start(Map.of());
    runJobOf("Task_NameInstalledProducts");
    waitsAt("Task_CheckCredit");
    fallsOut("billing.check-credit");
    assertThat(given("fallout-resolution"))
        .isEqualTo(Map.of("orderId", ORDER, "falloutId", "fallout of Task_CheckCredit"));
    returns("fallout-resolution", Map.of());
    runJobOf("Task_NameInstalledProducts");
    answer("billing.check-credit");
    runJobOf("Task_CheckCredit");

    endedAt("EndEvent_OrderDecomposed");
  }

  @Test
  void decomposesAnewWhenEarlierOrdersHaveEndedOrADayHasPassed() {
    when("applyOrderRules", ruled("waiting"), ruled("waiting"), ruled("valid"));

    start(Map.of());
    decompose();
    waitsAt("Task_AwaitEarlierOrders");
    fire("BoundaryEvent_DayPassed");
    decompose();
    waitsAt("Task_AwaitEarlierOrders");
    message("start-conditions-changed");
    decompose();

    endedAt("EndEvent_OrderDecomposed");
  }

  private void decompose() {
    runJobOf("Task_NameInstalledProducts");
  }

  private static Map<String, Object> ruled(String verdict) {
    return Map.of(
        "orderVerdict", verdict,
        "orderValid", verdict.equals("valid"),
        "componentGroups", groups(list("C-1")));
  }

  private static Map<String, Object> revised(boolean givenUp) {
    return Map.of("orderGivenUp", givenUp, "approvalNeeded", false);
  }

  private static Map<String, Object> repairable() {
    return shown(
        Map.of(
            "orderVerdict",
            "repairable",
            "orderValid",
            false,
            "componentGroups",
            groups(),
            "repairDue",
            Date.from(DUE)));
  }
}
