package dev.turnup.engine.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.TurnupTest;
import dev.turnup.engine.order.OwnMessage;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;

/** What outside systems tell the whole application by themselves. */
class CallbacksTest extends TurnupTest {

  private static final String COMPONENT = UUID.randomUUID().toString();

  @Value("${connectors.network.callback-secret}")
  private String secret;

  @Value("${connectors.inventory.callback-secret}")
  private String inventorySecret;

  @Value("${connectors.workforce.callback-secret}")
  private String workforceSecret;

  @Autowired private JdbcTemplate database;

  private final String id = UUID.randomUUID().toString();

  @Test
  void areKeptBeforeTheyAreAnswered() {
    HttpResponse<String> response = post(secret, answered(COMPONENT));

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(
            database.queryForMap(
                "select system, type, order_id, component_id::text, facts::text"
                    + " from turnup.inbound_message where message_id = ?",
                id))
        .containsEntry("system", "network")
        .containsEntry("type", "activation-answered")
        .containsEntry("order_id", "PO-999999999")
        .containsEntry("component_id", COMPONENT)
        .containsEntry("facts", "{\"state\": \"active\"}");
  }

  @Test
  void changeNothingWhenTheyComeFiftyTimesAtOnce() {
    List<CompletableFuture<Integer>> posts =
        Stream.generate(
                () ->
                    CompletableFuture.supplyAsync(
                        () -> post(secret, answered(COMPONENT)).statusCode()))
            .limit(50)
            .toList();

    assertThat(posts.stream().map(CompletableFuture::join))
        .containsOnly(200, 201)
        .containsOnlyOnce(201);
    assertThat(kept()).isEqualTo(1);
  }

  @Test
  void areRefusedAndNotKeptWithoutTheSecret() {
    assertThat(anonymous().post("/callbacks/network", answered(COMPONENT)).statusCode())
        .isEqualTo(401);
    assertThat(post("wrong", answered(COMPONENT)).statusCode()).isEqualTo(401);
    assertThat(as("admin").post("/callbacks/network", answered(COMPONENT)).statusCode())
        .isEqualTo(401);
    assertThat(kept()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'orderId': 'PO-1', 'componentId': 'no uuid', 'state': 'active'}",
        "{'orderId': 'DROP', 'componentId': '0190c0de-0000-7000-8000-000000000001', 'state': 'active'}",
        "{'componentId': '0190c0de-0000-7000-8000-000000000001', 'state': 'active'}",
        "{'orderId': 'PO-1', 'state': 'active'}",
        "{'orderId': 'PO-1', 'componentId': '0190c0de-0000-7000-8000-000000000001'}"
      })
  void areRefusedWhereNobodyCouldBeTold(String event) {
    assertThat(post(secret, said("activation-answered", event)).statusCode()).isEqualTo(400);
    assertThat(kept()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{'site': 'S'}", "{'resource': 'bandwidth', 'availableFrom': 'next week'}"})
  void areRefusedWhereNobodyKnowsWhichCapacityMoved(String event) {
    HttpResponse<String> response =
        anonymous()
            .post(
                "/callbacks/inventory",
                said("capacity-changed", event),
                "X-Callback-Secret",
                inventorySecret);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(kept()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'externalId': '%1$s', 'status': 'completed'}",
        "{'orderId': 'PO-999999999', 'externalId': 'D-1', 'status': 'completed'}",
        "{'orderId': 'PO-999999999', 'externalId': '%1$s', 'status': 'initialized'}",
        "{'orderId': 'PO-999999999', 'externalId': '%1$s', 'status': 'confirmed'}",
        "{'orderId': 'PO-999999999', 'externalId': '%1$s', 'status': 'confirmed',"
            + " 'startDateTime': '2031-03-03T09:00:00Z', 'endDateTime': '2031-03-03T09:00:00Z'}",
        "{'orderId': 'PO-999999999', 'externalId': '%1$s', 'status': 'confirmed',"
            + " 'startDateTime': '+99999-03-03T09:00:00Z', 'endDateTime': '+99999-03-03T10:00:00Z'}"
      })
  void areRefusedWhereNobodyKnowsWhatBecameOfWhichVisit(String event) {
    String body = said("visit-changed", event.formatted(COMPONENT));
    assertThat(
            anonymous()
                .post("/callbacks/workforce", body, "X-Callback-Secret", workforceSecret)
                .statusCode())
        .isEqualTo(400);
    assertThat(kept()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'idempotencyKey': 'key', 'state': 'done'}",
        "{'orderId': 'PO-999999999', 'state': 'done'}",
        "{'orderId': 'PO-999999999', 'idempotencyKey': 'key', 'state': 'inProgress'}"
      })
  void areRefusedWhereNobodyKnowsWhichOperationEndedHow(String event) {
    assertThat(post(secret, said("operation-answered", event)).statusCode()).isEqualTo(400);
    assertThat(kept()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'troubleTicket': 7} | troubleTicket.id is",
        "{'troubleTicket': {'id': 'T 1', 'status': 'held'}} | troubleTicket.id is",
        "{'troubleTicket': {'id': 'T1', 'status': 'lost'}} | troubleTicket.status is",
        "{'troubleTicket': {'id': 'T1', 'status': 'held'}} | names no Resource",
        "{'troubleTicket': {'id': 'T1', 'status': 'closed', 'expectedResolutionDate': 'soon'}}"
            + " | is no time"
      })
  void areRefusedWithAWordWhereATicketIsNotUnderstood(String event, String word) {
    HttpResponse<String> answer = post(secret, said("TroubleTicketCreateEvent", event));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("not-understood", word);
    assertThat(kept()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void areRefusedWhereOnlyTurnupSaysIt(OwnMessage message) {
    areRefusedWhereTheSystemHasNoSay(message.code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"trouble-ticket-changed", "capacity-changed", "visit-changed"})
  void areRefusedWhereTheSystemHasNoSay(String type) {
    String event = "{'orderId': 'PO-999999999', 'resource': 'bandwidth'}";

    assertThat(post(secret, said(type, event)).statusCode()).isEqualTo(400);
    assertThat(kept()).isZero();
  }

  @Test
  void ofSystemsThatAreNoneReachNobody() {
    assertThat(
            anonymous()
                .post("/callbacks/crm", answered(COMPONENT), "X-Callback-Secret", secret)
                .statusCode())
        .isEqualTo(404);
  }

  private HttpResponse<String> post(String offered, String body) {
    return anonymous().post("/callbacks/network", body, "X-Callback-Secret", offered);
  }

  private int kept() {
    return database.queryForObject(
        "select count(*) from turnup.inbound_message where message_id = ?", Integer.class, id);
  }

  private String answered(String component) {
    return said(
        "activation-answered",
        "{'orderId': 'PO-999999999', 'componentId': '%s', 'state': 'active'}".formatted(component));
  }

  private String said(String type, String event) {
    return "{'eventId': '%s', 'eventType': '%s', 'event': %s}"
        .formatted(id, type, event)
        .replace('\'', '"');
  }
}
