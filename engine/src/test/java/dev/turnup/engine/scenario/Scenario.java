package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.connectors.sandbox.Sandbox;
import dev.turnup.engine.Caller;
import dev.turnup.engine.TurnupTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A situation, played over HTTP on the whole application with the sandbox. Facts are set by the
 * sandbox's controls, people are engine-rest calls under their own logins; afterwards what must
 * always hold is checked for every order placed.
 */
abstract class Scenario extends TurnupTest {

  static final String ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder";

  /** As the bundled table grants it. */
  static final Duration RETRY_UNDO_TIME = Duration.ofMinutes(1);

  private final List<String> placed = new ArrayList<>();

  @Autowired private Sandbox standIns;
  @Autowired private JdbcTemplate jdbc;

  SandboxControl sandbox;

  @BeforeEach
  void openTheSandbox() {
    sandbox = new SandboxControl(standIns.controlUrl());
    sandbox.clearFaults();
    // what other tests left at the fallout desk makes no problem of this one's fallouts
    jdbc.update("update turnup.fallout set raised_at = raised_at - interval '1 day'");
  }

  @AfterEach
  void whatMustAlwaysHoldHolds() {
    sandbox.clearFaults();
    Invariants invariants = new Invariants(jdbc, sandbox);
    invariants.holdFor(placed);
    invariants.nothingIsSentAgainFor(placed);
  }

  /** A sample at a site of its own, so that no other test's facts touch it, wanted at any time. */
  ObjectNode sample(String name) {
    ObjectNode order = sandbox.sample(name);
    String site = "SITE-" + UUID.randomUUID().toString().substring(0, 8);
    for (JsonNode product : order.findValues("product")) {
      for (JsonNode place : product.path("place")) {
        ((ObjectNode) place).put("id", site);
      }
    }
    order.remove("externalId");
    order.remove("requestedStartDate");
    order.remove("requestedCompletionDate");
    return order;
  }

  static String siteOf(JsonNode order) {
    return order.findValues("product").stream()
        .flatMap(product -> StreamSupport.stream(product.path("place").spliterator(), false))
        .map(place -> place.path("id").asText())
        .findFirst()
        .orElseThrow();
  }

  /** Every item's wish, {@code together} or {@code asAvailable}. */
  static void prefer(ObjectNode order, String preference) {
    for (JsonNode item : order.path("productOrderItem")) {
      prefer(item, preference);
    }
  }

  private static void prefer(JsonNode item, String preference) {
    ObjectNode product = (ObjectNode) item.path("product");
    if (!product.isMissingNode()) {
      product
          .withArray("productCharacteristic")
          .addObject()
          .put("name", "deliveryPreference")
          .put("value", preference);
    }
    for (JsonNode child : item.path("productOrderItem")) {
      prefer(child, preference);
    }
  }

  void requestCompletion(ObjectNode order, LocalDate day) {
    order.put("requestedCompletionDate", day.atTime(22, 0).atOffset(ZoneOffset.UTC).toString());
  }

  /** Posts the order as the CRM does; its number. */
  String place(ObjectNode order) {
    HttpResponse<String> answer = as("crm").post(ORDERS, order.toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    String number = Texts.json(answer.body()).path("id").asText();
    watchOver(number);
    return number;
  }

  /** What must always hold is asked of this order, too. */
  void watchOver(String number) {
    placed.add(number);
  }

  JsonNode order(String number) {
    HttpResponse<String> answer = as("crm").get(ORDERS + "/" + number);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Texts.json(answer.body());
  }

  /** The order with what it shows to those only who ask for Turnup's extension. */
  JsonNode extended(String number) {
    String fields =
        "productOrderItem,state,projectedCompletionDate,productOrderMilestone,"
            + "productOrderJeopardyAlert,productOrderErrorMessage";
    HttpResponse<String> answer = as("crm").get(ORDERS + "/" + number + "?fields=" + fields);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Texts.json(answer.body());
  }

  String state(String number) {
    return order(number).path("state").asText();
  }

  String itemState(String number, String item) {
    return find((ArrayNode) order(number).path("productOrderItem"), item).path("state").asText();
  }

  private static JsonNode find(JsonNode items, String id) {
    for (JsonNode item : items) {
      if (item.path("id").asText().equals(id)) {
        return item;
      }
      JsonNode nested = find(item.path("productOrderItem"), id);
      if (!nested.isMissingNode()) {
        return nested;
      }
    }
    return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
  }

  List<JsonNode> timeline(String number) {
    HttpResponse<String> answer = as("operator").get("/operations/orders/" + number + "/timeline");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return StreamSupport.stream(Texts.json(answer.body()).spliterator(), false).toList();
  }

  /** The kinds of the order's timeline entries, in sequence. */
  List<String> happened(String number) {
    return timeline(number).stream().map(entry -> entry.path("kind").asText()).toList();
  }

  List<JsonNode> entries(String number, String kind) {
    return timeline(number).stream()
        .filter(entry -> entry.path("kind").asText().equals(kind))
        .toList();
  }

  /** The day that the customer was promised, in the answer of the API. */
  LocalDate promised(String number) {
    String date = order(number).path("expectedCompletionDate").asText();
    assertThat(date).as("promise of %s", number).isNotEmpty();
    return LocalDate.parse(date.substring(0, 10));
  }

  void awaitState(String number, String state) {
    eventually(() -> state(number), state);
  }

  static <T> void eventually(Callable<T> fact, T expected) {
    soon().untilAsserted(() -> assertThat(fact.call()).isEqualTo(expected));
  }

  /** Looks less and less often: each look costs what it looks at. */
  private static ConditionFactory soon() {
    return await()
        .atMost(Duration.ofSeconds(60))
        .pollDelay(Duration.ofMillis(200))
        .pollInterval((looks, last) -> Duration.ofMillis(Math.min(500, 150 + 50L * looks)));
  }

  /** The open tasks of this name on the order, as the user sees them. */
  List<JsonNode> tasks(String user, String number, String definition) {
    HttpResponse<String> answer =
        as(user)
            .get(
                "/engine-rest/task?taskDefinitionKey="
                    + definition
                    + "&processInstanceBusinessKey="
                    + number
                    + "&maxResults=50");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return StreamSupport.stream(Texts.json(answer.body()).spliterator(), false).toList();
  }

  JsonNode awaitTask(String user, String number, String definition) {
    return soon().until(() -> tasks(user, number, definition), found -> !found.isEmpty()).get(0);
  }

  /** Completes the task with the form's fields, as the user; the answer's status. */
  HttpResponse<String> submit(String user, JsonNode task, Map<String, Object> fields) {
    ObjectNode body = (ObjectNode) Texts.json("{\"variables\": {}}");
    fields.forEach(
        (name, value) ->
            body.withObject("/variables").putObject(name).put("value", value.toString()));
    return as(user)
        .post("/engine-rest/task/" + task.path("id").asText() + "/submit-form", body.toString());
  }

  void complete(String user, JsonNode task, Map<String, Object> fields) {
    HttpResponse<String> answer = submit(user, task, fields);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
  }

  /** Has a step that fell out tried again, once that may be taken back no more. */
  void retry(JsonNode task, String reason) {
    complete("fallout", task, Map.of("falloutDecision", "retry", "falloutReason", reason));
    sandbox.walk(RETRY_UNDO_TIME);
  }

  /** Walks to the visit and lets the technician end it so. */
  void endVisit(String number, String outcome) {
    endVisit(number, outcome, Map.of());
  }

  /** The same, with what else the technician says. */
  void endVisit(String number, String outcome, Map<String, Object> besides) {
    Map<String, Object> fields = new HashMap<>(besides);
    fields.put("visitOutcome", outcome);
    fields.put("visitRemark", "as seen on site");
    JsonNode task = awaitTask("technician", number, "Task_InstallOnSite");
    walkTo(due(task).minusMinutes(10));
    complete("technician", awaitTask("technician", number, "Task_InstallOnSite"), fields);
  }

  void walkTo(OffsetDateTime time) {
    Duration left = Duration.between(sandbox.now(), time);
    if (left.compareTo(Duration.ZERO) > 0) {
      sandbox.walk(left);
    }
  }

  static OffsetDateTime due(JsonNode task) {
    return OffsetDateTime.parse(
        task.path("due").asText().replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2"));
  }

  /** Asks the topic for no more work until it is resumed. */
  void pause(String topic) {
    operate(topic, "pause");
  }

  void resume(String topic) {
    operate(topic, "resume");
  }

  private void operate(String topic, String what) {
    HttpResponse<String> answer =
        as("operator").post("/operations/connectors/" + topic + "/" + what, "{}");
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
  }

  /** The only column, as text. */
  List<String> rows(String sql, Object... arguments) {
    return jdbc.queryForList(sql, String.class, arguments);
  }

  int count(String sql, Object... arguments) {
    Integer count = jdbc.queryForObject(sql, Integer.class, arguments);
    return count == null ? 0 : count;
  }

  Caller crm() {
    return as("crm");
  }
}
