package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Orders that have to do with one another: one waits for the other, or looks like it. */
class OrdersAmongOthersTest extends Scenario {

  private static final String CANCELLATIONS =
      "/tmf-api/productOrderingManagement/v4/cancelProductOrder";

  @Test
  void startsWhenTheOrderThatItNamesHasEnded() {
    pause("network.activate-service");
    String first = place(sample("mobile-line"));
    awaitState(first, "inProgress");

    String second = place(after(first));
    eventually(() -> happened(second).contains("promised"), true);
    assertThat(state(second)).isEqualTo("inProgress");
    assertThat(notes(second)).contains("Order starts after " + first);
    assertThat(as("operator").get("/orders/" + second).body()).contains("Await start");
    assertThat(sandbox.effects("network", second)).isEmpty();

    resume("network.activate-service");

    awaitState(first, "completed");
    awaitState(second, "completed");
  }

  @Test
  void isGivenUpWhenTheOrderThatItNamesIsCancelled() {
    String first = place(sample("internet"));
    String second = place(after(first));
    eventually(() -> happened(second).contains("promised"), true);

    HttpResponse<String> cancelled =
        as("crm").post(CANCELLATIONS, "{\"productOrder\": {\"id\": \"" + first + "\"}}");
    assertThat(cancelled.statusCode()).isEqualTo(201);

    awaitState(first, "cancelled");
    awaitState(second, "cancelled");
    assertThat(notes(second)).contains("the order to wait for was cancelled (order " + first);
    assertThat(sandbox.effects("network", second)).isEmpty();
  }

  @Test
  void tellsAnOrdersSenderEveryReasonAtOnce() {
    String customer = UUID.randomUUID().toString();
    sandbox.refuseCredit(customer, "credit-refused", "three bills are open");
    ObjectNode order = sample("internet");
    ((ObjectNode) order.path("relatedParty").get(0)).put("id", customer);
    ((ObjectNode) order.at("/productOrderItem/0/productOffering")).put("id", "internet-1000");
    relate(order, "PO-999999999999");
    assertThat(as("crm").post("/operations/orders/preview", order.toString()).body())
        .contains("credit-refused", "three bills are open", "unknown-earlier-order", "invalid");
    String refused = place(order);

    awaitState(refused, "rejected");
    assertThat(notes(refused)).contains("three bills are open", "PO-999999999999");
    sandbox.refuseCredit(customer, "fraud-suspected", "the card was stolen");
    String suspected = place(order);
    awaitState(suspected, "rejected");
    assertThat(notes(suspected)).contains("the card was stolen");
    assertThat(rows("select code from turnup.order_finding where order_id = ?", suspected))
        .contains("fraud-suspected");

    ((ObjectNode) order.at("/productOrderItem/0/productOffering")).put("id", "internet-50");
    String retired = place(order);
    awaitState(retired, "rejected");
    assertThat(notes(retired)).contains("internet-100", "PO-999999999999");
  }

  @Test
  void goesOnWhenSomebodyHasMendedTheQuestionForCredit() {
    ObjectNode order = sample("internet");
    ((ObjectNode) order.at("/productOrderItem/0/productOffering")).put("id", "internet-1000");
    sandbox.fault("billing", "billing.check-credit", "reject");
    String number = place(order);
    JsonNode task = awaitTask("fallout", number, "Task_ResolveFallout");
    assertThat(happened(number)).contains("fell-out").doesNotContain("decomposed");
    assertThat(
            submit(
                    "fallout",
                    task,
                    Map.of("falloutDecision", "cancelComponent", "falloutReason", "no"))
                .statusCode())
        .as("there is no component yet")
        .isGreaterThanOrEqualTo(400);

    sandbox.clearFaults();
    retry(task, "");

    awaitTask("technician", number, "Task_InstallOnSite");
    assertThat(happened(number)).contains("fallout-closed", "decomposed", "promised");
  }

  @Test
  void letsTheOrderDeskSayWhetherARepetitionIsMeant() {
    ObjectNode order = sample("internet");
    String first = place(order);
    awaitTask("technician", first, "Task_InstallOnSite");
    String second = place(order);

    complete(
        "orderdesk",
        awaitTask("orderdesk", second, "Task_RepairOrder"),
        Map.of("repairDecision", "goOn", "repairReason", "a line for the shop"));

    awaitTask("technician", second, "Task_InstallOnSite");
    assertThat(entries(second, "repaired"))
        .singleElement()
        .satisfies(
            entry -> assertThat(entry.path("text").asText()).contains("is meant beside " + first));
  }

  private ObjectNode after(String earlier) {
    ObjectNode order = sample("mobile-line");
    relate(order, earlier);
    return order;
  }

  private static void relate(ObjectNode order, String earlier) {
    order
        .withArray("orderRelationship")
        .addObject()
        .put("id", earlier)
        .put("relationshipType", "reliesOn");
  }

  private String notes(String number) {
    return order(number).path("note").findValuesAsText("text").toString();
  }
}
