package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.engine.WebappSession;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the fallout desk may decide, and what it may not. */
class FalloutDecisionsTest extends Scenario {

  private static final String FALLOUTS = "/operations/fallouts";
  private static final String ACTIVATE = "network.activate-service";

  /** As the bundled table grants it for the network's fallouts. */
  private static final Duration UNDO_TIME = Duration.ofMinutes(5);

  @Test
  void asksTheNetworkAnewForWhatWasChanged() {
    sandbox.fault("network", ACTIVATE, "reject", ", \"component\": \"internet-access\"");
    String order = place(sample("internet"));
    endVisit(order, "done");
    JsonNode raised = awaitTask("fallout", order, "Task_ResolveFallout");
    List<String> before = keys(order);
    inTasklist("fallout", raised, "claim", "{\"userId\": \"fallout\"}");
    tellsOperatorsWhatWasSent(order);
    inTasklist("supervisor", raised, "unclaim", "{}");
    JsonNode fallout = awaitTask("fallout", order, "Task_ResolveFallout");
    assertThat(fallouts("?state=open&order=" + order).at("/0").has("owner")).isFalse();

    isRefused(
        fallout,
        "Name what to change: one of",
        Map.of("falloutDecision", "changeAndRetry", "changedAttribute", "colour"));
    isRefused(
        fallout,
        "Say what speed is to be",
        Map.of("falloutDecision", "changeAndRetry", "changedAttribute", "speed"));
    sandbox.clearFaults();
    complete(
        "fallout",
        fallout,
        Map.of(
            "falloutDecision",
            "changeAndRetry",
            "falloutReason",
            "the line carries no more",
            "changedAttribute",
            "speed",
            "changedValue",
            "100"));
    takesItBackOnThePage(order);
    complete(
        "fallout",
        awaitTask("fallout", order, "Task_ResolveFallout"),
        Map.of(
            "falloutDecision",
            "changeAndRetry",
            "falloutReason",
            "the line carries no more",
            "changedAttribute",
            "speed",
            "changedValue",
            "100"));
    sandbox.walk(UNDO_TIME);

    awaitState(order, "completed");
    assertThat(keys(order)).hasSize(before.size() + 1).containsAll(before);
    assertThat(sandbox.effects("network", order, ACTIVATE))
        .filteredOn(effect -> effect.specification().equals("internet-access"))
        .singleElement()
        .satisfies(effect -> assertThat(before).doesNotContain(effect.key()));
    assertThat(fallouts("?order=" + order)).isEmpty();
    assertThat(fallouts("?state=all&limit=1&order=" + order).at("/0/settled/decision").asText())
        .isEqualTo("changeAndRetry");
    assertThat(internet(order).toString()).contains("\"speed\",\"value\":\"100\"");
    assertThat(entries(order, "fallout-closed").toString())
        .contains(
            "changed and tried again, decided by fallout",
            "speed = 100",
            "the line carries no more");
    assertThat(sandbox.effects("billing", order, "billing.start-billing")).hasSize(1);
  }

  private void takesItBackOnThePage(String order) {
    String page = "/orders/" + order;
    eventually(() -> as("fallout").get(page).body().contains("Take it back"), true);
    String undo =
        as("fallout")
            .get(page)
            .body()
            .split("<form method=\"post\" action=\"", 2)[1]
            .split("\"")[0];
    assertThat(press("planner", undo)).isEqualTo(409);
    eventually(() -> press("fallout", undo), 303);
    assertThat(as("fallout").get(page).body()).doesNotContain("Take it back");
  }

  private int press(String login, String button) {
    return as(login).sendAs("application/x-www-form-urlencoded", "POST", button, "").statusCode();
  }

  private void tellsOperatorsWhatWasSent(String order) {
    JsonNode fallout = fallouts("?order=" + order).path(0);
    assertThat(fallout.path("state").asText()).isEqualTo("in-hand");
    assertThat(fallout.path("owner").asText()).isEqualTo("fallout");
    assertThat(fallout.path("attempts").asInt()).isEqualTo(1);
    assertThat(fallout.path("fingerprint").asText()).startsWith(ACTIVATE + "/rejected/");
    String id = fallout.path("id").asText();

    JsonNode whole = fallouts("/" + id);
    assertThat(
            rows(
                "select incident_msg_ from act_ru_incident where id_ = ?",
                whole.at("/fallout/incident").asText()))
        .containsExactly(ACTIVATE + " fell out: " + fallout.path("message").asText());
    for (String found :
        List.of("owner=fallout", "state=in-hand", "system=network", "state=all&system=network")) {
      assertThat(fallouts("?order=" + order + "&" + found)).as(found).hasSize(1);
    }
    for (String other : List.of("owner=ada", "state=open", "state=closed", "system=billing")) {
      assertThat(fallouts("?order=" + order + "&" + other)).as(other).isEmpty();
    }
    assertThat(whole.at("/call/state").asText()).isEqualTo("rejected");
    assertThat(whole.at("/call/attempts").asInt()).isEqualTo(1);
    assertThat(whole.at("/call/request").toString()).contains("speed");
    assertThat(fallouts("?after=" + id + "&order=" + order)).isEmpty();
    for (String wrong : List.of("?order=7", "?state=lost", "?limit=0", "?limit=1001")) {
      assertThat(as("operator").get(FALLOUTS + wrong).statusCode()).as(wrong).isEqualTo(400);
    }
    for (String unknown : List.of("/7", "?after=7", "/" + UUID.randomUUID())) {
      assertThat(as("operator").get(FALLOUTS + unknown).statusCode()).as(unknown).isEqualTo(404);
    }
    assertThat(as("crm").get(FALLOUTS).statusCode()).isEqualTo(403);
  }

  private void inTasklist(String user, JsonNode task, String what, String body) {
    String path =
        "/camunda/api/engine/engine/default/task/" + task.path("id").asText() + "/" + what;
    WebappSession desk = WebappSession.of(base(), user, "tasklist");
    assertThat(desk.post(path, body).statusCode()).isEqualTo(204);
  }

  private JsonNode fallouts(String query) {
    return Texts.json(as("operator").get(FALLOUTS + query).body());
  }

  @Test
  void endsWhatReliesOnACancelledComponentAndGivesItsCapacityBack() {
    ObjectNode sample = sample("no-capacity");
    sandbox.fault("network", ACTIVATE, "reject", ", \"component\": \"access-line\"");
    String order = place(sample);
    endVisit(order, "done");
    JsonNode fallout = awaitTask("fallout", order, "Task_ResolveFallout");
    assertThat(held(order)).contains("fibre-port", "bandwidth");

    isRefused(
        fallout,
        "Say why the component is cancelled",
        Map.of("falloutDecision", "cancelComponent"));
    complete(
        "fallout",
        fallout,
        Map.of("falloutDecision", "cancelComponent", "falloutReason", "the duct is crushed"));
    sandbox.walk(UNDO_TIME);

    awaitState(order, "partial");
    assertThat(itemState(order, "1")).isEqualTo("cancelled");
    assertThat(itemState(order, "2")).isEqualTo("completed");
    assertThat(held(order)).containsExactly("mobile-number");
    assertThat(sandbox.effects("network", order, ACTIVATE))
        .extracting(SandboxControl.Effect::specification)
        .containsExactly("mobile-line");
    assertThat(sandbox.effects("billing", order, "billing.start-billing"))
        .extracting(SandboxControl.Effect::specification)
        .containsExactly("mobile-line");
    assertThat(
            entries(order, "component-given-up").stream().map(entry -> entry.path("text").asText()))
        .hasSize(4)
        .allSatisfy(text -> assertThat(text).contains("the duct is crushed"));
  }

  @Test
  void refusesWhatTheTaskDidNotAskFor() {
    sandbox.fault("network", ACTIVATE, "reject", ", \"component\": \"mobile-line\"");
    String order = place(sample("mobile-line"));
    String other = place(sample("mobile-line"));
    JsonNode fallout = awaitTask("fallout", order, "Task_ResolveFallout");
    awaitTask("fallout", other, "Task_ResolveFallout");
    List<String> variables = variables(order);

    isRefused(fallout, "orderId", Map.of("falloutDecision", "retry", "orderId", other));
    isRefused(
        fallout,
        "falloutRetry",
        Map.of("falloutDecision", "cancelComponent", "falloutRetry", true));
    isRefused(
        fallout,
        "answeredLater",
        Map.of("falloutDecision", "retry", "answeredLater", false, "componentId", "x"));
    isRefused(fallout, "Choose what to do", Map.of("falloutDecision", "goHome"));
    isRefused(fallout, "Choose what to do", Map.of());

    assertThat(variables(order)).isEqualTo(variables);
    assertThat(happened(order)).doesNotContain("fallout-closed");
    assertThat(happened(other)).doesNotContain("fallout-closed");
    assertThat(keys(order)).hasSize(1);
    sandbox.clearFaults();
    for (String each : List.of(order, other)) {
      complete(
          "fallout",
          awaitTask("fallout", each, "Task_ResolveFallout"),
          Map.of("falloutDecision", "retry", "falloutReason", "mended"));
    }
    takesItBackOnThePage(other);
    awaitState(order, "held");
    retry(awaitTask("fallout", other, "Task_ResolveFallout"), "mended");
    for (String each : List.of(order, other)) {
      awaitState(each, "completed");
      assertThat(keys(each)).as("the same call").hasSize(1);
    }
  }

  @Test
  void provesWhatAPersonSaysIsDoneAndLearnsFromIt() {
    sandbox.fault("network", ACTIVATE, "reject", ", \"component\": \"mobile-line\"");
    String order = place(sample("mobile-line"));
    JsonNode task = awaitTask("fallout", order, "Task_ResolveFallout");
    Map<String, Object> done =
        Map.of(
            "falloutDecision", "markDone",
            "falloutReason", "switched on by hand",
            "falloutCause", "System disturbed",
            "falloutReference", "NW-4711");
    isRefused(
        task,
        "cannot go on without it",
        Map.of("falloutDecision", "skipStep", "falloutReason", "no"));
    isRefused(task, "Name the reference", Map.of("falloutDecision", "markDone"));

    complete("fallout", task, done);
    eventually(() -> fallouts("?order=" + order).at("/0/state").asText(), "decided");
    String id = fallouts("?order=" + order).at("/0/id").asText();
    assertThat(fallouts("?order=" + order).at("/0/decided/by").asText()).isEqualTo("fallout");
    assertThat(as("crm").post(FALLOUTS + "/" + id + "/undo", "").statusCode()).isEqualTo(403);
    assertThat(as("planner").post(FALLOUTS + "/" + id + "/undo", "").statusCode()).isEqualTo(409);
    eventually(() -> as("fallout").post(FALLOUTS + "/" + id + "/undo", "").statusCode(), 200);
    assertThat(as("fallout").post(FALLOUTS + "/" + id + "/undo", "").statusCode()).isEqualTo(409);

    JsonNode again = awaitTask("fallout", order, "Task_ResolveFallout");
    inTasklist("fallout", again, "claim", "{\"userId\": \"fallout\"}");
    complete("fallout", again, done);
    sandbox.walk(UNDO_TIME);
    JsonNode unproved = awaitTask("fallout", order, "Task_ResolveFallout");
    assertThat(fallouts("?order=" + order).at("/0/owner").asText()).isEqualTo("fallout");
    assertThat(fallouts("?order=" + order).at("/0/state").asText())
        .as("given to the same person, who has not taken it up")
        .isEqualTo("open");
    assertThat(fallouts("?order=" + order).at("/0/step").asText())
        .isEqualTo("network.verify-service");
    assertThat(keys(order)).as("was not called for again").hasSize(1);
    isRefused(
        unproved,
        "Only the system itself",
        Map.of("falloutDecision", "markDone", "falloutReference", "NW-4711"));
    sandbox.clearFaults();
    retry(unproved, "mended");

    awaitState(order, "completed");
    assertThat(sandbox.effects("network", order, ACTIVATE)).hasSize(1);
    assertThat(sandbox.effects("billing", order, "billing.start-billing")).hasSize(1);
    JsonNode first = fallouts("/" + id);
    assertThat(first.at("/fallout/settled/reference").asText()).isEqualTo("NW-4711");
    assertThat(first.at("/fallout/settled/cause").asText()).isEqualTo("System disturbed");
    assertThat(first.path("result").asText()).isEqualTo("helped");
    assertThat(first.path("experience").toString()).contains("\"decision\":\"markDone\"");
    String second = fallouts("?state=closed&order=" + order).at("/0/id").asText();
    assertThat(fallouts("/" + second).path("result").asText()).isEqualTo("helped");
    assertThat(entries(order, "noted").toString())
        .contains("unless it is taken back", "what fallout decided is taken back by fallout");
  }

  @Test
  void goesOnWithoutAStepAndWithAnotherComponent() {
    sandbox.fault("workforce", "workforce.dispatch-visit", "reject");
    String order = place(sample("internet"));
    awaitState(order, "held");
    sandbox.walk(Duration.ofMinutes(31));
    complete(
        "dispatcher",
        awaitTask("dispatcher", order, "Task_ResolveFallout"),
        Map.of("falloutDecision", "skipStep", "falloutReason", "she was called"));
    sandbox.walk(UNDO_TIME);
    awaitTask("technician", order, "Task_InstallOnSite");
    assertThat(sandbox.effects("workforce", order, "workforce.dispatch-visit")).isEmpty();
    sandbox.clearFaults();

    sandbox.fault("network", ACTIVATE, "reject", ", \"component\": \"router\"");
    endVisit(order, "done");
    JsonNode task = awaitTask("fallout", order, "Task_ResolveFallout");
    Map<String, Object> replace =
        Map.of("falloutDecision", "replaceComponent", "falloutReason", "sold out");
    isRefused(task, "Name the component", replace);
    isRefused(task, "has no component", with(replace, "warp-drive"));
    isRefused(task, "of the same kind", with(replace, "mobile-line"));
    complete("fallout", task, with(replace, "ont"));
    sandbox.walk(UNDO_TIME);

    endVisit(order, "done");
    awaitState(order, "completed");
    assertThat(sandbox.effects("network", order, ACTIVATE))
        .extracting(SandboxControl.Effect::specification)
        .containsExactlyInAnyOrder("access-line", "ont", "ont", "internet-access");
    assertThat(sandbox.effects("billing", order, "billing.start-billing")).hasSize(1);
    assertThat(held(order)).containsExactlyInAnyOrder("fibre-port", "bandwidth");
    assertThat(entries(order, "fallout-closed").toString())
        .contains("is skipped, decided by dispatcher", "she was called", "by ont; sold out");
  }

  private static Map<String, Object> with(Map<String, Object> fields, String replacement) {
    Map<String, Object> all = new HashMap<>(fields);
    all.put("falloutReplacement", replacement);
    return all;
  }

  /** With 400 and words for the person; the task is there as before. */
  private void isRefused(JsonNode task, String words, Map<String, Object> fields) {
    HttpResponse<String> answer = submit("fallout", task, fields);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(Texts.json(answer.body()).path("message").asText()).contains(words);
    HttpResponse<String> still = as("fallout").get("/engine-rest/task/" + task.path("id").asText());
    assertThat(still.statusCode()).isEqualTo(200);
    assertThat(Texts.json(still.body())).isEqualTo(task);
  }

  /** Under which the network was asked to activate something. */
  private List<String> keys(String order) {
    return sandbox.requests("network", order, ACTIVATE).stream()
        .map(request -> request.path("key").asText())
        .distinct()
        .toList();
  }

  private JsonNode internet(String order) {
    String component =
        sandbox.effects("network", order, ACTIVATE).stream()
            .filter(effect -> effect.specification().equals("internet-access"))
            .findFirst()
            .orElseThrow()
            .component();
    return sandbox.services(order).stream()
        .filter(service -> service.path("component").asText().equals(component))
        .findFirst()
        .orElseThrow();
  }

  /** Of which resources the inventory holds something for the order. */
  private Stream<String> held(String order) {
    return sandbox.reservations(order).stream()
        .filter(r -> List.of("reserved", "used").contains(r.path("state").asText()))
        .map(r -> r.path("resource").asText());
  }

  /** Of all instances of the order, with their values. */
  private List<String> variables(String order) {
    return rows(
        """
          select v.proc_inst_id_ || ' ' || v.execution_id_ || ' ' || v.name_ || ' = '
                 || coalesce(v.text_, v.long_::text, '')
            from act_ru_variable v
            join act_ru_execution e on e.id_ = v.proc_inst_id_
           where e.business_key_ = ?
        order by 1
        """,
        order);
  }
}
