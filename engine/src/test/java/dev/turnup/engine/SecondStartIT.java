package dev.turnup.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A life with its own PostgreSQL: the demo, a crash, a stop, and what is found again. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecondStartIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder";

  @TempDir private static Path home;

  private static final int CONTROL = FreePorts.find(1).get(0);
  private static final Caller SANDBOX = Caller.anonymous(URI.create("http://localhost:" + CONTROL));

  private static TurnupProcess turnup;
  private static String orderBeforeTheCrash;
  private static String orderUnderWay;

  @AfterAll
  static void leaveNothingRunning() {
    turnup.close();
  }

  @Test
  @Order(1)
  void takesOrdersToTheirBillsAndLeavesOneForWhoeverWatches() throws IOException {
    turnup = start("--demo").awaitStarted();
    await().atMost(PATIENCE).until(() -> turnup.log().contains("Stop with Ctrl-C"));

    List<String> numbers = demonstrated();
    String late = numbers.get(2);
    assertThat(happened(numbers.get(0)))
        .containsSubsequence(
            "accepted",
            "decomposed",
            "capacity-checked",
            "promised",
            "appointment-booked",
            "installed",
            "activated",
            "verified",
            "billed",
            "completed");
    assertThat(happened(numbers.get(1)))
        .containsSubsequence("accepted", "activated", "verified", "billed", "completed");
    assertThat(turnup.log()).contains("Your turn: " + late + " waits at \"Install on site\".");
    assertThat(happened(late)).containsOnlyOnce("promised").doesNotContain("activated");
    JsonNode order = read("crm", ORDERS + "/" + late);
    assertThat(day(order, "expectedCompletionDate"))
        .isAfterOrEqualTo(day(order, "orderDate").plusDays(12));

    JsonNode task =
        read("technician", "/engine-rest/task?taskDefinitionKey=Task_InstallOnSite&maxResults=1")
            .get(0);
    assertThat(
            turnup
                .as("technician")
                .post(
                    "/engine-rest/task/" + task.path("id").asText() + "/submit-form",
                    "{\"variables\": {\"visitOutcome\": {\"value\": \"done\"}}}")
                .statusCode())
        .isBetween(200, 204);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(read("crm", ORDERS + "/" + late).path("state").asText())
                    .isEqualTo("completed"));
  }

  @Test
  @Order(2)
  void goesOnAfterACrashWithTheDatabaseThatWasLeftRunning() throws IOException, SQLException {
    List<String> before = demonstrated();
    orderBeforeTheCrash = placeMobileLine();
    turnup.kill();
    assertThat(EmbeddedDirectory.setting(home, "fsync"))
        .as("an orphan that still serves")
        .isEqualTo("on");

    turnup = start("--demo").awaitStarted();
    await().atMost(PATIENCE).until(() -> turnup.log().contains("Stop with Ctrl-C"));

    assertThat(demonstrated()).isEqualTo(before);
    assertThat(turnup.log()).contains("Order " + before.get(2) + " has ended");
    assertThat(read("crm", ORDERS + "?fields=state").findValuesAsText("id"))
        .hasSize(4)
        .containsAll(before);

    assertThat(turnup.as("operator").get("/operations/models").body())
        .contains("\"number\":1")
        .doesNotContain("\"number\":2");
    assertThat(order(orderBeforeTheCrash).path("id").asText()).isEqualTo(orderBeforeTheCrash);
  }

  @Test
  @Order(3)
  void stopsInTimeWithItsDatabaseAlthoughACallIsUnderWay() throws IOException {
    sandbox("PUT", "{\"operation\": \"network.activate-service\", \"mode\": \"hold-answer\"}");
    orderUnderWay = placeMobileLine();
    await().atMost(PATIENCE).until(() -> activations(orderUnderWay) == 1);

    turnup.stop();
    turnup.awaitExit(Duration.ofSeconds(20));

    assertThat(home.resolve("turnup-data/postmaster.pid")).doesNotExist();
    assertThat(turnup.log()).doesNotContain("Exception");
  }

  @Test
  @Order(4)
  void endsWhatWasUnderWayOnceItIsBack() throws IOException {
    turnup = start().awaitStarted();
    sandbox("DELETE", "");

    for (String order : List.of(orderBeforeTheCrash, orderUnderWay)) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(
              () -> assertThat(order(order).path("state").asText()).isEqualTo("completed"));
      assertThat(activations(order)).isEqualTo(1);
    }
  }

  private static TurnupProcess start(String... more) {
    return TurnupProcess.start(
        home,
        Stream.concat(Stream.of("--sandbox.ports.control=" + CONTROL), Stream.of(more))
            .toArray(String[]::new));
  }

  /** The numbers that the demo told: the triple play, the mobile line, the late triple play. */
  private static List<String> demonstrated() {
    List<String> numbers =
        Pattern.compile("(?m)^  (PO-\\d+)  a (?:triple play|mobile line)")
            .matcher(turnup.log())
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(numbers).as(turnup.log()).hasSize(3);
    return numbers;
  }

  /** The kinds of what the demo told of the order, as it moved. */
  private static List<String> happened(String number) {
    return Pattern.compile("(?m)^" + number + "  \\S+ \\S+  (\\S+)")
        .matcher(turnup.log())
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static JsonNode read(String user, String path) throws IOException {
    return JSON.readTree(turnup.as(user).get(path).body());
  }

  private static LocalDate day(JsonNode order, String date) {
    return LocalDate.parse(order.path(date).asText().substring(0, 10));
  }

  private static String placeMobileLine() throws IOException {
    ObjectNode line =
        (ObjectNode) JSON.readTree(SANDBOX.get("/sandbox/samples/mobile-line").body());
    HttpResponse<String> answer =
        turnup.as("crm").post(ORDERS, line.without("externalId").toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return JSON.readTree(answer.body()).path("id").asText();
  }

  private static JsonNode order(String number) throws IOException {
    return JSON.readTree(turnup.as("crm").get(ORDERS + "/" + number).body());
  }

  private static void sandbox(String method, String fault) {
    assertThat(SANDBOX.send(method, "/sandbox/network/faults", fault).statusCode())
        .isBetween(200, 299);
  }

  /** How often the network really activated a service of the order. */
  private static int activations(String order) throws IOException {
    int times = 0;
    for (JsonNode effect :
        JSON.readTree(SANDBOX.get("/sandbox/network/effects?order=" + order).body())) {
      if (effect.path("operation").asText().equals("network.activate-service")) {
        times += effect.path("effects").asInt();
      }
    }
    return times;
  }
}
