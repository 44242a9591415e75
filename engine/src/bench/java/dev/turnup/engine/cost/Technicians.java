package dev.turnup.engine.cost;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Objects;

/** Complete the form of every visit as soon as it is booked: each is done. */
final class Technicians implements AutoCloseable {

  private static final int MANY = 200;

  /** So seldom that looking is no work to speak of. */
  private static final long LOOK_MILLIS = 500;

  private final Thread thread;
  private final String engine;
  private final HttpClient http = HttpClient.newHttpClient();
  private volatile boolean over;

  private Technicians(boolean needed, int port) {
    engine = "http://127.0.0.1:" + port + "/engine-rest/task";
    thread = new Thread(this::work, "technicians");
    over = !needed;
  }

  void start() {
    thread.start();
  }

  static Technicians of(Product product, Row row, int port) {
    return new Technicians(row == Row.TURNUP && product.isVisited(), port);
  }

  /** Where visits are possible, and so many technicians that dates are not far away. */
  static void addTo(Server server) throws IOException, SQLException {
    try (InputStream sample =
        Objects.requireNonNull(
            Technicians.class.getResourceAsStream("/db/sample/R__sample_workforce.sql"))) {
      server.execute(new String(sample.readAllBytes(), UTF_8));
    }
    server.execute(
        """
        insert into turnup.technician (id, name, territory_id, calendar_id)
        select 'bench-' || n, 'Technician ' || n, 'hamburg', 'field-hamburg'
          from generate_series(1, %d) as n (n)
        """
            .formatted(MANY));
    server.execute(
        """
        insert into turnup.technician_skill (technician_id, skill)
        select 'bench-' || n, 'fibre'
          from generate_series(1, %d) as n (n)
        """
            .formatted(MANY));
  }

  private void work() {
    try {
      while (!over) {
        HttpResponse<String> list =
            http.send(
                asked("?taskDefinitionKey=Task_InstallOnSite&maxResults=100").build(),
                HttpResponse.BodyHandlers.ofString());
        if (list.statusCode() == 200) {
          for (JsonNode task : new ObjectMapper().readTree(list.body())) {
            http.send(
                asked("/" + task.path("id").asText() + "/submit-form")
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            "{\"variables\": {\"visitOutcome\": {\"value\": \"done\"}}}"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
          }
        }
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (IOException | InterruptedException e) {
      // the order that nobody comes to is missed at the end
      System.err.println("no technician works any more: " + e);
    }
  }

  private HttpRequest.Builder asked(String path) {
    return HttpRequest.newBuilder(URI.create(engine + path))
        .header("Content-Type", "application/json")
        .header(
            "Authorization",
            "Basic "
                + Base64.getEncoder()
                    .encodeToString((Row.USER + ":" + Row.PASSWORD).getBytes(UTF_8)));
  }

  @Override
  public void close() {
    over = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
