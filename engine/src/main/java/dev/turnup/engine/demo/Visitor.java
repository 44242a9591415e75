package dev.turnup.engine.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** One of the sandbox's users, or nobody, who speaks JSON with a server. */
final class Visitor {

  private final RestClient http;

  private Visitor(RestClient http) {
    this.http = http;
  }

  /** In the sandbox a user's password is the user's name. */
  static Visitor named(URI base, String user) {
    return new Visitor(
        client(base).defaultHeaders(headers -> headers.setBasicAuth(user, user)).build());
  }

  static Visitor anonymous(URI base) {
    return new Visitor(client(base).build());
  }

  private static RestClient.Builder client(URI base) {
    return RestClient.builder()
        .baseUrl(base.toString())
        .requestFactory(new JdkClientHttpRequestFactory());
  }

  /**
   * @throws org.springframework.web.client.RestClientException if the server says no
   */
  JsonNode get(String path, Object... variables) {
    return orMissing(http.get().uri(path, variables).retrieve().body(JsonNode.class));
  }

  /**
   * @throws org.springframework.web.client.RestClientException if the server says no
   */
  JsonNode send(String method, String path, Object body, Map<String, String> headers) {
    return orMissing(
        http.method(org.springframework.http.HttpMethod.valueOf(method))
            .uri(path)
            .headers(all -> headers.forEach(all::set))
            .contentType(MediaType.APPLICATION_JSON)
            .body(body)
            .retrieve()
            .body(JsonNode.class));
  }

  JsonNode post(String path, Object body) {
    return send("POST", path, body, Map.of());
  }

  private static JsonNode orMissing(@org.jspecify.annotations.Nullable JsonNode node) {
    return node == null ? MissingNode.getInstance() : node;
  }
}
