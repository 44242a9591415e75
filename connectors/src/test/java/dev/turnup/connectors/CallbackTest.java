package dev.turnup.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.connectors.InboundMessages.InboundMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What outside systems say by themselves. */
class CallbackTest extends ConnectorsTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String id = UUID.randomUUID().toString();

  @BeforeEach
  void isEmpty() {
    inbox.all().clear();
  }

  @ParameterizedTest
  @ValueSource(strings = {"network", "inventory", "billing", "workforce", "messaging"})
  void isStoredBeforeItIsAnswered(String system) throws Exception {
    HttpResponse<String> response = post(system, "secret of " + system, answered(id));

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(inbox.all().values())
        .containsExactly(
            new InboundMessage(
                system,
                id,
                "activation-answered",
                Optional.of(Instant.parse("2026-11-22T10:00:00Z")),
                "PO-1007",
                "c-1",
                Map.of("state", "active", "attempts", "2", "evidence", "{\"loss\":0.2}")));
  }

  @Test
  void changesNothingWhenItComesTwice() throws Exception {
    post("network", "secret of network", answered(id));

    HttpResponse<String> again =
        post("network", "secret of network", answered(id).replace("active", "inactive"));

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(inbox.all().values())
        .singleElement()
        .satisfies(message -> assertThat(message.facts()).containsEntry("state", "active"));
  }

  @Test
  void isTakenFromTwoSystemsUnderOneId() throws Exception {
    post("network", "secret of network", answered(id));

    assertThat(post("inventory", "secret of inventory", answered(id)).statusCode()).isEqualTo(201);
    assertThat(inbox.all()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "wrong", "secret of networks", "Secret of network", "secret of billing"})
  void isRefusedAndNotStoredWithoutTheSystemsSecret(String secret) throws Exception {
    assertThat(post("network", secret, answered(id)).statusCode()).isEqualTo(401);
    assertThat(inbox.all()).isEmpty();
  }

  @Test
  void isRefusedWhereTheSecretIsSaidTwice() throws Exception {
    HttpResponse<String> response =
        send(
            request("network", BodyPublishers.ofString(answered(id)))
                .header("X-Callback-Secret", "wrong")
                .header("X-Callback-Secret", "secret of network"));

    assertThat(response.statusCode()).isEqualTo(401);
  }

  @Test
  void isRefusedWithASecretInTheAddress() throws Exception {
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(
                    URI.create(
                        "http://localhost:%d/callbacks/network?X-Callback-Secret=secret%%20of%%20network"
                            .formatted(port)))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(answered(id))));

    assertThat(response.statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "garbage",
        "{\"eventId\":\"1\",\"eventType\":\"t\"}",
        "{\"eventId\":\"1\",\"eventType\":\"t\",\"event\":[]}",
        "{\"eventId\":\"\",\"eventType\":\"t\",\"event\":{}}",
        "{\"eventId\":\"1\",\"eventId\":\"2\",\"eventType\":\"t\",\"event\":{}}",
        "{\"eventId\":\"1\",\"eventType\":\"t\",\"event\":{}}x",
        "{\"eventId\":\"a\\u0000b\",\"eventType\":\"t\",\"event\":{}}",
        "{\"eventId\":\"1\",\"eventType\":\"t\",\"event\":{\"fact\":\"a\\u0000b\"}}",
        "{\"eventId\":\"1\",\"eventType\":\"t\",\"event\":{\"orderId\":\"\\n\"}}"
      })
  void isRefusedAsGarbage(String body) throws Exception {
    assertThat(post("network", "secret of network", body).statusCode()).isEqualTo(400);
    assertThat(inbox.all()).isEmpty();
  }

  @Test
  void isReadUpToOneMegabyteAndNoFurther() throws Exception {
    String longest = padded(1024 * 1024);

    assertThat(post("network", "secret of network", longest).statusCode()).isEqualTo(201);
    assertThat(post("network", "secret of network", longest + " ").statusCode()).isEqualTo(413);
    assertThat(
            send(request("network", chunked(padded(1024 * 1024 + 1)))
                    .header("X-Callback-Secret", "secret of network"))
                .statusCode())
        .isEqualTo(413);
  }

  @Test
  void headersMeantForCamelDoNothing() throws Exception {
    HttpResponse<String> response =
        send(
            request("network", BodyPublishers.ofString(answered(id)))
                .header("X-Callback-Secret", "secret of network")
                .header("CamelHttpResponseCode", "299")
                .header("CAmelHttpResponseCode", "299")
                .header("camelhttpuri", "http://localhost:1/")
                .header("X-Echo", "me"));

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.headers().map()).doesNotContainKeys("x-echo", "x-callback-secret");
    assertThat(response.body()).isEmpty();
  }

  @Test
  void isSentAgainWhenItCouldNotBeStored() throws Exception {
    inbox.isFull(true);
    try {
      HttpResponse<String> response = post("network", "secret of network", answered(id));
      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.body()).doesNotContain("database");
    } finally {
      inbox.isFull(false);
    }

    assertThat(post("network", "secret of network", answered(id)).statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/xml"
      })
  void isRefusedInAnyOtherForm(String type) throws Exception {
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(callbacks("network"))
                .header("Content-Type", type)
                .header("X-Callback-Secret", "secret of network")
                .POST(BodyPublishers.ofString(answered(id))));

    assertThat(response.statusCode()).isBetween(400, 499);
    assertThat(inbox.all()).isEmpty();
  }

  private static String answered(String id) {
    return """
        {"eventId": "%s", "eventType": "activation-answered", "eventTime": "2026-11-22T10:00:00Z",
         "event": {"orderId": "PO-1007", "componentId": "c-1", "state": "active", "attempts": 2,
                   "reason": null, "evidence": {"loss": 0.2}}}"""
        .formatted(id);
  }

  private String padded(int length) {
    String said = answered(id);
    return said + " ".repeat(length - said.length());
  }

  private static BodyPublisher chunked(String body) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes()));
  }

  private HttpResponse<String> post(String system, String secret, String body) throws Exception {
    HttpRequest.Builder request = request(system, BodyPublishers.ofString(body));
    return send(secret.isEmpty() ? request : request.header("X-Callback-Secret", secret));
  }

  private HttpRequest.Builder request(String system, BodyPublisher body) {
    return HttpRequest.newBuilder(callbacks(system))
        .header("Content-Type", "application/json")
        .POST(body);
  }

  private URI callbacks(String system) {
    return URI.create("http://localhost:%d/callbacks/%s".formatted(port, system));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }
}
