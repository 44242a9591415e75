package dev.turnup.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.connectors.sandbox.Sandbox;
import dev.turnup.engine.cost.Machine;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An access node fails under 500 running orders ({@code -Dorders=500}), of which every tenth is
 * internet over fibre, whose technician has just been there. All of them become one problem; it is
 * said to be solved too early, which the canary finds out; then it is solved, and all are released.
 * Says how long each part takes and what it costs, and proves what must hold: one problem, no
 * customer told the same twice, all orders completed, each activated and billed once.
 *
 * <p>Written to {@code docs/benchmark/mass-failure.md}; with fewer orders, or on a machine that
 * does something else, to {@code target}.
 */
final class MassFailureBenchmark {

  private static final int MANY = 500;
  private static final int ORDERS = Integer.getInteger("orders", MANY);
  private static final int VISITED = ORDERS / 10;
  private static final int CANARY = 5;
  private static final Path DOCUMENTED = Path.of("..", "docs", "benchmark");
  private static final String NODE = "OLT-7";
  private static final String PATH = "/tmf-api/productOrderingManagement/v4/productOrder";
  private static final String PROBLEMS = "/operations/problems";
  private static final Duration AT_MOST = Duration.ofMinutes(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI turnup;
  private final URI control;
  private final Connection database;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> parts = new ArrayList<>();
  private final List<String> held = new ArrayList<>();
  private int visits;

  private MassFailureBenchmark(URI turnup, URI control, Connection database) {
    this.turnup = turnup;
    this.control = control;
    this.database = database;
  }

  public static void main(String[] args) throws IOException, InterruptedException, SQLException {
    Machine.Load load = Machine.load();
    try (EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "300")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        ConfigurableApplicationContext application =
            start(server.getJdbcUrl("postgres", "postgres"));
        Connection database =
            DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"))) {
      int port = ((WebServerApplicationContext) application).getWebServer().getPort();
      MassFailureBenchmark benchmark =
          new MassFailureBenchmark(
              URI.create("http://localhost:" + port),
              application.getBean(Sandbox.class).controlUrl(),
              database);
      benchmark.measure();
      benchmark.write(load);
    }
    System.exit(0);
  }

  private static ConfigurableApplicationContext start(String url) {
    List<String> settings =
        new ArrayList<>(
            List.of("--spring.datasource.url=" + url, "--turnup.sandbox=true", "--server.port=0"));
    FreePorts.forSandbox().forEach((name, port) -> settings.add("--" + name + "=" + port));
    return SpringApplication.run(Turnup.class, settings.toArray(String[]::new));
  }

  private void measure() throws IOException, InterruptedException, SQLException {
    control(
        "PUT",
        "/sandbox/inventory/access-nodes",
        "{\"node\": \"%s\", \"sites\": \"%s-\"}".formatted(NODE, NODE));
    control(
        "PUT",
        "/sandbox/network/faults",
        "{\"operation\": \"activate-service\", \"mode\": \"reject\", \"node\": \"%s\"}"
            .formatted(NODE));
    JsonNode line = control("GET", "/sandbox/samples/mobile-line", "");
    JsonNode internet = control("GET", "/sandbox/samples/internet", "");

    Part accepted = new Part("accepted");
    for (int i = 0; i < ORDERS; i++) {
      ask("crm", "POST", PATH, orderAt(i, i % 10 == 9 ? internet : line));
    }
    accepted.print(ORDERS);

    Part joined = new Part("waiting for one problem");
    until(
        "%d orders wait".formatted(ORDERS),
        "select count(distinct order_id) from turnup.fallout"
            + " where state = 'waiting-for-problem'",
        ORDERS);
    joined.print(ORDERS);
    holds(
        "orders whose technician has been there",
        "select count(distinct order_id) from turnup.order_event where kind = 'installed'",
        VISITED);
    String problem =
        ask("operator", "GET", PROBLEMS + "?state=open", "").path(0).path("id").asText();

    Part followed = new Part("told of the expected end");
    ask(
        "supervisor",
        "PATCH",
        PROBLEMS + "/" + problem,
        "{\"expectedEnd\": \"%s\"}".formatted(Instant.now().plus(Duration.ofDays(90))));
    until(
        "every promise follows",
        "select count(distinct order_id) from turnup.notice"
            + " where news = 'promise' and change = 2",
        ORDERS);
    followed.print(ORDERS);

    Part stopped = new Part("first release, stopped by its canary");
    close(problem);
    until(
        "the release is stopped", "select count(*) from turnup.problem where state = 'stopped'", 1);
    stopped.print(CANARY);
    report(problem);

    control("DELETE", "/sandbox/faults", "");
    Part released = new Part("second release, until all are completed");
    close(problem);
    until(
        "all are completed",
        "select count(*) from turnup.product_order where state = 'completed'",
        ORDERS);
    released.print(ORDERS);
    until("the problem is closed", "select count(*) from turnup.problem where state = 'closed'", 1);
    report(problem);

    holds("problems", "select count(*) from turnup.problem", 1);
    holds(
        "orders completed",
        "select count(*) from turnup.product_order where state = 'completed'",
        ORDERS);
    holds(
        "notices told twice",
        "select count(*) - count(distinct (order_id, news, about, told, channel)) from turnup.notice",
        0);
    holds(
        "days told per order at most",
        "select max(days) from (select count(distinct told) as days"
            + " from turnup.notice where news = 'promise' group by order_id) n",
        2);
    holds("fallouts not settled", "select count(*) from turnup.fallout where state <> 'closed'", 0);
    holds(
        "fallouts: each order's, and the canary's again",
        "select count(*) from turnup.fallout",
        ORDERS + CANARY);
    holds("orders activated", effects("count(distinct order_id)", "activate-service"), ORDERS);
    holds(
        "services activated twice",
        effects("count(*) - count(distinct (order_id, component))", "activate-service"),
        0);
    holds("orders billed", effects("count(distinct order_id)", "start-billing"), ORDERS);
    holds("bills started", effects("count(*)", "start-billing"), ORDERS);
  }

  private void write(Machine.Load load) throws IOException {
    boolean counts = ORDERS == MANY && !load.isBusy();
    List<String> page = new ArrayList<>();
    page.add("# An access node fails under many orders");
    page.add("");
    if (!counts) {
      page.add("**Not measured as it has to be: the times are worth nothing.**");
      page.add("");
    }
    page.add(
        "Measured on %s by `mvn -Pbench -Dbench=mass-failure`: %d orders of different customers, every tenth internet with a visit, the others mobile lines; all at the site of one access node, which rejects every activation. What customers are told goes out by mail; all systems are the sandbox's, in the same JVM."
            .formatted(LocalDate.now(), ORDERS));
    page.add("");
    page.add("- Machine: %s; at the start %s".formatted(Machine.description(), load));
    page.add("");
    page.add("| | seconds | processor seconds of the JVM | orders/s |");
    page.add("|---|---:|---:|---:|");
    page.addAll(parts);
    page.add("");
    page.add("| what must hold | |");
    page.add("|---|---:|");
    page.addAll(held);
    Path directory = counts ? DOCUMENTED : Path.of("target");
    Path file = directory.resolve("mass-failure.md");
    Files.writeString(file, String.join("\n", page) + "\n");
    System.out.println("Written to " + file.toAbsolutePath().normalize());
  }

  private void close(String problem) throws IOException, InterruptedException {
    ask(
        "supervisor",
        "POST",
        PROBLEMS + "/" + problem + "/close",
        "{\"canary\": 5, \"perMinute\": 6000, \"stopAtPercent\": 20, \"recheckAfter\": \"PT2S\"}");
  }

  private void report(String problem) throws IOException, InterruptedException, SQLException {
    String run = ask("operator", "GET", PROBLEMS + "/" + problem, "").at("/release/run").asText();
    try (Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select state, count(*) from turnup.bulk_item where run_id = '%s' group by state order by state"
                    .formatted(run))) {
      while (rows.next()) {
        parts.add("| … of these %s: %d | | | |".formatted(rows.getString(1), rows.getInt(2)));
        System.out.println(parts.get(parts.size() - 1));
      }
    }
  }

  private static String effects(String counted, String operation) {
    return "select %s from sandbox.effect where operation = '%s' and effects = 1"
        .formatted(counted, operation);
  }

  private static String orderAt(int number, JsonNode sample) {
    ObjectNode order = sample.deepCopy();
    order.put("externalId", "mass-" + number);
    ((ObjectNode) order.at("/relatedParty/0")).put("id", "CUST-" + number);
    ((ObjectNode) order.at("/productOrderItem/0/product"))
        .putArray("place")
        .addObject()
        .put("id", NODE + "-" + number)
        .put("role", "installationSite")
        .put("streetName", "Am Sandtorkai")
        .put("streetNr", Integer.toString(number))
        .put("postcode", "20457")
        .put("city", "Hamburg")
        .put("country", "DE")
        .put("@type", "GeographicAddress");
    return order.toString();
  }

  /** A part of it, with what it took. */
  private final class Part {

    private final String name;
    private final Instant begun = Instant.now();
    private final Duration before = processorTime();

    Part(String name) {
      this.name = name;
    }

    void print(int orders) {
      Duration took = Duration.between(begun, Instant.now());
      String line =
          "| %s | %.1f | %.1f | %.1f |"
              .formatted(
                  name,
                  took.toMillis() / 1000.0,
                  processorTime().minus(before).toMillis() / 1000.0,
                  orders * 1000.0 / Math.max(1, took.toMillis()));
      parts.add(line);
      System.out.println(line);
    }

    private Duration processorTime() {
      return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
  }

  private void until(String what, String count, long wanted)
      throws IOException, SQLException, InterruptedException {
    Instant end = Instant.now().plus(AT_MOST);
    while (number(count) != wanted) {
      if (visits < VISITED) {
        visitAll();
      }
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException(what + ": " + number(count) + " after " + AT_MOST);
      }
      Thread.sleep(200);
    }
  }

  /** Technicians do their visits as soon as they are booked. */
  private void visitAll() throws IOException, InterruptedException {
    for (JsonNode visit :
        ask(
            "technician",
            "GET",
            "/engine-rest/task?taskDefinitionKey=Task_InstallOnSite&maxResults=100",
            "")) {
      ask(
          "technician",
          "POST",
          "/engine-rest/task/" + visit.path("id").asText() + "/submit-form",
          "{\"variables\": {\"visitOutcome\": {\"value\": \"done\"}}}");
      visits++;
    }
  }

  private void holds(String what, String count, long wanted) throws SQLException {
    long found = number(count);
    held.add("| %s | %d |".formatted(what, found));
    System.out.println(held.get(held.size() - 1));
    if (found != wanted) {
      throw new IllegalStateException(what + ": " + found + " instead of " + wanted);
    }
  }

  private long number(String sql) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private JsonNode control(String method, String path, String body)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(control.resolve(path)), method, body);
  }

  private JsonNode ask(String user, String method, String path, String body)
      throws IOException, InterruptedException {
    String login = Base64.getEncoder().encodeToString((user + ":" + user).getBytes(UTF_8));
    return send(
        HttpRequest.newBuilder(turnup.resolve(path)).header("Authorization", "Basic " + login),
        method,
        body);
  }

  private JsonNode send(HttpRequest.Builder request, String method, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            request
                .header("Content-Type", "application/json")
                .method(
                    method,
                    body.isEmpty()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(
          method + " " + answer.uri() + ": " + answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
  }
}
