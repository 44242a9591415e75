package dev.turnup.connectors.sandbox;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.turnup.connectors.sandbox.SandboxUnderTest.Answer;
import dev.turnup.connectors.sandbox.standin.Json;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallbacksTest {

  private static final String NETWORK = "/callbacks/network";
  private static final String INVENTORY = "/callbacks/inventory";

  private final WireMockServer turnup = new WireMockServer(wireMockConfig().dynamicPort());
  private SandboxUnderTest sandbox;

  @BeforeEach
  void startsTheSandbox() {
    turnup.start();
    turnup.stubFor(post(NETWORK).willReturn(aResponse().withStatus(201)));
    turnup.stubFor(post(INVENTORY).willReturn(aResponse().withStatus(201)));
    sandbox = new SandboxUnderTest();
    sandbox.sandbox().callbacksTo(URI.create(turnup.baseUrl()));
  }

  @AfterEach
  void stopsTheSandbox() throws SQLException {
    sandbox.close();
    turnup.stop();
  }

  private Answer activate(String key, String component) {
    return sandbox.post("network", Asked.NETWORK_SERVICES, key, Asked.activation(component));
  }

  private List<JsonNode> told(String path) {
    return turnup.findAll(postRequestedFor(urlEqualTo(path))).stream()
        .map(LoggedRequest::getBodyAsString)
        .<JsonNode>map(Json::reread)
        .toList();
  }

  private void setCapacity(String availableFrom) {
    sandbox.control(
        "PUT",
        "/sandbox/inventory/capacity",
        """
        {"site": "SITE-17", "resource": "bandwidth", "units": 300, "availableFrom": "%s"}
        """
            .formatted(availableFrom));
  }

  @Test
  void aLateCallbackComesWhenItIsDueAndTheWorkIsDoneThen() {
    sandbox.fault("network", "{\"mode\": \"late-callback\", \"delay\": \"PT3H\", \"times\": 1}");

    Answer accepted = activate("k1", "c1");
    Answer again = activate("k1", "c1");
    JsonNode pending =
        sandbox.get("network", Asked.NETWORK_SERVICES + "?idempotencyKey=k1").body().get(0);

    assertThat(accepted.status()).isEqualTo(202);
    assertThat(again.status()).isEqualTo(202);
    assertThat(pending.at("/state").asText()).isEqualTo("inactive");
    assertThat(pending.at("/operatingStatus").asText()).isEqualTo("pending");
    assertThat(sandbox.effects("network").at("/0/effects").asInt()).isZero();

    JsonNode walk = sandbox.control("POST", "/sandbox/clock", "{\"advance\": \"PT4H\"}");
    assertThat(walk.at("/stops")).hasSize(1);
    assertThat(told(NETWORK)).hasSize(1);
    JsonNode event = told(NETWORK).get(0);
    assertThat(event.at("/eventType").asText()).isEqualTo("activation-answered");
    assertThat(event.at("/event/orderId").asText()).isEqualTo("PO-1");
    assertThat(event.at("/event/componentId").asText()).isEqualTo("c1");
    assertThat(event.at("/event/idempotencyKey").asText()).isEqualTo("k1");
    assertThat(event.at("/event/state").asText()).isEqualTo("active");
    assertThat(sandbox.effects("network").at("/0/effects").asInt()).isEqualTo(1);
    turnup.verify(
        postRequestedFor(urlEqualTo(NETWORK))
            .withHeader("X-Callback-Secret", equalTo(SandboxUnderTest.SECRET)));
  }

  @Test
  void aDuplicateCallbackComesTwiceWithOneEventId() {
    sandbox.fault("network", "{\"mode\": \"duplicate-callback\", \"times\": 1}");

    activate("k1", "c1");

    await().until(() -> told(NETWORK).size() == 2);
    assertThat(told(NETWORK).get(0)).isEqualTo(told(NETWORK).get(1));
    assertThat(sandbox.effects("network").at("/0/effects").asInt()).isEqualTo(1);
  }

  @Test
  void aReorderedCallbackIsOvertakenByTheNext() {
    sandbox.fault("network", "{\"mode\": \"reordered-callback\", \"times\": 1}");
    activate("k1", "c1");
    sandbox.fault("network", "{\"mode\": \"late-callback\", \"delay\": \"PT0S\", \"times\": 1}");
    activate("k2", "c2");

    await().until(() -> told(NETWORK).size() == 2);
    assertThat(told(NETWORK))
        .extracting(event -> event.at("/event/componentId").asText())
        .containsExactly("c2", "c1");
  }

  @Test
  void anOperationThatNobodyKnowsIsAnsweredLaterToo() {
    sandbox.fault(
        "network",
        """
        {"mode": "late-callback", "operation": "perform-operation", "delay": "PT0S", "times": 1}
        """);

    Answer accepted = sandbox.post("network", "/operations", "k1", Asked.operation());

    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.body().at("/state").asText()).isEqualTo("inProgress");
    await().until(() -> told(NETWORK).size() == 1);
    JsonNode event = told(NETWORK).get(0);
    assertThat(event.at("/eventType").asText()).isEqualTo("operation-answered");
    assertThat(event.at("/event/idempotencyKey").asText()).isEqualTo("k1");
    assertThat(event.at("/event/state").asText()).isEqualTo("done");
    assertThat(event.at("/event/model").asText()).isEqualTo("X1");
  }

  @Test
  void aChangedCapacityDateIsToldOnce() {
    setCapacity("P12D");
    await().until(() -> told(INVENTORY).size() == 1);
    setCapacity("P12D");
    setCapacity("P14D");
    await().until(() -> told(INVENTORY).size() == 2);
    setCapacity("none");
    await().until(() -> told(INVENTORY).size() == 3);

    JsonNode first = told(INVENTORY).get(0);
    assertThat(first.at("/eventType").asText()).isEqualTo("capacity-changed");
    assertThat(first.at("/event/site").asText()).isEqualTo("SITE-17");
    assertThat(first.at("/event/resource").asText()).isEqualTo("bandwidth");
    assertThat(first.at("/event/availableFrom").asText()).matches("\\d{4}-\\d{2}-\\d{2}");
    assertThat(told(INVENTORY).get(2).at("/event/availableFrom").isNull()).isTrue();
  }

  @Test
  void anOlderCapacityDateCanComeAfterTheNewerOne() {
    sandbox.fault("inventory", "{\"mode\": \"reordered-callback\", \"times\": 1}");
    setCapacity("P12D");
    setCapacity("P14D");

    await().until(() -> told(INVENTORY).size() == 2);
    JsonNode newer = told(INVENTORY).get(0);
    JsonNode older = told(INVENTORY).get(1);
    assertThat(older.at("/event/availableFrom").asText())
        .isLessThan(newer.at("/event/availableFrom").asText());
    assertThat(older.at("/eventTime").asText()).isLessThan(newer.at("/eventTime").asText());
  }

  @Test
  void aCallbackThatIsNotTakenComesAgainWithTheSameEventId() {
    turnup.stubFor(
        post(INVENTORY)
            .inScenario("restart")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(aResponse().withStatus(503))
            .willSetStateTo("up"));
    turnup.stubFor(
        post(INVENTORY)
            .inScenario("restart")
            .whenScenarioStateIs("up")
            .willReturn(aResponse().withStatus(201)));

    setCapacity("P12D");

    await().until(() -> told(INVENTORY).size() == 2);
    assertThat(told(INVENTORY).get(0)).isEqualTo(told(INVENTORY).get(1));
  }

  @Test
  void aRefusedCallbackIsNotRepeated() {
    turnup.stubFor(post(INVENTORY).willReturn(aResponse().withStatus(401)));

    setCapacity("P12D");

    await()
        .until(
            () ->
                sandbox
                    .control("GET", "/sandbox/inventory/callbacks", "")
                    .at("/0/outcome")
                    .asText()
                    .equals("refused with 401"));
    assertThat(told(INVENTORY)).hasSize(1);
  }
}
