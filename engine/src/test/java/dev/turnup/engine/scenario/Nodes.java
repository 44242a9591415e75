package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.Caller;
import dev.turnup.engine.FreePorts;
import dev.turnup.engine.TestDatabase;
import dev.turnup.engine.TurnupProcess;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * An installation as a carrier has it: one database, nodes that may die, and outside systems
 * elsewhere, for which the sandbox stands in from a JVM and a database of its own. Nodes keep the
 * real time, so locks age as they do in life; they are short: 20 s of a job, 30 s of an outside
 * call.
 */
final class Nodes implements AutoCloseable {

  private static final List<String> SYSTEMS =
      List.of("network", "inventory", "billing", "workforce", "messaging");
  private static final String PASSWORD = "correct-horse-battery";

  private final Path directory;
  private final String database = TestDatabase.empty();
  private final List<Integer> ports = FreePorts.find(SYSTEMS.size() + 5);
  private final List<TurnupProcess> started = new ArrayList<>();
  private final SandboxControl sandbox;

  /** Starts the outside systems and waits for them. */
  Nodes(Path directory) {
    this.directory = directory;
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--sandbox-only",
                "--spring.datasource.url=" + TestDatabase.empty(),
                "--sandbox.ports.control=" + port(0),
                "--sandbox.ports.smtp=" + port(SYSTEMS.size() + 1),
                "--sandbox.callback-base-url=http://localhost:" + nodePort(0)));
    for (int i = 0; i < SYSTEMS.size(); i++) {
      arguments.add("--sandbox.ports." + SYSTEMS.get(i) + "=" + port(i + 1));
      arguments.add("--connectors." + SYSTEMS.get(i) + ".callback-secret=" + PASSWORD);
    }
    TurnupProcess systems =
        TurnupProcess.startOn(port(0), directory, arguments.toArray(String[]::new));
    started.add(systems);
    sandbox = new SandboxControl(URI.create("http://localhost:" + port(0)));
    systems.awaitServing("/sandbox/clock");
  }

  SandboxControl sandbox() {
    return sandbox;
  }

  JdbcTemplate jdbc() {
    return new JdbcTemplate(new DriverManagerDataSource(database));
  }

  /**
   * Starts a node; does not wait for it. The number decides its port, so a node can come back.
   *
   * @param more settings beside or instead of the usual ones
   */
  TurnupProcess start(int number, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--spring.datasource.url=" + database,
                "--turnup.admin.password=" + PASSWORD,
                "--turnup.hub.allowed-networks=127.0.0.0/8",
                "--camunda.bpm.job-execution.lock-time-in-millis=20000",
                "--connectors.messaging.smtp-host=127.0.0.1",
                "--connectors.messaging.smtp-port=" + port(SYSTEMS.size() + 1)));
    for (int i = 0; i < SYSTEMS.size(); i++) {
      String system = "--connectors." + SYSTEMS.get(i);
      arguments.add(system + ".base-url=http://127.0.0.1:" + port(i + 1));
      arguments.add(system + ".callback-secret=" + PASSWORD);
      arguments.add(system + ".response-timeout=5s");
    }
    for (String setting : more) {
      String name = setting.substring(0, setting.indexOf('=') + 1);
      arguments.removeIf(argument -> argument.startsWith(name));
      arguments.add(setting);
    }
    TurnupProcess node =
        TurnupProcess.startOn(nodePort(number), directory, arguments.toArray(String[]::new));
    started.add(node);
    return node;
  }

  static Caller admin(TurnupProcess node) {
    return Caller.basic(node.base(), "admin", PASSWORD);
  }

  /** Lets no node call for a topic any more. */
  static void pause(TurnupProcess node, String topic) {
    connectors(node, topic, "pause");
  }

  static void resume(TurnupProcess node, String topic) {
    connectors(node, topic, "resume");
  }

  private static void connectors(TurnupProcess node, String topic, String what) {
    String path = "/operations/connectors/%s/%s".formatted(topic, what);
    assertThat(admin(node).post(path, "{}").statusCode()).isBetween(200, 204);
  }

  /** Posts a mobile line; its number. */
  String placeMobileLine(TurnupProcess node) {
    return place(node, "mobile-line");
  }

  String place(TurnupProcess node, String sample) {
    HttpResponse<String> answer =
        admin(node).post(Scenario.ORDERS, sandbox.sample(sample).without("externalId").toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Texts.json(answer.body()).path("id").asText();
  }

  String state(String order) {
    return jdbc()
        .queryForObject("select state from turnup.product_order where id = ?", String.class, order);
  }

  void invariantsHoldFor(List<String> orders) {
    new Invariants(jdbc(), sandbox).holdFor(orders);
  }

  @Override
  public void close() {
    started.forEach(TurnupProcess::close);
  }

  private int nodePort(int number) {
    return port(SYSTEMS.size() + 2 + number);
  }

  private int port(int index) {
    return ports.get(index);
  }
}
