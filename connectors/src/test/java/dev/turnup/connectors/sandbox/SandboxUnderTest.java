package dev.turnup.connectors.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariDataSource;
import dev.turnup.connectors.sandbox.clock.ClockFollower;
import dev.turnup.connectors.sandbox.clock.NextDue;
import dev.turnup.connectors.sandbox.clock.SandboxClock;
import dev.turnup.connectors.sandbox.standin.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A sandbox on free ports and an empty database, and a plain HTTP client that speaks to it. */
final class SandboxUnderTest implements AutoCloseable {

  static final String SECRET = "so-that-turnup-knows-who-calls";

  private final HikariDataSource database = SandboxDatabase.empty();
  private final SandboxClock clock = new SandboxClock(database);
  private final Sandbox sandbox;
  private final HttpClient client = HttpClient.newHttpClient();
  private Optional<ClockFollower> follower = Optional.empty();

  SandboxUnderTest() {
    sandbox =
        new Sandbox(
            new SandboxSettings(
                new SandboxSettings.Ports(0, 0, 0, 0, 0, 0, 0), null, Duration.ofMinutes(1)),
            database,
            clock,
            system -> Optional.of(SECRET));
    sandbox.open();
  }

  record Answer(int status, JsonNode body, HttpResponse<String> raw) {}

  Sandbox sandbox() {
    return sandbox;
  }

  SandboxClock clock() {
    return clock;
  }

  HikariDataSource database() {
    return database;
  }

  /** A node that runs {@code work} by the sandbox's clock. */
  void runs(NextDue work) {
    ClockFollower started = new ClockFollower(database, clock, () -> List.of(work));
    started.start();
    follower = Optional.of(started);
  }

  Answer post(String system, String path, String key, String body) {
    return send(request(system, "POST", path, key, body));
  }

  Answer patch(String system, String path, String key, String body) {
    return send(request(system, "PATCH", path, key, body));
  }

  Answer get(String system, String path) {
    return send(request(system, "GET", path, UUID.randomUUID().toString(), ""));
  }

  HttpRequest request(String system, String method, String path, String key, String body) {
    return HttpRequest.newBuilder(URI.create(Map.copyOf(sandbox.baseUrls()).get(system) + path))
        .timeout(Duration.ofSeconds(20))
        .header("Idempotency-Key", key)
        .header("Content-Type", "application/json")
        .method(method, BodyPublishers.ofString(body))
        .build();
  }

  HttpClient client() {
    return client;
  }

  /** A change or a question to the control that is expected to be understood. */
  JsonNode control(String method, String path, String body) {
    Answer answer = controlAnswer(method, path, body);
    if (answer.status() != 200) {
      throw new AssertionError(
          "%s %s: %d %s".formatted(method, path, answer.status(), answer.body()));
    }
    return answer.body();
  }

  Answer controlAnswer(String method, String path, String body) {
    return send(
        HttpRequest.newBuilder(sandbox.controlUrl().resolve(path))
            .method(method, BodyPublishers.ofString(body))
            .build());
  }

  ObjectNode fault(String system, String body) {
    return (ObjectNode) control("PUT", "/sandbox/%s/faults".formatted(system), body);
  }

  JsonNode effects(String system) {
    return control("GET", "/sandbox/%s/effects".formatted(system), "");
  }

  private Answer send(HttpRequest request) {
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), Json.reread(response.body()), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    follower.ifPresent(ClockFollower::stop);
    sandbox.close();
    clock.close();
    database.close();
  }
}
