package dev.turnup.engine.scenario;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.engine.routes.Hearing;
import dev.turnup.engine.standard.Conformance;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A CRM that listens instead of asking. */
class EventsTest extends Scenario {

  private static final String HUB = "/tmf-api/productOrderingManagement/v4/hub";
  private static final String ORDER = "/tmf-api/productOrderingManagement/v4/productOrder";

  private final Hearing crm = new Hearing();
  private final Hearing desk = new Hearing();
  private final List<String> subscriptions = new ArrayList<>();

  @AfterEach
  void unsubscribe() {
    subscriptions.forEach(subscription -> as("admin").delete(subscription));
    crm.close();
    desk.close();
  }

  @Test
  void hearsOfAnOrdersLifeInTurnWithTheStatesOfEachMoment() {
    subscribe("crm", crm, "", "correct-horse-battery");
    subscribe(
        "orderdesk",
        desk,
        "eventType=ProductOrderStateChangeEvent,ProductOrderDeleteEvent&state=completed",
        "");
    String foreign = placedBy("orderdesk");
    String order = place(sample("mobile-line"));
    awaitState(order, "completed");

    await().atMost(30, SECONDS).until(() -> hasHeardOfItsEnd(crm, order));
    await().atMost(30, SECONDS).until(() -> hasHeardOfItsEnd(desk, order));
    await().atMost(30, SECONDS).until(() -> hasHeardOfItsEnd(desk, foreign));
    assertThat(as("admin").delete(ORDER + "/" + foreign).statusCode()).isEqualTo(204);
    await().atMost(30, SECONDS).until(() -> about(desk, foreign).size() == 2);

    List<JsonNode> events = about(crm, order);
    assertThat(events)
        .extracting(EventsTest::summary)
        .startsWith(
            "ProductOrderCreateEvent acknowledged acknowledged",
            "ProductOrderStateChangeEvent inProgress inProgress")
        .contains(
            "ProductOrderAttributeValueChangeEvent expectedCompletionDate inProgress inProgress")
        .endsWith("ProductOrderStateChangeEvent completed completed");
    assertThat(events)
        .extracting(event -> event.path("eventId").asText())
        .isEqualTo(
            sequencesIn(order).stream()
                .map(sequence -> order + "." + sequence)
                .filter(id -> events.stream().anyMatch(e -> e.path("eventId").asText().equals(id)))
                .toList());
    crm.heard().forEach(heard -> Conformance.checkEvent(Texts.json(heard.text())));
    assertThat(crm.heard())
        .allSatisfy(
            heard -> {
              assertThat(heard.headers().get("x-turnup-signature")).startsWith("t=");
              assertThat(heard.path())
                  .endsWithIgnoringCase(
                      "/listener/" + Texts.json(heard.text()).path("eventType").asText());
            });
    assertThat(about(crm, foreign)).as("orders of others").isEmpty();
    assertThat(about(desk, order))
        .extracting(EventsTest::summary)
        .containsExactly("ProductOrderStateChangeEvent completed completed");
    assertThat(about(desk, foreign))
        .extracting(EventsTest::summary)
        .containsExactly(
            "ProductOrderStateChangeEvent completed completed",
            "ProductOrderDeleteEvent completed completed");
    desk.heard().forEach(heard -> Conformance.checkEvent(Texts.json(heard.text())));
  }

  @Test
  void hearsWhatIsNeededToGoOn() {
    subscribe("crm", crm, "eventType=ProductOrderInformationRequiredEvent", "");
    subscribe("crm", crm, "eventType=ProductOrderAttributeValueChangeEvent", "");
    subscribe(
        "crm",
        crm,
        "eventType=CancelProductOrderCreateEvent,CancelProductOrderStateChangeEvent",
        "");
    ObjectNode sample = sample("no-capacity");
    sandbox.setNoCapacity(siteOf(sample), "bandwidth");
    String order = place(sample);
    var shortage = awaitTask("planner", order, "Task_ResolveCapacityShortage");

    await().atMost(30, SECONDS).until(() -> about(crm, order).stream().anyMatch(EventsTest::asks));

    JsonNode event = about(crm, order).stream().filter(EventsTest::asks).findFirst().orElseThrow();
    Conformance.checkEvent(event);
    String path = event.path("fieldPath").asText();
    assertThat(path).matches("productOrderItem\\[\\d+]\\.product\\.place");
    int item = Integer.parseInt(path.replaceAll("\\D", ""));
    assertThat(
            event
                .path("event")
                .path("productOrder")
                .path("productOrderItem")
                .path(item)
                .path("state")
                .asText())
        .isEqualTo("pending");
    HttpResponse<String> patched =
        as("crm").send("PATCH", ORDER + "/" + order, "{\"description\": \"in the yard\"}");
    assertThat(patched.statusCode()).as(patched.body()).isEqualTo(200);
    await()
        .atMost(30, SECONDS)
        .until(
            () ->
                about(crm, order).stream()
                    .anyMatch(heard -> heard.path("fieldPath").asText().equals("description")));
    hearsThatItsCancellationIsDenied(order, mobileItem(sample));
    complete(
        "planner",
        shortage,
        Map.of("shortageDecision", "cancelComponents", "shortageReason", "no fibre here"));
    awaitState(order, "partial");
  }

  private void hearsThatItsCancellationIsDenied(String order, String switchedOn) {
    eventually(() -> itemState(order, switchedOn), "completed");
    HttpResponse<String> asked =
        as("crm")
            .post(
                "/tmf-api/productOrderingManagement/v4/cancelProductOrder",
                "{\"productOrder\": {\"id\": \"" + order + "\"}}");
    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(201);
    await()
        .atMost(30, SECONDS)
        .untilAsserted(
            () ->
                assertThat(cancellationOf(order))
                    .startsWith("CancelProductOrderCreateEvent acknowledged")
                    .endsWith("CancelProductOrderStateChangeEvent terminatedWithError"));
    crm.heard().forEach(heard -> Conformance.checkEvent(Texts.json(heard.text())));
  }

  private List<String> cancellationOf(String order) {
    return about(crm, order).stream()
        .filter(event -> event.path("event").has("cancelProductOrder"))
        .map(
            event ->
                event.path("eventType").asText()
                    + " "
                    + event.at("/event/cancelProductOrder/state").asText())
        .toList();
  }

  private static String mobileItem(ObjectNode sample) {
    for (JsonNode item : sample.path("productOrderItem")) {
      if (item.at("/productOffering/id").asText().startsWith("mobile")) {
        return item.path("id").asText();
      }
    }
    throw new AssertionError("no mobile line in the sample");
  }

  private void subscribe(String login, Hearing hearing, String query, String secret) {
    HttpResponse<String> made =
        as(login)
            .post(
                HUB,
                "{\"callback\": \"%s\", \"query\": \"%s\"%s}"
                    .formatted(
                        hearing.callback(),
                        query,
                        secret.isEmpty() ? "" : ", \"secret\": \"" + secret + "\""));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    subscriptions.add(made.headers().firstValue("Location").orElseThrow());
  }

  private String placedBy(String login) {
    HttpResponse<String> answer = as(login).post(ORDER, sample("mobile-line").toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Texts.json(answer.body()).path("id").asText();
  }

  private static List<JsonNode> about(Hearing hearing, String order) {
    return hearing.heard().stream()
        .map(heard -> Texts.json(heard.text()))
        .filter(event -> event.path("correlationId").asText().equals(order))
        .toList();
  }

  private static boolean asks(JsonNode event) {
    return event.path("eventType").asText().equals("ProductOrderInformationRequiredEvent");
  }

  private static boolean hasHeardOfItsEnd(Hearing hearing, String order) {
    return about(hearing, order).stream()
        .anyMatch(event -> summary(event).contains("completed completed"));
  }

  /** Type, path if there is one, state of the order, state of its first item. */
  private static String summary(JsonNode event) {
    JsonNode order = event.path("event").path("productOrder");
    return (event.path("eventType").asText()
            + " "
            + event.path("fieldPath").asText()
            + " "
            + order.path("state").asText()
            + " "
            + order.path("productOrderItem").path(0).path("state").asText())
        .replaceAll(" +", " ");
  }

  private List<Long> sequencesIn(String order) {
    JsonNode timeline =
        Texts.json(as("operator").get("/operations/orders/" + order + "/timeline").body());
    return StreamSupport.stream(timeline.spliterator(), false)
        .map(entry -> entry.path("sequence").asLong())
        .toList();
  }
}
