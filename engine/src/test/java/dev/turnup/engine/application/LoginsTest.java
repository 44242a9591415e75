package dev.turnup.engine.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.Caller;
import dev.turnup.engine.TurnupTest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginsTest extends TurnupTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/tmf-api/productOrderingManagement/v4/productOrder",
        "/",
        "/operations/models",
        "/operations/connectors",
        "/operations/orders/PO-1/timeline",
        "/orders",
        "/orders/PO-1",
        "/engine-rest/engine",
        "/engine-rest/user",
        "/engine-rest/deployment",
        "/actuator",
        "/actuator/env",
        "/unheard-of"
      })
  void asksEverybodyWhoTheyAre(String path) {
    assertThat(anonymous().get(path).statusCode()).isEqualTo(401);
    assertThat(Caller.basic(base(), "mallory", "guess").get(path).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/camunda/api/engine/engine/default/task",
        "/camunda/api/engine/engine/default/user",
        "/camunda/api/cockpit/plugin/turnup/default/orders"
      })
  void asksWhoeverUsesTheWebApplicationsToLogInThere(String path) {
    assertThat(anonymous().get(path).statusCode()).isIn(401, 403);
    assertThat(as("admin").get(path).statusCode()).as("no session").isIn(401, 403);
  }

  @ParameterizedTest
  @CsvSource({
    "crm, /engine-rest/engine, 403",
    "crm, /operations/models, 403",
    "crm, /orders/PO-1, 403",
    "technician, /engine-rest/engine, 200",
    "technician, /actuator, 403",
    "planner, /engine-rest/engine, 200",
    "analyst, /engine-rest/engine, 200",
    "operator, /actuator, 200",
    "admin, /actuator, 200",
    "admin, /unheard-of, 403"
  })
  void letsEachGroupReadWhatItNeeds(String user, String path, int status) {
    assertThat(as(user).get(path).statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"technician", "analyst", "supervisor", "operator"})
  void takesOrdersFromThoseWhoSellOnly(String user) {
    assertThat(
            as(user).post("/tmf-api/productOrderingManagement/v4/productOrder", "{}").statusCode())
        .isEqualTo(403);
  }

  @Test
  void asksTheEngineInTheNameOfWhoeverIsLoggedIn() {
    String users = "/engine-rest/user?maxResults=100";

    assertThat(as("admin").get(users).body()).contains("\"crm\"").contains("\"technician\"");
    assertThat(as("technician").get(users).body())
        .contains("\"technician\"")
        .doesNotContain("\"crm\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/engine-rest/../engine-rest/user",
        "/engine-rest;x=1/user",
        "/engine-rest/user;x=1",
        "/engine-rest//user",
        "//engine-rest/user",
        "/engine-rest/%2e%2e/engine-rest/user",
        "/%65ngine-rest/user",
        "/engine-rest/%75ser",
        "/ENGINE-REST/user",
        "/engine-rest\\user",
        "/actuator/health/../../engine-rest/user",
        "/camunda/../engine-rest/user",
        "/camunda/..;/engine-rest/user",
        "/callbacks/../engine-rest/user",
        "/camunda/%2e%2e/engine-rest/user"
      })
  void isNotFooledByOddAddresses(String path) throws IOException {
    String answer =
        raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 4")
        .doesNotContain("HTTP/1.1 200")
        .doesNotContain("technician");
  }

  @Test
  void refusesAFormThatAnotherSiteSends() {
    assertThat(
            as("admin")
                .send("POST", "/engine-rest/message", "{}", "Sec-Fetch-Site", "cross-site")
                .statusCode())
        .isEqualTo(403);
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("localhost", base().getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
