package dev.turnup.connectors.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.connectors.sandbox.SandboxUnderTest.Answer;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlTest {

  private static SandboxUnderTest sandbox;

  @BeforeAll
  static void startsTheSandbox() {
    sandbox = new SandboxUnderTest();
  }

  @AfterAll
  static void stopsTheSandbox() throws SQLException {
    sandbox.close();
  }

  @Test
  void saysWhatThereIs() {
    JsonNode index = sandbox.control("GET", "/", "");

    assertThat(index.at("/systems/network").asText()).startsWith("http://127.0.0.1:");
    assertThat(index.at("/control").toString()).contains("PUT /sandbox/{system}/faults");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PUT  | /sandbox/network/faults     | {                                              | 400 | no JSON
          PUT  | /sandbox/network/faults     | []                                             | 400 | JSON object
          PUT  | /sandbox/network/faults     | {}                                             | 400 | mode is missing
          PUT  | /sandbox/network/faults     | {"mode": "angry"}                              | 400 | there are error, overload
          PUT  | /sandbox/network/faults     | {"mode": 7}                                    | 400 | must be a text
          PUT  | /sandbox/network/faults     | {"mode": "error", "time": 1}                   | 400 | attribute time is not known
          PUT  | /sandbox/network/faults     | {"mode": "error", "times": 0}                  | 400 | whole number, 1 or more
          PUT  | /sandbox/network/faults     | {"mode": "error", "times": 1.5}                | 400 | whole number, 1 or more
          PUT  | /sandbox/network/faults     | {"mode": "delay", "delay": "soon"}             | 400 | such as P12D
          PUT  | /sandbox/network/faults     | {"mode": "delay", "delay": "-PT1S"}            | 400 | such as P12D
          PUT  | /sandbox/network/faults     | {"mode": "error", "delay": "PT1S"}             | 400 | delay means nothing
          PUT  | /sandbox/network/faults     | {"mode": "error", "operation": "fly"}          | 400 | it can to ask-by-key
          PUT  | /sandbox/network/faults     | {"mode": "refuse", "times": 1}                 | 400 | takes no times
          PUT  | /sandbox/billing/faults     | {"mode": "false-active"}                       | 400 | has nothing that mode false-active
          PUT  | /sandbox/billing/faults     | {"mode": "late-callback", "operation": "start-billing"} | 400 | it can to perform-operation
          PUT  | /sandbox/weather/faults     | {"mode": "error"}                              | 404 | there are network, inventory
          DELETE | /sandbox/network/faults/99 | ''                                            | 404 | has no fault 99
          PUT  | /sandbox/inventory/capacity | {"site": "S"}                                  | 400 | resource is missing
          PUT  | /sandbox/inventory/capacity | {"site": "S", "resource": "r", "units": -1}    | 400 | 0 or more
          PUT  | /sandbox/inventory/capacity | {"site": "S", "resource": "r", "availableFrom": "soon"} | 400 | a day (2026-12-04)
          PUT  | /sandbox/inventory/capacity | {"site": "S", "resource": "r", "availableFrom": "P1D", "none": true} | 400 | either
          PUT  | /sandbox/network/state      | {"component": "c9", "active": true}            | 404 | knows no service for component c9
          PUT  | /sandbox/network/state      | {"component": "c9", "active": "yes"}           | 400 | true or false
          PUT  | /sandbox/inventory/products | {"id": "P1", "customer": "C1"}                 | 400 | offering is missing
          PUT  | /sandbox/inventory/products | {"id": "P1", "customer": "C1", "offering": "o"} | 400 | services must name
          PUT  | /sandbox/billing/credit     | {"customer": "C1"}                             | 400 | refused must be true or false
          POST | /sandbox/clock              | {}                                             | 400 | advance is missing
          POST | /sandbox/clock              | {"advance": "-P1D"}                            | 400 | such as P12D
          POST | /sandbox/clock              | {"advance": "P1M"}                             | 400 | such as P12D
          GET  | /sandbox/samples/castle     | ''                                             | 404 | no sample castle
          GET  | /nowhere                    | ''                                             | 404 | GET / says what there is
          PATCH | /sandbox/clock             | {}                                             | 405 | not done here
          """)
  void saysWhatItDoesNotUnderstand(
      String method, String path, String body, int status, String message) {
    Answer answer = sandbox.controlAnswer(method, path, body);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().at("/message").asText()).contains(message);
    assertThat(answer.body().at("/status").asText()).isEqualTo(Integer.toString(status));
  }

  @Test
  void givesSamplesAsIfWrittenToday() {
    LocalDate inFiveDays = LocalDate.now(ZoneOffset.UTC).plusDays(5);

    JsonNode names = sandbox.control("GET", "/sandbox/samples", "");
    JsonNode sample = sandbox.control("GET", "/sandbox/samples/dated", "");

    assertThat(names.at("/0/name").asText()).isEqualTo("dated");
    assertThat(sample.at("/requestedCompletionDate").asText())
        .isEqualTo(inFiveDays + "T18:00:00+01:00");
    assertThat(sample.at("/description").asText()).isEqualTo("an order for 2026-01-06");
    assertThat(sample.at("/productOrderItem/0/quantity").isInt()).isTrue();
  }

  @Test
  void hasSomethingToReadEverywhere() {
    for (JsonNode entry : sandbox.control("GET", "/", "").at("/control")) {
      String path = entry.asText().replaceFirst("GET (\\S+): .*", "$1");
      if (path.startsWith("/") && !path.contains("{name}")) {
        sandbox.control("GET", path.replace("{system}", "network"), "");
      }
    }
  }
}
