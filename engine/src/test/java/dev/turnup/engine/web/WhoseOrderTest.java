package dev.turnup.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnup.engine.Caller;
import dev.turnup.engine.TurnupTest;
import dev.turnup.engine.WebappSession;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An order belongs to the caller that posted it; to others, and once deleted, it is none. */
@TestInstance(Lifecycle.PER_CLASS)
class WhoseOrderTest extends TurnupTest {

  private static final String API = "/tmf-api/productOrderingManagement/v4/";
  private static final String ORDERS = API + "productOrder";
  private static final String CUSTOMER = "whose-" + UUID.randomUUID();
  private static final String ORDER =
      """
      {"relatedParty":[{"id":"%s","name":"%s","role":"customer","@referredType":"Customer"}],
       "productOrderItem":[{"id":"1","action":"add"}]}"""
          .formatted(CUSTOMER, CUSTOMER);
  private static final String SUBSCRIPTION =
      "{\"callback\":\"http://127.0.0.1:9/%s\",\"query\":\"eventType=ProductOrderDeleteEvent\"}"
          .formatted(CUSTOMER);
  private static final String NO_ORDER = "PO-999999999";
  private static final String NO_SUBSCRIPTION = UUID.randomUUID().toString();

  private String order;
  private String subscription;
  private Caller stranger;

  @BeforeAll
  void letThereBeAnOrderASubscriptionAndAStranger() {
    order = place(as("crm"));
    subscription = id(as("crm").post(API + "hub", SUBSCRIPTION));
    stranger = login("crm");
  }

  @AfterAll
  void unsubscribe() {
    assertThat(as("crm").delete(API + "hub/" + subscription).statusCode()).isEqualTo(204);
  }

  /** Every path to one order: for a stranger it is as if there were none, word for word. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          GET    | /tmf-api/productOrderingManagement/v4/productOrder/{order}              | | 404
          GET    | /tmf-api/productOrderingManagement/v4/productOrder/{order}?fields=state | | 404
          HEAD   | /tmf-api/productOrderingManagement/v4/productOrder/{order}              | | 404
          PATCH  | /tmf-api/productOrderingManagement/v4/productOrder/{order}              | {"description":"mine"} | 404
          PATCH  | /tmf-api/productOrderingManagement/v4/productOrder/{order}              | {"state":"completed"}  | 404
          GET    | /operations/orders/{order}/plan                                         | | 404
          GET    | /operations/orders/{order}/plan?format=svg                              | | 404
          DELETE | /tmf-api/productOrderingManagement/v4/productOrder/{order}              | | 403
          POST   | /tmf-api/productOrderingManagement/v4/cancelProductOrder                | {"productOrder":{"id":"{order}"}} | 404
          POST   | /tmf-api/appointment/v4/searchTimeSlot | {"relatedEntity":[{"id":"{order}","@referredType":"ProductOrder"}]} | 404
          POST   | /tmf-api/appointment/v4/appointment    | {"validFor":{"startDateTime":"2031-01-01T08:00:00Z"},"relatedEntity":[{"id":"{order}","@referredType":"ProductOrder"}]} | 404
          DELETE | /tmf-api/productOrderingManagement/v4/hub/{subscription}                | | 404
          GET    | /tmf-api/productOrderingManagement/v4/hub/{subscription}                | | 403
          GET    | /tmf-api/productOrderingManagement/v4/hub                               | | 403
          HEAD   | /tmf-api/productOrderingManagement/v4/hub/{subscription}                | | 403
          HEAD   | /tmf-api/productOrderingManagement/v4/hub                               | | 403
          GET    | /operations/subscriptions                                               | | 403
          GET    | /operations/orders/{order}/timeline                                     | | 403
          GET    | /orders/{order}                                                         | | 403
          GET    | /orders?find={order}                                                    | | 403
          GET    | /engine-rest/process-instance?businessKey={order}                       | | 403
          GET    | /camunda/api/cockpit/plugin/turnup/default/orders/{order}               | | 401
          """)
  void isNoOrderToAStranger(String method, String path, String body, int status) {
    String sent = body == null ? "" : body;

    HttpResponse<String> foreign =
        stranger.send(
            method,
            path.replace("{order}", order).replace("{subscription}", subscription),
            sent.replace("{order}", order));
    HttpResponse<String> none =
        stranger.send(
            method,
            path.replace("{order}", NO_ORDER).replace("{subscription}", NO_SUBSCRIPTION),
            sent.replace("{order}", NO_ORDER));

    assertThat(foreign.statusCode()).isEqualTo(status).isEqualTo(none.statusCode());
    assertThat(foreign.body().replace(order, NO_ORDER).replace(subscription, NO_SUBSCRIPTION))
        .isEqualTo(none.body());
    assertThat(as("crm").get(ORDERS + "/" + order).statusCode()).isEqualTo(200);
  }

  /** Every list of orders. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?limit=0",
        "?offset=1",
        "?sort=-orderDate",
        "?fields=productOrderMilestone",
        "?state=acknowledged,rejected",
        "?id={order}",
        "?id={order}&id=PO-1",
        "?id.regex=.*&state=rejected",
        "?relatedParty.id={customer}",
        "?productOrderItem.state=rejected"
      })
  void isInNoListAndNoCountOfAStranger(String criteria) {
    String list = ORDERS + criteria.replace("{order}", order).replace("{customer}", CUSTOMER);
    HttpResponse<String> answer = stranger.get(list);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer)).isEmpty();
    assertThat(answer.headers().firstValue("X-Total-Count")).contains("0");
  }

  @Test
  void isSeenByWhoSeesAll() {
    Caller overseer = login("crm-all");

    assertThat(overseer.get(ORDERS + "/" + order).statusCode()).isEqualTo(200);
    assertThat(json(overseer.get(ORDERS + "?id=" + order))).hasSize(1);
    for (String staff : new String[] {"orderdesk", "planner", "technician", "analyst", "admin"}) {
      assertThat(as(staff).get(ORDERS + "/" + order).statusCode()).as(staff).isEqualTo(200);
      assertThat(as(staff).get("/orders/" + order).statusCode()).as(staff).isEqualTo(200);
      assertThat(as(staff).send("HEAD", ORDERS, "").statusCode()).as(staff).isEqualTo(200);
      assertThat(json(as(staff).get(ORDERS + "?id=" + order))).as(staff).hasSize(1);
    }
  }

  /** What may be read may be asked about. */
  @ParameterizedTest
  @ValueSource(strings = {"/", "/openapi", "/orders", ORDERS, "/actuator/health"})
  void answersHeadToWhoMayGet(String path) {
    Caller caller = path.startsWith("/actuator") ? anonymous() : as("planner");

    assertThat(caller.send("HEAD", path, "").statusCode())
        .isEqualTo(caller.get(path).statusCode())
        .isLessThan(400);
  }

  @Test
  void isNoOrderToAnybodyOnceItIsDeleted() {
    String deleted = place(as("crm"));
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(
            () ->
                assertThat(as("admin").delete(ORDERS + "/" + deleted).statusCode()).isEqualTo(204));
    WebappSession cockpit = WebappSession.of(base(), "operator", "cockpit");

    for (String user : new String[] {"crm", "orderdesk", "admin"}) {
      assertThat(as(user).get(ORDERS + "/" + deleted).statusCode()).isEqualTo(404);
      assertThat(json(as(user).get(ORDERS + "?id=" + deleted))).isEmpty();
      assertThat(as(user).send("PATCH", ORDERS + "/" + deleted, "{}").statusCode()).isEqualTo(404);
      assertThat(
              as(user)
                  .post(
                      API + "cancelProductOrder",
                      "{\"productOrder\":{\"id\":\"%s\"}}".formatted(deleted))
                  .statusCode())
          .isEqualTo(404);
    }
    assertThat(as("admin").delete(ORDERS + "/" + deleted).statusCode()).isEqualTo(404);
    for (String user : new String[] {"operator", "admin"}) {
      assertThat(as(user).get("/orders/" + deleted).statusCode()).isEqualTo(404);
      assertThat(as(user).get("/orders?find=" + deleted).body())
          .doesNotContain("/orders/" + deleted);
      assertThat(as(user).get("/operations/orders/" + deleted + "/timeline").statusCode())
          .isEqualTo(404);
    }
    String plugin = "/camunda/api/cockpit/plugin/turnup/default/orders";
    assertThat(cockpit.get(plugin + "/" + deleted).statusCode()).isEqualTo(404);
    assertThat(json(cockpit.get(plugin + "?find=" + deleted))).isEmpty();
  }

  private static String place(Caller caller) {
    return id(caller.post(ORDERS, ORDER));
  }

  private static String id(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json(answer).path("id").asText();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return new ObjectMapper().readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + answer.body(), e);
    }
  }
}
