package dev.turnup.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.TurnupTest;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemsTest extends TurnupTest {

  private static final String ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder";

  @ParameterizedTest
  @CsvSource({
    "GET,    /PO-99999999,        404, unknown-order",
    "GET,    /PO-1%22<script>,    404, unknown-order",
    "GET,    /PO-1/items,         404, not-found",
    "DELETE, '',                  405, method-not-allowed",
    "PUT,    '',                  405, method-not-allowed",
  })
  void answersProgramsInTheShapeOfTheStandard(String method, String path, int status, String code) {
    HttpResponse<String> answer =
        as("admin").send(method, ORDERS + path.replace("<", "%3C").replace(">", "%3E"), "");

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body())
        .contains("\"code\":\"" + code + "\"", "\"status\":\"" + status + "\"");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
  }

  @Test
  void saysWhichMethodsThereAre() {
    assertThat(as("admin").delete(ORDERS).headers().firstValue("Allow").orElse(""))
        .contains("POST");
  }

  @Test
  void takesJsonOnly() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base().resolve(ORDERS))
            .header("Authorization", "Basic Y3JtOmNybQ==")
            .header("Content-Type", "application/xml")
            .POST(HttpRequest.BodyPublishers.ofString("<order/>"))
            .build();

    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.body()).contains("\"code\":\"unsupported-media-type\"");
  }

  @Test
  void asksForALogin() {
    HttpResponse<String> answer = anonymous().get(ORDERS);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic");
    assertThat(answer.body()).contains("\"code\":\"unauthorized\"", "\"status\":\"401\"");
  }

  @Test
  void refusesALoginThatMayNot() {
    HttpResponse<String> answer =
        as("technician").post(ORDERS, "{\"productOrderItem\":[{\"id\":\"1\",\"action\":\"add\"}]}");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("\"code\":\"forbidden\"", "\"status\":\"403\"");
  }

  @Test
  void answersTheApiInItsOwnShapeEvenToBrowsers() {
    assertThat(
            as("crm")
                .send("GET", ORDERS + "/PO-99999999", "", "Accept", "text/html,*/*;q=0.8")
                .body())
        .startsWith("{\"code\":\"unknown-order\"");
  }

  @Test
  void showsBrowsersAPageThatRunsNothing() {
    HttpResponse<String> answer =
        as("operator").send("GET", "/orders/PO-99999999", "", "Accept", "text/html,*/*");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'none'");
    assertThat(answer.body()).contains("there is no order PO-99999999");
  }
}
