package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.engine.escalation.EscalateOrder;
import dev.turnup.engine.escalation.FindMovingOrders;
import dev.turnup.engine.escalation.FindStuckOrders;
import dev.turnup.engine.escalation.JudgePromises;
import dev.turnup.engine.escalation.ReviewEscalation;
import dev.turnup.engine.escalation.Stuck;
import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.order.OrderId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An order that does not move as it should. The watch is asked about this order alone: a round of
 * it would look after the orders of all other tests.
 */
class StuckOrderTest extends Scenario {

  @Autowired private FindStuckOrders findStuckOrders;
  @Autowired private FindMovingOrders findMovingOrders;
  @Autowired private EscalateOrder escalateOrder;
  @Autowired private ReviewEscalation reviewEscalation;
  @Autowired private JudgePromises judgePromises;
  @Autowired private TransactionTemplate transaction;
  @Autowired private JdbcTemplate jdbc;

  @Test
  void isLookedAfterWhenATaskIsLateUntilItMovesAgain() {
    String order = place(sample("internet"));
    JsonNode visit = awaitTask("technician", order, "Task_InstallOnSite");
    assertThat(stuck(order)).isEmpty();
    assertThat(
            as("supervisor")
                .post(
                    "/engine-rest/task/" + visit.path("id").asText() + "/assignee",
                    "{\"userId\": \"dispatcher\"}")
                .statusCode())
        .isEqualTo(204);

    walkTo(due(visit).plusMinutes(5));
    assertThat(stuck(order)).extracting(Stuck::finding).containsExactly(Finding.OVERDUE_TASK);
    watch(order);
    JsonNode task = awaitTask("dispatcher", order, "Task_LookAfterOrder");
    assertThat(stuck(order)).isEmpty();
    assertThat(task.path("assignee").asText()).as("who is late").isEqualTo("dispatcher");
    assertThat(entries(order, "stuck").toString()).contains("Install on site");
    assertThat(as("operator").get("/orders/" + order).body().replaceAll("\\s+", " "))
        .containsPattern("Escalated</.*level 1 since .*Install on site should have been done by")
        .containsPattern("What is next.*Install on site</td> <td>dispatcher<")
        .containsPattern(
            "Running instances.*/[-0-9a-f]{36}/runtime\">Order fulfillment</a>.*>Delivery<.*>Order escalation<.*Items and their");
    assertThat(extended(order).path("productOrderJeopardyAlert").findValuesAsText("exception"))
        .contains("overdue-task");

    sandbox.fault(
        "network", "network.activate-service", "reject", ", \"component\": \"internet-access\"");
    endVisit(order, "done");
    watch(order);
    eventually(() -> tasks("dispatcher", order, "Task_LookAfterOrder").size(), 0);
    assertThat(entries(order, "escalation-closed").toString()).contains("moves again");
    assertThat(task.path("due").asText()).isNotEmpty();
    isGivenToWhoHasAFalloutThatCannotWait(order);
    awaitState(order, "completed");
  }

  private void isGivenToWhoHasAFalloutThatCannotWait(String order) {
    JsonNode fallout = awaitTask("fallout", order, "Task_ResolveFallout");
    assertThat(
            as("fallout")
                .post(
                    "/engine-rest/task/" + fallout.path("id").asText() + "/claim",
                    "{\"userId\": \"fallout\"}")
                .statusCode())
        .isEqualTo(204);
    // as fallout-policy may want it
    jdbc.update("update turnup.fallout set escalated = true where order_id = ?", order);
    watch(order);
    assertThat(awaitTask("fallout", order, "Task_LookAfterOrder").path("assignee").asText())
        .isEqualTo("fallout");

    sandbox.clearFaults();
    retry(fallout, "");
    watch(order);
    eventually(() -> tasks("fallout", order, "Task_LookAfterOrder").size(), 0);
  }

  @Test
  void isLookedAfterWhenNothingWillMoveItAndLeftAloneOnceSomebodyDoes() {
    String order =
        Texts.json(crm().post(ORDERS, sample("internet").toString()).body()).path("id").asText();
    awaitTask("technician", order, "Task_InstallOnSite");
    deleteItsProcess(order);

    assertThat(stuck(order)).extracting(Stuck::finding).containsExactly(Finding.NO_NEXT_EVENT);
    watch(order);
    watch(order);
    JsonNode task = awaitTask("fallout", order, "Task_LookAfterOrder");
    assertThat(tasks("fallout", order, "Task_LookAfterOrder")).hasSize(1);
    assertThat(
            submit(
                    "fallout",
                    task,
                    Map.of("escalationDecision", "goHome", "escalationRemark", "no"))
                .statusCode())
        .isGreaterThanOrEqualTo(400);

    complete(
        "fallout",
        task,
        Map.of("escalationDecision", "close", "escalationRemark", "the CRM sends it again"));
    eventually(() -> entries(order, "escalation-closed").size(), 1);
    assertThat(entries(order, "escalation-closed").toString())
        .contains("closed by fallout", "the CRM sends it again");
    assertThat(stuck(order)).isEmpty();

    assertThat(shown("jeopardy=red", order)).isEmpty();
    jdbc.update(
        "update turnup.product_order set expected_completion = order_date where id = ?", order);
    transaction.executeWithoutResult(t -> judgePromises.of(new OrderId(order)));
    assertThat(shown("jeopardy=amber,red", order).toString())
        .contains("\"colour\":\"red\"", "which is over");
    assertThat(shown("escalated=true", order)).as("was closed").isEmpty();
    assertThat(as("operator").get("/operations/orders?jeopardy=green").statusCode()).isEqualTo(400);
    assertThat(extended(order).path("productOrderJeopardyAlert").findValuesAsText("name"))
        .contains("promise-red");
    assertThat(as("operator").get("/orders/" + order).body()).contains("In jeopardy", "red since");
  }

  /** What the watch does in a round, for one order. */
  private void watch(String order) {
    stuck(order)
        .forEach(found -> transaction.executeWithoutResult(t -> escalateOrder.because(found)));
    findMovingOrders.looks().stream()
        .flatMap(look -> findMovingOrders.by(look).stream())
        .filter(escalation -> escalation.order().equals(new OrderId(order)))
        .forEach(
            escalation ->
                transaction.executeWithoutResult(t -> reviewEscalation.of(escalation.id())));
  }

  /** The order, if the list of open orders has it. */
  private List<JsonNode> shown(String criterion, String order) {
    List<JsonNode> found = new ArrayList<>();
    Texts.json(as("operator").get("/operations/orders?limit=1000&" + criterion).body())
        .forEach(found::add);
    return found.stream().filter(shown -> shown.path("order").asText().equals(order)).toList();
  }

  private List<Stuck> stuck(String order) {
    return findStuckOrders.ways().stream()
        .flatMap(way -> findStuckOrders.by(way).stream())
        .filter(found -> found.order().equals(new OrderId(order)))
        .toList();
  }

  private void deleteItsProcess(String order) {
    JsonNode instances =
        Texts.json(
            as("admin")
                .get(
                    "/engine-rest/process-instance?processDefinitionKey=order-fulfillment&businessKey="
                        + order
                        + "&maxResults=10")
                .body());
    assertThat(instances).hasSize(1);
    assertThat(
            as("admin")
                .delete("/engine-rest/process-instance/" + instances.get(0).path("id").asText())
                .statusCode())
        .isEqualTo(204);
  }
}
