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
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar with its own PostgreSQL after a crash and after a stop. */
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
  void goesOnAfterACrashWithTheDatabaseThatWasLeftRunning() throws IOException, SQLException {
    turnup = start().awaitStarted();
    orderBeforeTheCrash = placeMobileLine();
    turnup.kill();
    assertThat(EmbeddedDirectory.setting(home, "fsync"))
        .as("an orphan that still serves")
        .isEqualTo("on");

    turnup = start().awaitStarted();

    assertThat(turnup.as("operator").get("/operations/models").body())
        .contains("\"number\":1")
        .doesNotContain("\"number\":2");
    assertThat(order(orderBeforeTheCrash).path("id").asText()).isEqualTo(orderBeforeTheCrash);
  }

  @Test
  @Order(2)
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
  @Order(3)
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

  private static TurnupProcess start() {
    return TurnupProcess.start(home, "--sandbox.ports.control=" + CONTROL);
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
