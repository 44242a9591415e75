package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What many orders fail of at once is one problem, and is mended for all of them by one act. */
class AccessNodeFailsTest extends Scenario {

  private static final String PROBLEMS = "/operations/problems";
  private static final String ACTIVATE = "network.activate-service";
  private static final String QUICKLY =
      """
      {"canary": 5, "perMinute": 6000, "recheckAfter": "PT1S", "recheckWithin": "PT1M"}""";

  private final String node = "OLT-" + UUID.randomUUID().toString().substring(0, 8);

  @Test
  void isOneProblemThatReleasesItsOrdersInWaves() {
    sandbox.serves(node, node + "-");
    sandbox.fault("network", ACTIVATE, "reject", ", \"node\": \"%s\"".formatted(node));
    List<String> orders = new ArrayList<>();
    IntStream.range(0, 11).forEach(i -> orders.add(place(lineAt(i))));

    eventually(() -> waiting(), 11);
    String problem = problem().path("id").asText();
    orders.forEach(this::waitsInsteadOfBeingTriedAgain);
    refusesWhatCannotBe(problem);
    joinsWithoutTryingForHours(problem, orders);
    JsonNode task = lookedAfter(problem).get(0);
    assertThat(task.path("name").asText()).contains(node + " fails in the network");
    assertThat(
            as("supervisor")
                .post("/engine-rest/task/" + task.path("id").asText() + "/complete", "{}")
                .statusCode())
        .isEqualTo(204);

    LocalDate end = datesFollowTheExpectedEnd(problem, orders);

    // not mended yet: five try, and the others are not touched
    assertThat(close(problem, QUICKLY).statusCode()).isEqualTo(200);
    eventually(() -> whole(problem).at("/problem/state").asText(), "stopped");
    eventually(() -> whole(problem).path("waiting").asInt(), 12);
    eventually(() -> lookedAfter(problem).size(), 1);
    assertThat(whole(problem).at("/release/stopped").asText()).contains("5 of 5 orders failed");
    assertThat(report(problem)).containsExactly("5 failed-again", "7 untouched");
    assertThat(orders.stream().mapToInt(this::timesAsked).sum()).isEqualTo(12 + 5);

    sandbox.clearFaults();
    assertThat(close(problem, QUICKLY).statusCode()).isEqualTo(200);
    orders.forEach(order -> awaitState(order, "completed"));
    eventually(() -> whole(problem).at("/problem/state").asText(), "closed");
    assertThat(whole(problem).at("/problem/closedBy").asText()).isEqualTo("supervisor");
    assertThat(lookedAfter(problem)).isEmpty();
    assertThat(report(problem)).containsExactly("12 progressed");
    for (String order : orders) {
      assertThat(sandbox.effects("network", order, ACTIVATE)).hasSize(1);
      assertThat(sandbox.effects("billing", order, "billing.start-billing")).hasSize(1);
      toldOnce(order, end);
    }
    assertThat(close(problem, "{}").statusCode()).isEqualTo(409);
  }

  @Test
  void isKnownByHandBeforeManyFail() {
    String line = place(failingAlone());
    JsonNode task = awaitTask("fallout", line, "Task_ResolveFallout");
    String fallout = fallout(line);

    String problem =
        opened(
            "{\"fingerprint\": \"%s\", \"title\": \"works at night\"}"
                .formatted(fallouts(line).at("/0/fingerprint").asText()));
    eventually(() -> state(fallout, problem), "waiting-for-problem");
    detach(problem, fallout);
    awaitTask("fallout", line, "Task_ResolveFallout");

    HttpResponse<String> attached =
        as("fallout")
            .post(
                PROBLEMS + "/" + problem + "/fallouts", "{\"fallout\": \"%s\"}".formatted(fallout));
    assertThat(attached.statusCode()).as(attached.body()).isEqualTo(204);
    eventually(() -> state(fallout, problem), "waiting-for-problem");
    assertThat(tasks("fallout", line, "Task_ResolveFallout")).isEmpty();
    assertThat(
            as("supervisor")
                .send("GET", PROBLEMS + "/" + problem, "", "Accept", "text/html")
                .body())
        .contains("works at night", "Close and release", line);
    assertThat(as("supervisor").send("GET", PROBLEMS, "", "Accept", "text/html").body())
        .contains("works at night", problem);

    detach(problem, fallout);
    JsonNode again = awaitTask("fallout", line, "Task_ResolveFallout");
    assertThat(again.path("id")).isNotEqualTo(task.path("id"));
    assertThat(close(problem, "{}").statusCode()).isEqualTo(200);
    assertThat(whole(problem).at("/problem/state").asText()).isEqualTo("closed");

    sandbox.clearFaults();
    retry(again, "mended");
    awaitState(line, "completed");
  }

  @Test
  void isToldByATroubleTicketWhichHearsOfItsEnd() {
    String ticket = "TT-" + node;
    sandbox.serves(node, node + "-");
    sandbox.fault("network", ACTIVATE, "reject", ", \"node\": \"%s\"".formatted(node));
    String line = place(lineAt(1));
    awaitTask("fallout", line, "Task_ResolveFallout");
    sandbox.ticket(ticket, "inProgress", node);
    eventually(() -> problem().path("ticket").asText(), ticket);
    String problem = problem().path("id").asText();
    assertThat(problem().path("openedBy").asText()).isEqualTo("ticket");
    assertThat(problem().path("title").asText()).isEqualTo("the node is dark");

    eventually(() -> waiting(), 1);

    canBeHeldByWhoeverClosesIt(problem);
    sandbox.clearFaults();
    assertThat(close(problem, QUICKLY).statusCode()).isEqualTo(200);
    awaitState(line, "completed");
    eventually(() -> sandbox.ticketStatus(ticket), "resolved");

    sandbox.ticket(ticket, "inProgress", node);
    eventually(() -> problem().path("ticket").asText(), ticket);
    String again = problem().path("id").asText();
    assertThat(again).isNotEqualTo(problem);
    sandbox.ticket(ticket, "closed", node);
    eventually(() -> whole(again).at("/problem/state").asText(), "closed");
    assertThat(sandbox.ticketStatus(ticket)).isEqualTo("closed");
  }

  private void canBeHeldByWhoeverClosesIt(String problem) {
    assertThat(steer(problem, "pause")).as("it was never released").isEqualTo(409);
    assertThat(
            close(problem, "{\"recheckAfter\": \"PT1H\", \"recheckWithin\": \"PT1H\"}")
                .statusCode())
        .isEqualTo(200);
    assertThat(steer(problem, "pause")).isEqualTo(200);
    assertThat(
            as("fallout").send("GET", PROBLEMS + "/" + problem, "", "Accept", "text/html").body())
        .contains("Go on", "Stop the release");
    assertThat(steer(problem, "faster")).isEqualTo(400);
    assertThat(steer(problem, "resume")).isEqualTo(200);
    assertThat(steer(problem, "stop")).isEqualTo(200);
    assertThat(whole(problem).at("/problem/state").asText()).isEqualTo("stopped");
    eventually(() -> whole(problem).path("waiting").asInt(), 1);
  }

  private int steer(String problem, String step) {
    return as("fallout").post(PROBLEMS + "/" + problem + "/release/" + step, "").statusCode();
  }

  private ObjectNode lineAt(int number) {
    ObjectNode order = sample("mobile-line");
    ObjectNode product = (ObjectNode) order.at("/productOrderItem/0/product");
    product
        .putArray("place")
        .addObject()
        .put("id", node + "-" + number)
        .put("role", "installationSite")
        .put("streetName", "Am Sandtorkai")
        .put("streetNr", Integer.toString(number))
        .put("postcode", "20457")
        .put("city", "Hamburg")
        .put("country", "DE")
        .put("@type", "GeographicAddress");
    return order;
  }

  /** Of a cause that no order of another test has. */
  private ObjectNode failingAlone() {
    sandbox.fault("billing", "billing.confirm-billing", "reject");
    return sample("mobile-line");
  }

  private void waitsInsteadOfBeingTriedAgain(String order) {
    eventually(
        () -> entries(order, "noted").toString().contains(ACTIVATE + " waits for problem PB-"),
        true);
    assertThat(tasks("fallout", order, "Task_ResolveFallout")).isEmpty();
    assertThat(timesAsked(order)).isEqualTo(1);
  }

  /** The network does not answer now, which is otherwise tried again for hours. */
  private void joinsWithoutTryingForHours(String problem, List<String> orders) {
    sandbox.fault("network", ACTIVATE, "error", ", \"node\": \"%s\"".formatted(node));
    orders.add(place(lineAt(orders.size())));
    eventually(() -> whole(problem).path("waiting").asInt(), 12);
    waitsInsteadOfBeingTriedAgain(orders.get(11));
    sandbox.fault("network", ACTIVATE, "reject", ", \"node\": \"%s\"".formatted(node));
  }

  private List<JsonNode> lookedAfter(String problem) {
    HttpResponse<String> answer =
        as("supervisor").get("/engine-rest/task?taskId=problem-" + problem + "&maxResults=2");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return StreamSupport.stream(Texts.json(answer.body()).spliterator(), false).toList();
  }

  private int timesAsked(String order) {
    return sandbox.requests("network", order, ACTIVATE).size();
  }

  private LocalDate datesFollowTheExpectedEnd(String problem, List<String> orders) {
    LocalDate end = sandbox.now().toLocalDate().plusDays(3);
    HttpResponse<String> answer =
        as("fallout")
            .send(
                "PATCH",
                PROBLEMS + "/" + problem,
                "{\"expectedEnd\": \"%sT12:00:00Z\"}".formatted(end));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);

    String day = DateTimeFormatter.ofPattern("EEE d MMM yyyy", Locale.ENGLISH).format(end);
    for (String order : orders) {
      eventually(() -> promised(order), end);
      assertThat(extended(order).path("projectedCompletionDate").asText())
          .startsWith(end.toString());
      assertThat(as("operator").send("GET", "/orders/" + order, "", "Accept", "text/html").body())
          .containsPattern("Projected</dt>\\s*<dd>" + day)
          .contains("waits for a problem until " + day);
    }
    assertThat(
            Texts.json(as("operator").get("/operations/orders/" + orders.get(0) + "/plan").body())
                .at("/deliveries/0/solvedDate")
                .asText())
        .isEqualTo(end.toString());
    return end;
  }

  /** The first day (and the next, at midnight) and the one that it became, each once a way. */
  private void toldOnce(String order, LocalDate end) {
    assertThat(
            rows(
                "select distinct told from turnup.notice where order_id = ? and news = 'promise' order by told",
                order))
        .hasSizeBetween(2, 3)
        .endsWith(end.toString());
    assertThat(
            count(
                """
                select count(*) - count(distinct (news, about, told, channel))
                  from turnup.notice
                 where order_id = ?
                """,
                order))
        .isZero();
  }

  private void refusesWhatCannotBe(String problem) {
    assertThat(as("crm").get(PROBLEMS).statusCode()).isEqualTo(403);
    assertThat(as("technician").post(PROBLEMS, "{\"resource\": \"x\"}").statusCode())
        .isEqualTo(403);
    for (String wrong : List.of("?state=ajar", "?limit=0", "?limit=1001")) {
      assertThat(as("operator").get(PROBLEMS + wrong).statusCode()).as(wrong).isEqualTo(400);
    }
    for (String unknown : List.of("/PB-1", "/7", "?after=PB-1")) {
      assertThat(as("operator").get(PROBLEMS + unknown).statusCode()).as(unknown).isEqualTo(404);
    }
    for (String wrong :
        List.of(
            "{}",
            "{\"resource\": 7}",
            "{\"resource\": \"x\", \"fingerprint\": \"y\"}",
            "{\"resource\": \"x\", \"colour\": \"red\"}",
            "{\"resource\": \"x\", \"expectedEnd\": \"soon\"}",
            "{\"resource\": \"%s\"}".formatted("x".repeat(301)))) {
      assertThat(as("fallout").post(PROBLEMS, wrong).statusCode()).as(wrong).isEqualTo(400);
    }
    assertThat(as("fallout").post(PROBLEMS, "{\"resource\": \"%s\"}".formatted(node)).statusCode())
        .isEqualTo(409);
    for (String wrong :
        List.of("{\"canary\": \"x\"}", "{\"recheckAfter\": \"soon\"}", "{\"perMinute\": 0}")) {
      assertThat(close(problem, wrong).statusCode()).as(wrong).isEqualTo(400);
    }
  }

  private HttpResponse<String> close(String problem, String pace) {
    return as("supervisor").post(PROBLEMS + "/" + problem + "/close", pace);
  }

  private String opened(String what) {
    HttpResponse<String> answer = as("fallout").post(PROBLEMS, what);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Texts.json(answer.body()).path("id").asText();
  }

  private JsonNode problem() {
    for (JsonNode each : Texts.json(as("operator").get(PROBLEMS + "?state=open").body())) {
      if (each.path("value").asText().equals(node)) {
        return each;
      }
    }
    return MissingNode.getInstance();
  }

  private int waiting() {
    JsonNode problem = problem();
    return problem.isMissingNode() ? 0 : whole(problem.path("id").asText()).path("waiting").asInt();
  }

  private JsonNode whole(String problem) {
    HttpResponse<String> answer = as("operator").get(PROBLEMS + "/" + problem);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Texts.json(answer.body());
  }

  private void detach(String problem, String fallout) {
    assertThat(as("fallout").delete(PROBLEMS + "/" + problem + "/fallouts/" + fallout).statusCode())
        .isEqualTo(204);
  }

  private String fallout(String order) {
    return fallouts(order).at("/0/id").asText();
  }

  private JsonNode fallouts(String order) {
    return Texts.json(as("operator").get("/operations/fallouts?order=" + order).body());
  }

  private String state(String fallout, String problem) {
    for (JsonNode each : whole(problem).path("fallouts")) {
      if (each.path("fallout").asText().equals(fallout)) {
        return each.path("state").asText();
      }
    }
    return "";
  }

  /** How many orders of the newest release ended how. */
  private List<String> report(String problem) {
    return rows(
        """
          select count(*) || ' ' || i.state
            from turnup.bulk_item i
           where i.run_id = ?::uuid
        group by i.state
        order by i.state
        """,
        whole(problem).at("/release/run").asText());
  }
}
