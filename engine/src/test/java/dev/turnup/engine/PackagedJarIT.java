package dev.turnup.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** What a newcomer starts: the packaged jar with its own PostgreSQL and the demo. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PackagedJarIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder";

  @TempDir private static Path home;

  private static TurnupProcess turnup;

  @AfterAll
  static void leaveNothingRunning() {
    turnup.close();
  }

  @Test
  @Order(1)
  void startsOnAnEmptyDirectoryWithinItsTime() {
    long begin = System.nanoTime();
    turnup = start();
    turnup.awaitStarted();

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
    assertThat(EmbeddedDirectory.setting(home, "fsync")).isEqualTo("on");
    assertThat(EmbeddedDirectory.setting(home, "synchronous_commit")).isEqualTo("on");
    assertThat(EmbeddedDirectory.setting(home, "full_page_writes")).isEqualTo("on");
  }

  @Test
  @Order(4)
  void letsNobodyElseUseItsDirectory() {
    try (TurnupProcess second = start()) {
      assertThat(second.awaitExit(Duration.ofMinutes(3))).isNotZero();
      assertThat(second.lastLine())
          .startsWith("Turnup did not start: no PostgreSQL could be started in")
          .contains("--turnup.data-directory=");
    }
  }

  @Test
  @Order(5)
  void takesOrdersToTheirBillsAndLeavesOneForWhoeverWatches() throws IOException {
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
  @Order(6)
  void findsItsOrdersAgain() throws IOException {
    List<String> before = demonstrated();
    turnup.stop();
    turnup.awaitExit(Duration.ofSeconds(20));
    turnup = start();
    turnup.awaitStarted();
    await().atMost(PATIENCE).until(() -> turnup.log().contains("Stop with Ctrl-C"));

    assertThat(demonstrated()).isEqualTo(before);
    assertThat(turnup.log()).contains("Order " + before.get(2) + " has ended");
    assertThat(read("crm", ORDERS + "?fields=state").findValuesAsText("id"))
        .containsExactlyInAnyOrderElementsOf(before);
  }

  private static TurnupProcess start() {
    return TurnupProcess.startJar(TurnupProcess.JAR, FreePorts.find(1).get(0), home, "--demo");
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

  private static int bundled(String place) throws IOException {
    return new PathMatchingResourcePatternResolver().getResources("classpath*:" + place).length;
  }
}
