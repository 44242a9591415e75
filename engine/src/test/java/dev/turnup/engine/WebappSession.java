package dev.turnup.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Collectors;

/** Somebody logged in to one of Camunda's web applications, as a browser is: by cookie. */
public final class WebappSession {

  private final URI base;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();

  private WebappSession(URI base) {
    this.base = base;
  }

  /** Logs in to {@code application} (tasklist, cockpit, admin, welcome); password = name. */
  public static WebappSession of(URI base, String user, String application) {
    WebappSession session = new WebappSession(base);
    session.open(application);
    HttpResponse<String> login =
        session.send(
            "POST",
            "/camunda/api/admin/auth/user/default/login/" + application,
            "username=%1$s&password=%1$s".formatted(URLEncoder.encode(user, UTF_8)),
            "application/x-www-form-urlencoded");
    assertThat(login.statusCode()).as("login of " + user + " to " + application).isEqualTo(200);
    session.open(application);
    return session;
  }

  /** The page hands out the token against forged requests, a new one after the login. */
  private void open(String application) {
    send("GET", "/camunda/app/" + application + "/default/", "", "text/plain");
  }

  public HttpResponse<String> get(String path) {
    return send("GET", path, "", "application/json");
  }

  public HttpResponse<String> post(String path, String json) {
    return send("POST", path, json, "application/json");
  }

  /** Sends the cookies and the token against forged requests, as the web application's page. */
  public HttpResponse<String> send(String method, String path, String body, String contentType) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .header("Content-Type", contentType)
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!token().isEmpty()) {
      request.header("X-XSRF-TOKEN", token());
    }
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What a browser would send as {@code Cookie}. */
  public String cookies() {
    return cookies.getCookieStore().getCookies().stream()
        .map(cookie -> cookie.getName() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  /** The token against forged requests; empty before the first page. */
  public String token() {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse("");
  }
}
