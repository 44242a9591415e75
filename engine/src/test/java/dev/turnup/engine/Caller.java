package dev.turnup.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnup.engine.standard.Conformance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;

/**
 * Somebody who speaks HTTP with a running Turnup, by name and password or anonymously. Every answer
 * of the north-bound API is held against the standard.
 */
public final class Caller {

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final URI base;
  private final String authorization;

  private Caller(URI base, String authorization) {
    this.base = base;
    this.authorization = authorization;
  }

  /** A caller without a login. */
  public static Caller anonymous(URI base) {
    return new Caller(base, "");
  }

  /** A caller who logs in with HTTP Basic; in the sandbox a user's password is the user's name. */
  public static Caller basic(URI base, String user, String password) {
    byte[] credentials = (user + ":" + password).getBytes(UTF_8);
    return new Caller(base, "Basic " + Base64.getEncoder().encodeToString(credentials));
  }

  public HttpResponse<String> get(String path) {
    return send("GET", path, "");
  }

  public HttpResponse<String> delete(String path) {
    return send("DELETE", path, "");
  }

  public HttpResponse<String> post(String path, String json, String... headers) {
    return send("POST", path, json, headers);
  }

  public HttpResponse<String> put(String path, String json, String... headers) {
    return send("PUT", path, json, headers);
  }

  /** Sends {@code json} ("" = no body) with further headers as name, value, name, value … */
  public HttpResponse<String> send(String method, String path, String json, String... headers) {
    return sendAs("application/json", method, path, json, headers);
  }

  /** Sends a body that is no JSON. */
  public HttpResponse<String> sendAs(
      String contentType, String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", contentType)
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
      Conformance.check(answer);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
