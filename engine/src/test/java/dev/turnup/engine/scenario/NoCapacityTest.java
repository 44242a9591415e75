package dev.turnup.engine.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No capacity and no date. */
class NoCapacityTest extends Scenario {

  @Test
  void givesPlanningATaskAndHoldsUpNothingElse() {
    ObjectNode sample = sample("no-capacity");
    sandbox.setNoCapacity(siteOf(sample), "bandwidth");
    String order = place(sample);

    var shortage = awaitTask("planner", order, "Task_ResolveCapacityShortage");
    eventually(() -> itemState(order, mobileItem(sample)), "completed");
    eventually(() -> itemState(order, internetItem(sample)), "pending");

    sandbox.setCapacity(siteOf(sample), "bandwidth", 10_000, sandbox.now().toLocalDate());
    complete(
        "planner",
        shortage,
        Map.of("shortageDecision", "checkAgain", "shortageReason", "a card was added"));
    endVisit(order, "done");
    awaitState(order, "completed");
  }

  @Test
  void goesOnWithTheRestWhereTheInventoryRejectsTheQuestionForOneComponent() {
    ObjectNode sample = sample("no-capacity");
    sandbox.fault(
        "inventory", "inventory.check-capacity", "reject", ", \"component\": \"internet-access\"");
    String order = place(sample);

    var shortage = awaitTask("planner", order, "Task_ResolveCapacityShortage");
    eventually(() -> itemState(order, mobileItem(sample)), "completed");

    sandbox.clearFaults();
    complete(
        "planner",
        shortage,
        Map.of(
            "shortageDecision",
            "checkAgain",
            "shortageReason",
            "the inventory knows the site now"));
    endVisit(order, "done");
    awaitState(order, "completed");
  }

  @Test
  void endsTheOrderPartiallyWhenPlanningGivesUpAndASupervisorApproves() {
    ObjectNode sample = sample("no-capacity");
    ((ObjectNode) sample.path("relatedParty").get(0)).put("tier", "premium");
    sandbox.setNoCapacity(siteOf(sample), "bandwidth");
    String order = place(sample);

    complete(
        "planner",
        awaitTask("planner", order, "Task_ResolveCapacityShortage"),
        Map.of(
            "shortageDecision", "cancelComponents", "shortageReason", "no fibre in this street"));
    complete(
        "supervisor",
        awaitTask("supervisor", order, "Task_ApproveDecision"),
        Map.of("approvalDecision", "approve"));

    awaitState(order, "partial");
  }

  private static String mobileItem(ObjectNode sample) {
    return itemOf(sample, "mobile-line");
  }

  private static String internetItem(ObjectNode sample) {
    return itemOf(sample, "internet");
  }

  private static String itemOf(ObjectNode sample, String offering) {
    for (var item : sample.path("productOrderItem")) {
      if (item.path("productOffering").path("id").asText().startsWith(offering)) {
        return item.path("id").asText();
      }
    }
    throw new AssertionError("no item of " + offering + " in the sample");
  }
}
