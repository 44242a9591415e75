package dev.turnup.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A life with its own PostgreSQL: the demo, a crash, an analyst's model, a stop, a newer jar, and
 * what is found again.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecondStartIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder";
  private static final String ANALYSTS = "order-escalation.bpmn";
  private static final String NEWER = "capacity-check.bpmn";

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

    new Deployments(turnup.base())
        .deploy("analyst", Map.of(ANALYSTS, marked(bundled(ANALYSTS), "by an analyst")));
    assertThat(newest("order-escalation")).contains("by an analyst");
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
  void endsWhatWasUnderWayOnceANewerJarIsThere() throws IOException {
    turnup =
        TurnupProcess.startJar(
                newerJar(), FreePorts.find(1).get(0), home, "--sandbox.ports.control=" + CONTROL)
            .awaitStarted();
    sandbox("DELETE", "");

    for (String order : List.of(orderBeforeTheCrash, orderUnderWay)) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(
              () -> assertThat(order(order).path("state").asText()).isEqualTo("completed"));
      assertThat(activations(order)).isEqualTo(1);
    }

    assertThat(newest("order-escalation")).as("still").contains("by an analyst");
    assertThat(newest("capacity-check")).contains("of the newer jar");
    assertThat(turnup.log()).contains("order-escalation");
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

  private static String newest(String model) throws IOException {
    return read("admin", "/engine-rest/process-definition/key/" + model + "/xml")
        .path("bpmn20Xml")
        .asText();
  }

  private static String bundled(String model) throws IOException {
    try (InputStream in =
        SecondStartIT.class.getClassLoader().getResourceAsStream("processes/" + model)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static String marked(String model, String mark) {
    return model.replace("</bpmn:definitions>", "<!-- " + mark + " --></bpmn:definitions>");
  }

  /** The unpacked jar, but for one model in the jar of models beside it. */
  private static Path newerJar() throws IOException {
    Path libraries = Files.createDirectories(home.resolve("newer").resolve("lib"));
    try (Stream<Path> all = Files.list(TurnupProcess.UNPACKED.resolveSibling("lib"))) {
      for (Path library : all.toList()) {
        String name = library.getFileName().toString();
        if (name.startsWith("turnup-processes")) {
          Files.write(libraries.resolve(name), withNewerModel(library));
        } else {
          Files.createSymbolicLink(libraries.resolve(name), library);
        }
      }
    }
    return Files.copy(TurnupProcess.UNPACKED, libraries.resolveSibling("turnup.jar"));
  }

  private static byte[] withNewerModel(Path models) throws IOException {
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(models));
        ZipOutputStream out = new ZipOutputStream(result)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        byte[] content = in.readAllBytes();
        if (entry.getName().endsWith(NEWER)) {
          content = marked(new String(content, UTF_8), "of the newer jar").getBytes(UTF_8);
        }
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(content);
      }
    }
    return result.toByteArray();
  }
}
