package dev.turnup.connectors.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.connectors.sandbox.SandboxUnderTest.Answer;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsTest {

  private SandboxUnderTest sandbox;

  @BeforeEach
  void startsTheSandbox() {
    sandbox = new SandboxUnderTest();
  }

  @AfterEach
  void stopsTheSandbox() throws SQLException {
    sandbox.close();
  }

  private Answer activate(String key, String component) {
    return sandbox.post("network", Asked.NETWORK_SERVICES, key, Asked.activation(component));
  }

  private CompletableFuture<HttpResponse<String>> activateWithin(Duration time, String key) {
    return sandbox
        .client()
        .sendAsync(
            java.net.http.HttpRequest.newBuilder(
                    sandbox.request(
                        "network", "POST", Asked.NETWORK_SERVICES, key, Asked.activation("c1")),
                    (name, value) -> true)
                .timeout(time)
                .build(),
            BodyHandlers.ofString());
  }

  /** How often key {@code k1} was asked and done, as the books say: {@code 2/1}. */
  private String asked(String system) {
    JsonNode effect = sandbox.effects(system).get(0);
    return effect.at("/requests").asInt() + "/" + effect.at("/effects").asInt();
  }

  private boolean reallyActive() {
    JsonNode test = sandbox.post("network", Asked.TESTS, "q", Asked.test("c1")).body();
    return test.at("/testMeasure/0/value/value").asBoolean();
  }

  @Test
  void errorAnswers500AndDoesNothing() {
    sandbox.fault("network", "{\"mode\": \"error\", \"times\": 1}");

    assertThat(activate("k1", "c1").status()).isEqualTo(500);
    assertThat(asked("network")).isEqualTo("1/0");
    assertThat(activate("k1", "c1").status()).isEqualTo(201);
    assertThat(asked("network")).isEqualTo("2/1");
  }

  @Test
  void overloadAnswers429AndSaysWhenToComeBack() {
    sandbox.fault("network", "{\"mode\": \"overload\", \"delay\": \"PT7S\"}");

    Answer answer = activate("k1", "c1");

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.raw().headers().firstValue("Retry-After")).hasValue("7");
    assertThat(asked("network")).isEqualTo("1/0");
  }

  @Test
  void rejectAnswers422ForOneComponentOnly() {
    sandbox.fault(
        "network",
        """
        {"mode": "reject", "operation": "network.activate-service", "component": "c1"}
        """);

    assertThat(activate("k1", "c1").status()).isEqualTo(422);
    assertThat(activate("k2", "c2").status()).isEqualTo(201);
  }

  @Test
  void rejectChoosesAComponentByItsNameToo() {
    sandbox.fault("network", "{\"mode\": \"reject\", \"component\": \"internet-access\"}");

    assertThat(activate("k1", "c1").status()).isEqualTo(422);
  }

  @Test
  void refuseClosesTheListenerUntilTheFaultIsTakenAway() {
    activate("k0", "c0");
    sandbox.fault("network", "{\"mode\": \"refuse\"}");

    assertThatThrownBy(() -> activate("k1", "c1")).hasRootCauseInstanceOf(IOException.class);
    assertThatThrownBy(() -> activateWithin(Duration.ofSeconds(60), "k1").join())
        .cause()
        .isInstanceOf(ConnectException.class);

    sandbox.control("DELETE", "/sandbox/network/faults", "");
    assertThat(activate("k1", "c1").status()).isEqualTo(201);
  }

  @Test
  void resetCutsTheConnectionAndDoesNothing() {
    sandbox.fault("network", "{\"mode\": \"reset\", \"times\": 1}");

    assertThatThrownBy(() -> activateWithin(Duration.ofSeconds(60), "k1").join())
        .hasRootCauseMessage("Connection reset");
    assertThat(asked("network")).isEqualTo("1/0");
  }

  @Test
  void silenceHidesAnEffectThatCanBeAskedForByItsKey() {
    sandbox.fault(
        "network",
        """
        {"mode": "silent-after-effect", "operation": "activate-service", "times": 1}
        """);

    assertThatThrownBy(() -> activateWithin(Duration.ofSeconds(1), "k1").join())
        .cause()
        .isInstanceOf(HttpTimeoutException.class);
    // whoever asked may have lost patience before it was done
    Awaitility.await().until(() -> asked("network").equals("1/1"));
    assertThat(sandbox.get("network", Asked.NETWORK_SERVICES + "?idempotencyKey=k1").body())
        .hasSize(1);
  }

  @Test
  void aHeldAnswerIsGivenWhenTheFaultIsTakenAway() throws Exception {
    sandbox.fault("network", "{\"mode\": \"hold-answer\", \"times\": 1}");

    CompletableFuture<HttpResponse<String>> held = activateWithin(Duration.ofSeconds(20), "k1");
    Awaitility.await()
        .until(
            () ->
                sandbox.control("GET", "/sandbox/network/faults", "").at("/0/answersHeld").asInt()
                    == 1);
    assertThat(asked("network")).isEqualTo("1/1");
    assertThat(held).isNotDone();

    JsonNode removed = sandbox.control("DELETE", "/sandbox/network/faults", "");
    assertThat(removed.at("/answersGiven").asInt()).isEqualTo(1);
    assertThat(held.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
  }

  @Test
  void garbageIsNoJsonAlthoughTheEffectIsDone() {
    sandbox.fault("network", "{\"mode\": \"garbage\", \"times\": 1}");

    HttpResponse<String> answer = activateWithin(Duration.ofSeconds(60), "k1").join();

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThatThrownBy(() -> dev.turnup.connectors.sandbox.standin.Json.reread(answer.body()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(asked("network")).isEqualTo("1/1");
  }

  @Test
  void aTruncatedAnswerEndsInItsMiddleAlthoughTheEffectIsDone() {
    sandbox.fault("network", "{\"mode\": \"truncated\", \"times\": 1}");

    assertThatThrownBy(() -> activateWithin(Duration.ofSeconds(60), "k1").join())
        .hasRootCauseInstanceOf(EOFException.class);
    assertThat(asked("network")).isEqualTo("1/1");
  }

  @Test
  void delayAnswersLateInRealTime() {
    sandbox.fault("network", "{\"mode\": \"delay\", \"delay\": \"PT0.6S\", \"times\": 1}");
    long start = System.nanoTime();

    assertThat(activate("k1", "c1").status()).isEqualTo(201);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(590));
  }

  @Test
  void falseActiveSaysSoUntilTheFaultIsTakenAway() {
    sandbox.fault("network", "{\"mode\": \"false-active\"}");

    assertThat(activate("k1", "c1").body().at("/state").asText()).isEqualTo("active");
    assertThat(reallyActive()).isFalse();

    sandbox.control("DELETE", "/sandbox/network/faults", "");
    assertThat(reallyActive()).isTrue();
    assertThat(asked("network")).isEqualTo("1/1");
  }

  @Test
  void whatIsReallySoCanBeSet() {
    activate("k1", "c1");

    sandbox.control("PUT", "/sandbox/network/state", "{\"component\": \"c1\", \"active\": false}");
    assertThat(reallyActive()).isFalse();

    sandbox.control("PUT", "/sandbox/network/state", "{\"component\": \"c1\", \"active\": true}");
    assertThat(reallyActive()).isTrue();
  }

  @Test
  void downAnswersEverythingWith503AndCountsWhatCame() {
    sandbox.fault("billing", "{\"mode\": \"down\"}");

    assertThat(
            sandbox.post("billing", Asked.PRODUCTS, "k1", Asked.product("c1", "CUST-9")).status())
        .isEqualTo(503);
    assertThat(sandbox.get("billing", Asked.PRODUCTS + "?relatedEntity.id=c1").status())
        .isEqualTo(503);
    assertThat(activate("k1", "c1").status()).isEqualTo(201);

    JsonNode came = sandbox.control("GET", "/sandbox/billing/requests", "");
    assertThat(came).hasSize(2);
    assertThat(came.at("/0/fault").asText()).isEqualTo("down");
    assertThat(came.at("/0/status").asInt()).isEqualTo(503);
    assertThat(asked("billing")).isEqualTo("1/0");
  }

  @Test
  void theMorePreciseFaultStrikes() {
    sandbox.fault("network", "{\"mode\": \"error\"}");
    sandbox.fault("network", "{\"mode\": \"reject\", \"operation\": \"activate-service\"}");

    assertThat(activate("k1", "c1").status()).isEqualTo(422);
    assertThat(sandbox.post("network", Asked.TESTS, "q", Asked.test("c1")).status()).isEqualTo(500);
  }

  @Test
  void aNewFaultReplacesTheOneWithTheSameAim() {
    sandbox.fault("network", "{\"mode\": \"error\"}");
    sandbox.fault("network", "{\"mode\": \"down\"}");

    assertThat(sandbox.control("GET", "/sandbox/network/faults", "")).hasSize(1);
    assertThat(activate("k1", "c1").status()).isEqualTo(503);
  }
}
