package dev.turnup.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnup.engine.TurnupTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class OrderPageTest extends TurnupTest {

  private static final String ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder";

  @Test
  void showsAnOrderToStaff() {
    String number = place("Grace Page");

    HttpResponse<String> page = as("operator").get("/orders/" + number);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'");
    assertThat(page.body()).contains(number, "Grace Page", "Why it waits", "Order accepted");
  }

  @Test
  void writesTextsOfStrangersAsText() {
    String number = place("<script>alert(1)</script>");

    assertThat(as("operator").get("/orders/" + number).body())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script");
  }

  @Test
  void findsOrdersByNumberAndByTheBeginningOfTheCustomersName() {
    String number = place("Zoltan Unique");
    String other = place("Zoltan Other");

    assertThat(
            as("operator")
                .get("/orders?find=" + number.toLowerCase())
                .headers()
                .firstValue("Location")
                .orElse(""))
        .endsWith("/orders/" + number);
    assertThat(as("operator").get("/orders?find=zoltan").body()).contains(number, other);
    assertThat(as("operator").get("/orders?find=%25").body()).doesNotContain(number);
  }

  @Test
  void tellsTheTimelineAfterASequence() throws JsonProcessingException {
    String number = place("Tim Line");
    String path = "/operations/orders/" + number + "/timeline";

    HttpResponse<String> all = as("operator").get(path);
    long first = new ObjectMapper().readTree(all.body()).get(0).path("sequence").asLong();

    assertThat(all.body()).contains("\"kind\":\"accepted\"");
    assertThat(as("operator").get(path + "?after=" + first).body())
        .doesNotContain("\"kind\":\"accepted\"");
    assertThat(as("operator").get(path + "?after=x").statusCode()).isEqualTo(400);
    assertThat(as("operator").get(path + "?limit=0").statusCode()).isEqualTo(400);
    assertThat(as("operator").get("/operations/orders/PO-99999999/timeline").statusCode())
        .isEqualTo(404);
  }

  @Test
  void keepsPagesAndTimelinesFromCallers() {
    String number = place("Private");

    assertThat(as("crm").get("/orders/" + number).statusCode()).isEqualTo(403);
    assertThat(as("crm").get("/operations/orders/" + number + "/timeline").statusCode())
        .isEqualTo(403);
    assertThat(anonymous().get("/orders/" + number).statusCode()).isEqualTo(401);
  }

  private String place(String customer) {
    String order =
        """
        {"relatedParty":[{"id":"c1","role":"customer","@referredType":"Customer","name":"%s"}],
         "productOrderItem":[{"id":"1","action":"add"}]}"""
            .formatted(customer);
    try {
      return new ObjectMapper().readTree(as("crm").post(ORDERS, order).body()).path("id").asText();
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
