package dev.turnup.engine.cost;

import dev.turnup.engine.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The sandbox as it is packaged, in a JVM of its own, on a database of its own. It answers at once,
 * and counts what it did for whom.
 */
final class StandIns implements AutoCloseable {

  private static final List<String> SYSTEMS =
      List.of("network", "inventory", "billing", "workforce", "messaging");
  private static final String SECRET = "a-secret-between-us";

  private final Server server;
  private final Started process;
  private final Map<String, Integer> ports;
  private final HttpClient http = HttpClient.newHttpClient();

  private StandIns(Server server, Started process, Map<String, Integer> ports) {
    this.server = server;
    this.process = process;
    this.ports = ports;
  }

  /**
   * @param turnup where they call back
   */
  static StandIns start(int turnup, Path directory)
      throws IOException, SQLException, InterruptedException {
    Server server = Server.forStandIns();
    Map<String, Integer> ports = FreePorts.forSandbox();
    List<String> command =
        new ArrayList<>(
            List.of(
                Packaged.JAVA,
                "-Xmx512m",
                "-jar",
                Packaged.JAR.toString(),
                "--sandbox-only",
                "--spring.datasource.url=" + server.url(),
                "--sandbox.callback-base-url=http://127.0.0.1:" + turnup));
    ports.forEach((name, port) -> command.add("--" + name + "=" + port));
    SYSTEMS.forEach(system -> command.add("--connectors." + system + ".callback-secret=" + SECRET));
    StandIns standIns =
        new StandIns(server, Started.run(command, directory.resolve("stand-ins.log")), ports);
    while (!standIns.answers()) {
      standIns.process.expectAlive();
      Thread.sleep(100);
    }
    return standIns;
  }

  private boolean answers() throws InterruptedException {
    try {
      return http.send(
                  HttpRequest.newBuilder(control("/sandbox/clock")).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private URI control(String path) {
    return URI.create("http://127.0.0.1:" + ports.get("sandbox.ports.control") + path);
  }

  /** How Turnup reaches them. */
  List<String> settings() {
    List<String> settings = new ArrayList<>();
    for (String system : SYSTEMS) {
      settings.add(
          "--connectors.%s.base-url=http://127.0.0.1:%d"
              .formatted(system, ports.get("sandbox.ports." + system)));
      settings.add("--connectors.%s.callback-secret=%s".formatted(system, SECRET));
    }
    settings.add("--connectors.messaging.smtp-host=127.0.0.1");
    settings.add("--connectors.messaging.smtp-port=" + ports.get("sandbox.ports.smtp"));
    return settings;
  }

  /** Has every call of a system misbehave from now on. */
  void fault(String system, String json) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(control("/sandbox/" + system + "/faults"))
                .PUT(HttpRequest.BodyPublishers.ofString(json))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
  }

  /** Has all systems answer at once again. */
  void mend() throws IOException, InterruptedException {
    http.send(
        HttpRequest.newBuilder(control("/sandbox/faults")).DELETE().build(),
        HttpResponse.BodyHandlers.discarding());
  }

  long cpuMillis() {
    return Proc.cpuMillis(process.process()) + server.cpuMillis();
  }

  /** How often something was done, whether or not it was said. */
  long timesDone(String operation) throws SQLException {
    return server.number(
        "select count(*) from sandbox.effect where effects = 1 and operation = '%s'"
            .formatted(operation));
  }

  /**
   * What was done for each of the orders, by operation; the same for all of them.
   *
   * @throws IllegalStateException if something was done twice or not at all, or if not the same was
   *     done for each
   */
  Map<String, Integer> doneForEach(Set<String> orders) throws SQLException {
    List<List<String>> undone =
        server
            .rows(
                "select order_id, operation from sandbox.effect where effects <> 1 and order_id is not null")
            .stream()
            .filter(effect -> orders.contains(effect.get(0)))
            .limit(5)
            .toList();
    if (!undone.isEmpty()) {
      throw new IllegalStateException("asked for and not done once: " + undone);
    }
    Map<String, Map<String, Integer>> done = new TreeMap<>();
    for (List<String> row :
        server.rows(
            """
              select order_id, system || '.' || operation, count(*)
                from sandbox.effect
               where order_id is not null
            group by 1, 2
            """)) {
      if (orders.contains(row.get(0))) {
        done.computeIfAbsent(row.get(0), order -> new TreeMap<>())
            .put(row.get(1), Integer.valueOf(row.get(2)));
      }
    }
    Map<Map<String, Integer>, List<String>> kinds =
        orders.stream().collect(Collectors.groupingBy(order -> done.getOrDefault(order, Map.of())));
    if (kinds.size() != 1 || kinds.keySet().iterator().next().isEmpty()) {
      throw new IllegalStateException(
          "not the same was done for all orders: "
              + kinds.entrySet().stream()
                  .map(e -> e.getKey() + " for " + e.getValue().stream().limit(5).toList())
                  .collect(Collectors.joining("; ")));
    }
    return kinds.keySet().iterator().next();
  }

  @Override
  public void close() throws IOException, SQLException {
    process.close();
    server.close();
  }
}
