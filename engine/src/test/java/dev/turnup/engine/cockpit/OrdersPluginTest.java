package dev.turnup.engine.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnup.engine.TurnupTest;
import dev.turnup.engine.WebappSession;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrdersPluginTest extends TurnupTest {

  private static final String API = "/camunda/api/cockpit/plugin/turnup/default/orders";

  @Test
  void isLoadedByCockpit() {
    WebappSession operator = WebappSession.of(base(), "operator", "cockpit");

    assertThat(operator.get("/camunda/app/cockpit/default/").body()).contains("plugin/turnup");
    assertThat(operator.get("/camunda/api/cockpit/plugin/turnup/static/app/plugin.js").body())
        .contains("cockpit.dashboard");
  }

  @Test
  void findsAnOrderByNumberAndByCustomer() {
    WebappSession operator = WebappSession.of(base(), "operator", "cockpit");
    String number = place("Cora Cockpit");

    assertThat(json(operator.get(API + "?find=" + number)).get(0).path("customer").asText())
        .isEqualTo("Cora Cockpit");
    assertThat(json(operator.get(API + "?find=cora%20c")).findValuesAsText("number"))
        .contains(number);
    assertThat(json(operator.get(API + "?find="))).isEmpty();
  }

  @Test
  void tellsAllAboutAnOrder() {
    WebappSession operator = WebappSession.of(base(), "operator", "cockpit");
    String number = place("Dora Detail");

    JsonNode order = json(operator.get(API + "/" + number));

    assertThat(order.path("number").asText()).isEqualTo(number);
    assertThat(order.path("why").asText()).isNotBlank();
    assertThat(order.path("timeline").get(0).path("kind").asText()).isEqualTo("accepted");
    assertThat(operator.get(API + "/PO-99999999").statusCode()).isEqualTo(404);
    assertThat(operator.get(API + "/x").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"technician", "planner", "dispatcher"})
  void tellsNothingToALoginThatMayNotUseCockpit(String user) {
    WebappSession session = WebappSession.of(base(), user, "tasklist");
    String number = place("Hidden");

    assertThat(session.get(API + "/" + number).statusCode()).isEqualTo(403);
    assertThat(session.get(API + "?find=" + number).statusCode()).isEqualTo(403);
  }

  @Test
  void tellsNothingToAStranger() {
    assertThat(anonymous().get(API + "?find=a").statusCode()).isIn(401, 403);
    assertThat(as("operator").get(API + "?find=a").statusCode()).isIn(401, 403);
  }

  private String place(String customer) {
    String order =
        """
        {"relatedParty":[{"id":"c1","role":"customer","@referredType":"Customer","name":"%s"}],
         "productOrderItem":[{"id":"1","action":"add"}]}"""
            .formatted(customer);
    return json(as("crm").post("/tmf-api/productOrderingManagement/v4/productOrder", order))
        .path("id")
        .asText();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return new ObjectMapper().readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + answer.body(), e);
    }
  }
}
