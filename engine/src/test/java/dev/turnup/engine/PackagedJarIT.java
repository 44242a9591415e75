package dev.turnup.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * What a newcomer starts: the packaged jar with its own PostgreSQL. One life, from first start to
 * last.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PackagedJarIT {

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
  void startsOnAnEmptyDirectoryWithinItsTime() {
    long begin = System.nanoTime();
    turnup = start().awaitStarted();

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(25));
    assertThat(turnup.log())
        .containsOnlyOnce("sandbox logins, password = name: crm, orderdesk, planner")
        .doesNotContain("ERROR");
  }

  @Test
  @Order(2)
  void hasDeployedEveryModelAndForm() throws IOException {
    JsonNode models = JSON.readTree(turnup.as("operator").get("/operations/models").body());

    assertThat(models)
        .hasSize(bundled("processes/*.bpmn") + bundled("decisions/*.dmn") + bundled("forms/*.form"))
        .hasSizeGreaterThan(20)
        .allSatisfy(
            model -> {
              assertThat(model.path("bundledActive").asBoolean()).isTrue();
              assertThat(model.path("active").path("number").asInt()).isEqualTo(1);
            });
  }

  @Test
  @Order(3)
  void keepsWhatItHasAnswered() throws IOException, SQLException {
    assertThat(setting("fsync")).isEqualTo("on");
    assertThat(setting("synchronous_commit")).isEqualTo("on");
    assertThat(setting("full_page_writes")).isEqualTo("on");
  }

  @Test
  @Order(4)
  void letsNobodyElseUseItsDirectory() {
    try (TurnupProcess second = TurnupProcess.start(home)) {
      assertThat(second.awaitExit(Duration.ofMinutes(3))).isNotZero();
      assertThat(second.lastLine())
          .startsWith("Turnup did not start: no PostgreSQL could be started in")
          .contains("--turnup.data-directory=");
    }
  }

  @Test
  @Order(5)
  void goesOnAfterACrashWithTheDatabaseThatWasLeftRunning() throws IOException, SQLException {
    orderBeforeTheCrash = placeMobileLine();
    turnup.kill();
    assertThat(setting("fsync")).as("an orphan that still serves").isEqualTo("on");

    turnup = start().awaitStarted();

    assertThat(turnup.as("operator").get("/operations/models").body())
        .contains("\"number\":1")
        .doesNotContain("\"number\":2");
    assertThat(order(orderBeforeTheCrash).path("id").asText()).isEqualTo(orderBeforeTheCrash);
  }

  @Test
  @Order(6)
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
  @Order(7)
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

  private static int bundled(String place) throws IOException {
    return new PathMatchingResourcePatternResolver().getResources("classpath*:" + place).length;
  }

  private static String setting(String name) throws IOException, SQLException {
    List<String> note = Files.readAllLines(home.resolve("turnup-data/postmaster.pid"));
    String url =
        "jdbc:postgresql://localhost:%s/postgres?user=postgres".formatted(note.get(3).strip());
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("show " + name)) {
      result.next();
      return result.getString(1);
    }
  }
}
