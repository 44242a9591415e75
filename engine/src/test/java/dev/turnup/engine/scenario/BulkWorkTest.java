package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same is done to many orders: previewed, at a pace, re-checked. */
class BulkWorkTest extends Scenario {

  private static final String BULK = "/operations/bulk";
  private static final String ACTIVATE = "network.activate-service";
  private static final String QUICKLY =
      "{\"canary\": 1, \"perMinute\": 6000, \"recheckAfter\": \"PT30S\"}";

  @Test
  void retriesWhatFellOutCanaryFirst() {
    sandbox.fault("network", ACTIVATE, "reject");
    List<String> orders = Stream.generate(() -> place(sample("mobile-line"))).limit(3).toList();
    orders.forEach(order -> awaitTask("fallout", order, "Task_ResolveFallout"));
    sandbox.clearFaults();
    String key = UUID.randomUUID().toString();
    ObjectNode wish = wish("retry-fallout", orders, "{}");

    JsonNode run = prepared("operator", wish, key, 201);

    assertThat(run.path("state").asText()).isEqualTo("previewed");
    assertThat(run.path("secondPerson").asBoolean()).isFalse();
    assertThat(run.path("groups")).hasSize(1);
    assertThat(run.at("/groups/0/words").asText()).isEqualTo(ACTIVATE + " is tried again");
    assertThat(run.at("/groups/0/examples")).hasSize(3);
    assertThat(prepared("operator", wish, key, 200).path("id")).isEqualTo(run.path("id"));
    prepared("operator", wish.put("reason", "Another."), key, 409);
    isNotForEverybody(run, wish);

    assertThat(step("operator", run, "start", 200).path("state").asText()).isEqualTo("running");
    eventually(() -> shown(run).path("left").asInt(), 2);
    assertThat(page(run)).contains(">Pause<", "http-equiv=\"refresh\"", "2 wait for their turn");
    sandbox.walk(Duration.ofMinutes(4));

    orders.forEach(order -> awaitState(order, "completed"));
    JsonNode done = shown(run);
    assertThat(done.path("state").asText()).isEqualTo("done");
    assertThat(done.at("/results/progressed").asInt()).isEqualTo(3);
    assertThat(entries(orders.get(2), "fallout-closed").toString())
        .contains("tried again, decided by operator");
    assertThat(entries(orders.get(2), "noted").toString())
        .contains("Done together with other orders: retry-fallout", "The node is mended.");
    JsonNode report = Texts.json(get("operator", run, "/orders?result=progressed&limit=2").body());
    assertThat(report).hasSize(2);
    assertThat(
            get("operator", run, "/orders?result=progressed&limit=2")
                .headers()
                .firstValue("Link")
                .orElse(""))
        .contains("after=" + orders.get(1), "rel=\"next\"");
    String page = page(run);
    assertThat(page)
        .contains("3</span> of <span>3", "part progressed", "3 went on", orders.get(0))
        .doesNotContain("<script", ">Pause<", "http-equiv=\"refresh\"");
    whatHasEndedIsLeftAlone(orders);
  }

  private void whatHasEndedIsLeftAlone(List<String> orders) {
    JsonNode run = prepared("operator", wish("cancel-order", orders, "{}"), "", 201);
    assertThat(run.path("total").asInt()).isZero();
    assertThat(run.at("/groups/0/words").asText()).isEqualTo("the order has ended: completed");
    assertThat(page(run)).contains("3 not possible, left alone", ">Start<", ">Discard<");
    assertThat(step("operator", run, "stop", 200).path("stopped").asText())
        .isEqualTo("stopped by operator");
    assertThat(step("operator", run, "start", 409).path("reason").asText()).contains("stopped");
  }

  private void isNotForEverybody(JsonNode run, ObjectNode wish) {
    assertThat(as("crm").get(BULK).statusCode()).isEqualTo(403);
    assertThat(as("fallout").get(BULK).statusCode()).isEqualTo(200);
    assertThat(as("fallout").post(BULK, wish.toString()).statusCode()).isEqualTo(403);
    step("fallout", run, "start", 403);
    assertThat(
            as("operator")
                .post(
                    BULK + "/" + run.path("id").asText() + "/start",
                    "",
                    "Sec-Fetch-Site",
                    "cross-site")
                .statusCode())
        .isEqualTo(403);
  }

  /** Its first visit is far off, so it is open and can be cancelled. */
  @Test
  void actsInTheNameOfItsAuthorAndCancelsByTwo() {
    String order = place(sample("internet"));
    awaitTask("technician", order, "Task_InstallOnSite");
    for (ObjectNode wish :
        List.of(
            wish("change-priority", List.of(order), "{\"priority\": \"0\"}"),
            wish("leave-note", List.of(order), "{\"text\": \"The street is closed.\"}"))) {
      JsonNode run = prepared("supervisor", wish, "", 201);
      step("supervisor", run, "start", 200);
      eventually(() -> shown(run).path("state").asText(), "done");
      assertThat(shown(run).at("/results/done").asInt()).isEqualTo(1);
    }
    assertThat(order(order).path("priority").asText()).isEqualTo("0");
    assertThat(entries(order, "amended").toString()).contains("\"actor\":\"supervisor\"");
    assertThat(entries(order, "noted").toString()).contains("The street is closed.");

    JsonNode cancelling = prepared("operator", wish("cancel-order", List.of(order), "{}"), "", 201);
    assertThat(cancelling.path("secondPerson").asBoolean()).isTrue();
    assertThat(step("operator", cancelling, "start", 409).path("reason").asText())
        .contains("somebody else than operator");
    HttpResponse<String> started =
        as("supervisor")
            .sendAs(
                "application/x-www-form-urlencoded",
                "POST",
                BULK + "/" + cancelling.path("id").asText() + "/start",
                "",
                "Accept",
                "text/html");
    assertThat(started.statusCode()).isEqualTo(303);
    awaitState(order, "cancelled");
    sandbox.walk(Duration.ofSeconds(70));
    assertThat(shown(cancelling).at("/results/progressed").asInt()).isEqualTo(1);
    assertThat(shown(cancelling).path("begunBy").asText()).isEqualTo("supervisor");
    assertThat(as("operator").get(BULK + "?state=done&limit=1").body())
        .contains("\"state\":\"done\"");
    assertThat(as("operator").send("GET", BULK, "", "Accept", "text/html").body())
        .contains("<h1>Bulk work</h1>", "cancel-order");
    whatIsWrongIsSaid(order);
  }

  private void whatIsWrongIsSaid(String order) {
    for (String wrong :
        List.of(
            "{}",
            "{\"action\": \"explode\", \"selection\": {\"orders\": [\"%s\"]}, \"reason\": \"x\"}",
            "{\"action\": \"cancel-order\", \"selection\": {\"orders\": [\"%s\"]}}",
            "{\"action\": \"cancel-order\", \"selection\": {\"orders\": [7]}, \"reason\": \"x\"}",
            "{\"action\": \"cancel-order\", \"selection\": {\"orders\": []}, \"reason\": \"x\"}",
            "{\"action\": \"cancel-order\", \"selection\": {}, \"reason\": \"x\"}",
            "{\"action\": \"cancel-order\", \"selection\": {\"colour\": \"red\"}, \"reason\": \"x\"}",
            "{\"action\": \"cancel-order\", \"selection\": {\"state\": \"completed\"}, \"reason\": \"x\"}",
            "{\"action\": \"cancel-order\", \"selection\": {\"tier\": \"nobody\"}, \"reason\": \"x\"}",
            "{\"action\": \"cancel-order\", \"selection\": {\"orders\": [\"PO-999999\"]}, \"reason\": \"x\"}",
            "{\"action\": \"leave-note\", \"selection\": {\"orders\": [\"%s\"]}, \"reason\": \"x\", \"parameters\": {\"text\": []}}",
            "{\"action\": \"cancel-order\", \"selection\": {\"orders\": [\"%s\"]}, \"reason\": \"x\", \"pace\": {\"perMinute\": 0}}",
            "{\"action\": \"cancel-order\", \"selection\": {\"orders\": [\"%s\"]}, \"reason\": \"x\", \"pace\": {\"recheckAfter\": \"soon\"}}")) {
      HttpResponse<String> answer = as("operator").post(BULK, wrong.replace("%s", order));
      assertThat(answer.statusCode()).as(wrong + answer.body()).isEqualTo(400);
    }
    HttpResponse<String> byForm =
        as("operator")
            .sendAs(
                "application/x-www-form-urlencoded",
                "POST",
                BULK,
                "action=leave-note&text=Hello&orders=%s,+%s&tier=&canary=0&reason=x"
                    .formatted(order, order));
    assertThat(byForm.statusCode()).isEqualTo(303);
    assertThat(as("operator").get(byForm.headers().firstValue("Location").orElseThrow()).body())
        .contains("a note is left", "\"total\":1", "\"canary\":0");
    assertThat(
            as("operator")
                .sendAs("application/x-www-form-urlencoded", "POST", BULK, "canary=few")
                .statusCode())
        .isEqualTo(400);
    for (String unknown : List.of("/7", "/" + UUID.randomUUID(), "/7/orders", "?after=7")) {
      assertThat(as("operator").get(BULK + unknown).statusCode()).as(unknown).isEqualTo(404);
    }
    for (String wrong : List.of("?state=lost", "?limit=0", "?limit=1001")) {
      assertThat(as("operator").get(BULK + wrong).statusCode()).as(wrong).isEqualTo(400);
    }
  }

  private static ObjectNode wish(String action, List<String> orders, String parameters) {
    return (ObjectNode)
        Texts.json(
            """
            {"action": "%s", "selection": {"orders": [%s]}, "parameters": %s, "pace": %s,
             "reason": "The node is mended."}"""
                .formatted(
                    action,
                    orders.stream().map(o -> "\"" + o + "\"").collect(Collectors.joining(",")),
                    parameters,
                    QUICKLY));
  }

  private JsonNode prepared(String user, ObjectNode wish, String key, int status) {
    HttpResponse<String> answer =
        key.isEmpty()
            ? as(user).post(BULK, wish.toString())
            : as(user).post(BULK, wish.toString(), "Idempotency-Key", key);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return Texts.json(answer.body());
  }

  private JsonNode step(String user, JsonNode run, String step, int status) {
    HttpResponse<String> answer =
        as(user).post(BULK + "/" + run.path("id").asText() + "/" + step, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return Texts.json(answer.body());
  }

  private JsonNode shown(JsonNode run) {
    return Texts.json(get("operator", run, "").body());
  }

  private HttpResponse<String> get(String user, JsonNode run, String more) {
    HttpResponse<String> answer = as(user).get(BULK + "/" + run.path("id").asText() + more);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private String page(JsonNode run) {
    HttpResponse<String> page =
        as("operator").send("GET", BULK + "/" + run.path("id").asText(), "", "Accept", "text/html");
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    return page.body();
  }
}
