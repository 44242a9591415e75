package dev.turnup.engine.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnup.engine.TurnupTest;
import dev.turnup.engine.order.Cancellation;
import dev.turnup.engine.order.ItemState;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.routes.Hearing;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What an implementer of TMF622 v4 must respect, fact by fact. */
class Tmf622RulesTest extends TurnupTest {

  private static final String BASE = "/tmf-api/productOrderingManagement/v4/";
  private static final String ORDERS = BASE + "productOrder";
  private static final String CANCELLATIONS = BASE + "cancelProductOrder";
  private static final String HUB = BASE + "hub";
  private static final String BARE =
      """
      {"relatedParty": [{"id": "C-1", "role": "customer", "@referredType": "Individual"}],
       "productOrderItem": [{"id": "1", "action": "add"}]}""";

  @Autowired private Clock clock;

  // Operations

  @Test
  void productOrderIsListedShownPostedWithItsHrefAsLocationPatchedAndDeletedByAdministrators() {
    HttpResponse<String> posted = as("crm").post(ORDERS, BARE);
    String order = json(posted).path("href").asText();
    assertThat(posted.statusCode()).isEqualTo(201);
    assertThat(posted.headers().firstValue("Location")).contains(order);
    assertThat(order).startsWith(ORDERS + "/");

    assertThat(as("crm").get(ORDERS).statusCode()).isEqualTo(200);
    assertThat(as("crm").get(order).statusCode()).isEqualTo(200);
    assertThat(as("crm").get(ORDERS + "/PO-999999999").statusCode()).isEqualTo(404);
    assertThat(patch(href(waiting()), "{\"description\": \"x\"}").statusCode()).isEqualTo(200);
    awaitState(order, "rejected");
    assertThat(as("crm").delete(order).statusCode()).isEqualTo(403);
    assertThat(as("admin").delete(order).statusCode()).isEqualTo(204);
    assertThat(as("crm").get(order).statusCode()).isEqualTo(404);
  }

  @Test
  void cancelProductOrderIsListedShownAndPostedAndNeitherPatchedNorDeleted() {
    String order = href(waiting());

    HttpResponse<String> posted = cancel(order);

    String cancellation = json(posted).path("href").asText();
    assertThat(posted.statusCode()).isEqualTo(201);
    assertThat(posted.headers().firstValue("Location")).contains(cancellation);
    assertThat(json(posted).at("/productOrder/id").asText()).isEqualTo(numberOf(order));
    assertThat(as("crm").get(cancellation).statusCode()).isEqualTo(200);
    assertThat(json(as("crm").get(CANCELLATIONS)).findValuesAsText("href")).contains(cancellation);
    assertThat(as("crm").send("PATCH", cancellation, "{}").statusCode()).isEqualTo(405);
    assertThat(as("crm").delete(cancellation).statusCode()).isEqualTo(405);
    awaitState(order, "cancelled");
  }

  @Test
  void hubIsPostedWithIdCallbackAndQueryInTheAnswerAndDeleted() {
    HttpResponse<String> posted =
        as("crm")
            .post(
                HUB,
                "{\"callback\": \"%s\", \"query\": \"state=completed\"}"
                    .formatted("http://127.0.0.1:9/" + UUID.randomUUID()));

    assertThat(posted.statusCode()).isEqualTo(201);
    assertThat(json(posted).fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("id", "callback", "query");
    assertThat(as("crm").delete(HUB + "/" + json(posted).path("id").asText()).statusCode())
        .isEqualTo(204);
  }

  @Test
  void errorsHaveCodeAndReasonAndAreStringsThroughout() {
    for (HttpResponse<String> answer :
        List.of(
            as("crm").post(ORDERS, "{}"),
            anonymous().get(ORDERS),
            as("technician").post(ORDERS, BARE),
            as("crm").get(ORDERS + "/PO-999999999"),
            as("crm").send("PUT", ORDERS, BARE))) {
      JsonNode error = json(answer);
      assertThat(error.path("code").asText()).isNotBlank();
      assertThat(error.path("reason").asText()).isNotBlank();
      assertThat(error).allMatch(JsonNode::isTextual);
      assertThat(answer.statusCode()).isIn(400, 401, 403, 404, 405, 409, 500);
    }
  }

  // States

  @Test
  void theStatesOfAnOrderAreElevenAndThoseOfAnItemTheSameWithoutPartial() {
    List<String> states =
        List.of(
            "acknowledged",
            "rejected",
            "pending",
            "held",
            "inProgress",
            "cancelled",
            "completed",
            "failed",
            "partial",
            "assessingCancellation",
            "pendingCancellation");

    assertThat(OrderState.values())
        .extracting(OrderState::tmfName)
        .containsExactlyInAnyOrderElementsOf(states);
    assertThat(ItemState.values())
        .extracting(ItemState::tmfName)
        .containsExactlyInAnyOrderElementsOf(
            states.stream().filter(state -> !state.equals("partial")).toList());
  }

  @ParameterizedTest(name = "{0} goes to {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          acknowledged          | inProgress pending rejected assessingCancellation
          inProgress            | pending held assessingCancellation completed failed partial
          pending               | inProgress assessingCancellation cancelled
          held                  | inProgress assessingCancellation cancelled
          assessingCancellation | pendingCancellation acknowledged inProgress pending held
          pendingCancellation   | cancelled
          rejected              |
          cancelled             |
          completed             |
          failed                |
          partial               |
          """)
  void aStateGoesWhereTheDiagramHasAnArrowAndNowhereElse(String from, String to) {
    List<String> allowed = to == null ? List.of() : List.of(to.split(" "));

    for (OrderState next : OrderState.values()) {
      assertThat(OrderState.of(from).canMoveTo(next))
          .as("order from %s to %s", from, next.tmfName())
          .isEqualTo(allowed.contains(next.tmfName()));
    }
    if (!from.equals("partial")) {
      for (ItemState next : ItemState.values()) {
        assertThat(ItemState.of(from).canMoveTo(next))
            .as("item from %s to %s", from, next.tmfName())
            .isEqualTo(allowed.contains(next.tmfName()));
      }
    }
  }

  @Test
  void finalAreRejectedCancelledCompletedFailedAndPartial() {
    List<String> ends = List.of("rejected", "cancelled", "completed", "failed", "partial");

    assertThat(Arrays.stream(OrderState.values()).filter(OrderState::isFinal))
        .extracting(OrderState::tmfName)
        .containsExactlyInAnyOrderElementsOf(ends);
    assertThat(Arrays.stream(ItemState.values()).filter(ItemState::isFinal))
        .extracting(ItemState::tmfName)
        .containsExactlyInAnyOrder("rejected", "cancelled", "completed", "failed");
  }

  @Test
  void aCancellationGoesFromAcknowledgedOverInProgressToDoneOrTerminatedWithError() {
    String ended = href(BARE);
    awaitState(ended, "rejected");

    String denied = json(cancel(ended)).path("href").asText();
    HttpResponse<String> asked = cancel(href(waiting()));

    assertThat(json(asked).path("state").asText()).isEqualTo("acknowledged");
    awaitState(json(asked).path("href").asText(), "done");
    awaitState(denied, "terminatedWithError");
    assertThat(Cancellation.State.values())
        .extracting(Cancellation.State::tmfName)
        .containsExactlyInAnyOrder("acknowledged", "inProgress", "done", "terminatedWithError");
  }

  @Test
  void anAcknowledgedOrderCanBeCancelledToo() {
    String order = href(waiting());

    cancel(order);

    awaitState(order, "cancelled");
  }

  // Intake

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'productOrderItem': []}",
        "{'productOrderItem': [{'action': 'add'}]}",
        "{'productOrderItem': [{'id': '1'}]}",
        "{'productOrderItem': [{'id': '1', 'action': 'replace'}]}"
      })
  void anOrderHasAtLeastOneItemEachWithIdAndAction(String order) {
    assertThat(as("crm").post(ORDERS, order.replace('\'', '"')).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest(name = "{0} is missing")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          relatedParty[0].id             | 'relatedParty': [{'@referredType': 'Individual'}], ITEM
          relatedParty[0].@referredType  | 'relatedParty': [{'id': 'C-1'}], ITEM
          note[0].text                   | 'note': [{'author': 'me'}], ITEM
          billingAccount.id              | 'billingAccount': {'name': 'x'}, ITEM
          payment[0].id                  | 'payment': [{'name': 'x'}], ITEM
          agreement[0].id                | 'agreement': [{'name': 'x'}], ITEM
          channel[0].id                  | 'channel': [{'name': 'x'}], ITEM
          quote[0].id                    | 'quote': [{'name': 'x'}], ITEM
          productOrderItem[0].productOffering.id | 'productOrderItem': [{'id': '1', 'action': 'add', 'productOffering': {'name': 'x'}}]
          productOrderItem[0].appointment.id     | 'productOrderItem': [{'id': '1', 'action': 'add', 'appointment': {'name': 'x'}}]
          productOrderItem[0].product.productSpecification.id | 'productOrderItem': [{'id': '1', 'action': 'add', 'product': {'productSpecification': {'name': 'x'}}}]
          productOrderItem[0].product.place[0].role           | 'productOrderItem': [{'id': '1', 'action': 'add', 'product': {'place': [{'id': 'x'}]}}]
          productOrderItem[0].product.productCharacteristic[0].name | 'productOrderItem': [{'id': '1', 'action': 'add', 'product': {'productCharacteristic': [{'value': 'x'}]}}]
          productOrderItem[0].product.productRelationship[0].relationshipType | 'productOrderItem': [{'id': '1', 'action': 'add', 'product': {'productRelationship': [{'product': {'id': 'x'}}]}}]
          productOrderItem[0].product.realizingService[0].id  | 'productOrderItem': [{'id': '1', 'action': 'add', 'product': {'realizingService': [{'name': 'x'}]}}]
          """)
  void whatIsPresentHasItsMandatoryAttributes(String attribute, String content) {
    String order =
        "{%s}"
            .formatted(
                content.replace("ITEM", "'productOrderItem': [{'id': '1', 'action': 'add'}]"))
            .replace('\'', '"');

    HttpResponse<String> answer = as("crm").post(ORDERS, order);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("reason").asText()).isEqualTo(attribute + " is missing");
  }

  @Test
  void bareItemsWithOneRelatedPartyAreTakenInAndRejectedOrPendingAfterwards() {
    HttpResponse<String> posted =
        as("crm")
            .post(
                ORDERS,
                """
                {"relatedParty": [{"id": "C-1", "@referredType": "Individual"}],
                 "productOrderItem": [{"id": "1", "action": "add"}, {"id": "2", "action": "noChange"}]}
                """);

    assertThat(posted.statusCode()).isEqualTo(201);
    assertThat(json(posted).path("state").asText()).isEqualTo("acknowledged");
    awaitState(json(posted).path("href").asText(), "rejected", "pending");
  }

  @ParameterizedTest
  @CsvSource({
    "id, PO-1",
    "href, /x",
    "orderDate, 2030-05-01T08:00:00Z",
    "completionDate, 2030-05-01T08:00:00Z",
    "expectedCompletionDate, 2030-05-01T08:00:00Z",
    "state, acknowledged"
  })
  void whatTheServerManagesIsRefusedInAPost(String attribute, String value) {
    HttpResponse<String> answer =
        as("crm").post(ORDERS, with(attribute, "\"%s\"".formatted(value)));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("reason").asText()).startsWith(attribute);
  }

  @ParameterizedTest
  @ValueSource(strings = {"modify", "delete"})
  void modifyAndDeleteItemsNameTheirProductByIdOrHref(String action) {
    String item = "{'productOrderItem': [{'id': '1', 'action': '%s'%s}]}";

    assertThat(as("crm").post(ORDERS, item.formatted(action, "").replace('\'', '"')).statusCode())
        .isEqualTo(400);
    for (String named : List.of("{'id': 'P-1'}", "{'href': '/product/P-1'}")) {
      String order = item.formatted(action, ", 'product': " + named).replace('\'', '"');
      assertThat(as("crm").post(ORDERS, order).statusCode()).isEqualTo(201);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "orderTotalPrice, order",
    "itemPrice, item",
    "itemTotalPrice, item",
    "itemTerm, item"
  })
  void pricesAndTermsAreArrays(String attribute, String where) {
    for (Map.Entry<String, Integer> sent : Map.of("{}", 400, "[{}]", 201).entrySet()) {
      String content = "\"%s\": %s".formatted(attribute, sent.getKey());
      String order =
          where.equals("order")
              ? "{%s, \"productOrderItem\": [{\"id\": \"1\", \"action\": \"add\"}]}"
              : "{\"productOrderItem\": [{\"id\": \"1\", \"action\": \"add\", %s}]}";
      assertThat(as("crm").post(ORDERS, order.formatted(content)).statusCode())
          .isEqualTo(sent.getValue());
    }
  }

  @Test
  void priorityIsFrom0To4AsAString() {
    for (String priority : List.of("\"0\"", "\"4\"")) {
      assertThat(as("crm").post(ORDERS, with("priority", priority)).statusCode()).isEqualTo(201);
    }
    for (String priority : List.of("\"5\"", "1", "\"high\"")) {
      assertThat(as("crm").post(ORDERS, with("priority", priority)).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void unknownAttributesAreKeptAndGivenBack() {
    String extended =
        """
        {"@type": "TheirOrder", "@baseType": "ProductOrder", "@schemaLocation": "https://example.org/theirs.json",
         "campaign": {"code": 7.10, "tags": ["a", null]},
         "productOrderItem": [{"id": "1", "action": "add", "@type": "TheirItem", "bonus": true}]}""";

    HttpResponse<String> answer = as("crm").get(href(extended));
    JsonNode order = json(answer);

    assertThat(order.path("@type").asText()).isEqualTo("TheirOrder");
    assertThat(order.path("@schemaLocation").asText()).isEqualTo("https://example.org/theirs.json");
    assertThat(answer.body()).contains("7.10");
    assertThat(order.at("/campaign/tags").toString()).isEqualTo("[\"a\",null]");
    assertThat(order.at("/productOrderItem/0/bonus").asBoolean()).isTrue();
    assertThat(order.at("/productOrderItem/0/@type").asText()).isEqualTo("TheirItem");
  }

  @Test
  void itemsAreRelatedByBundlesAndReliesOnOrNestedOneInAnother() {
    String related =
        """
        {"productOrderItem": [
          {"id": "b", "action": "add", "productOrderItemRelationship": [
            {"id": "c", "relationshipType": "bundles"}, {"id": "d", "relationshipType": "bundles"}]},
          {"id": "c", "action": "add", "productOrderItemRelationship": [{"id": "d", "relationshipType": "reliesOn"}]},
          {"id": "d", "action": "add", "productOrderItem": [{"id": "e", "action": "add"}]}]}""";

    JsonNode order = json(as("crm").get(href(related)));

    assertThat(order.at("/productOrderItem/0/productOrderItemRelationship")).hasSize(2);
    assertThat(order.at("/productOrderItem/2/productOrderItem/0/state").isTextual()).isTrue();
    assertThat(
            as("crm")
                .post(
                    ORDERS,
                    related.replace(
                        "\"id\": \"c\", \"relationshipType\"",
                        "\"id\": \"z\", \"relationshipType\""))
                .statusCode())
        .isEqualTo(400);
  }

  // Reading

  @Test
  void everyOrderShowsIdHrefOrderDateStateItemsAndRelatedPartyEvenIfThereIsNone() {
    JsonNode order =
        json(as("crm").get(href("{\"productOrderItem\": [{\"id\": \"1\", \"action\": \"add\"}]}")));

    assertThat(order.fieldNames())
        .toIterable()
        .contains("id", "href", "orderDate", "state", "productOrderItem", "relatedParty");
    assertThat(order.path("relatedParty").isArray()).isTrue();
    assertThat(order.path("relatedParty")).isEmpty();
  }

  @Test
  void orderDateIsInUtcStableAndAFilterAsItWasGiven() {
    String href = href(BARE);
    String date = json(as("crm").get(href)).path("orderDate").asText();

    assertThat(date).endsWith("Z");
    assertThat(json(as("crm").get(href)).path("orderDate").asText()).isEqualTo(date);
    assertThat(json(as("crm").get(ORDERS + "?orderDate=" + date)).findValuesAsText("href"))
        .contains(href);
  }

  @Test
  void fieldsProjectsFirstLevelAttributesAndIdAndHrefAlwaysCome() {
    String href = href(with("description", "\"projected\""));

    assertThat(json(as("crm").get(href + "?fields=state,description")).fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("id", "href", "state", "description");
    assertThat(json(as("crm").get(ORDERS + "?limit=1&fields=state")).get(0).fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("id", "href", "state");
  }

  @Test
  void filtersOnFirstLevelAttributesPartiesItemStatesAndPlacesWithAndOrOperatorsAndQuotes() {
    String unique = UUID.randomUUID().toString();
    String party = "P-" + unique;
    String first = order(unique, party, "1");
    String second = order(unique, party, "3");

    for (String all :
        List.of(
            "description=" + unique,
            "description=%22" + unique + "%22",
            "relatedParty.id=" + party,
            "relatedParty.id=" + party + "&priority=1,3",
            "relatedParty.id=" + party + "&priority=1&priority=3",
            "relatedParty.id=" + party + "&priority.gte=1",
            "relatedParty.id="
                + party
                + "&productOrderItem.state=acknowledged,rejected,pending,inProgress",
            "relatedParty.id=" + party + "&description.regex=" + encoded("^" + unique + "$"),
            "place.id=S-" + unique)) {
      assertThat(found(all)).as(all).containsExactlyInAnyOrder(first, second);
    }
    for (String one :
        List.of(
            "description=" + unique + "&priority=3",
            "relatedParty.id=" + party + "&priority.gt=1",
            "relatedParty.id=" + party + "&priority.lt=4&priority.gte=3")) {
      assertThat(found(one)).as(one).containsExactly(second);
    }
    assertThat(found("relatedParty.id=" + party + "&priority.lte=1")).containsExactly(first);
    assertThat(found("relatedParty.id=" + party + "&priority=2")).isEmpty();
  }

  /** Every one that an order may have, each with the value of one order and of no other. */
  @Test
  void filtersOnEveryAttributeOfTheFirstLevel() {
    String unique = UUID.randomUUID().toString();
    String order =
        href(
            """
            {"cancellationDate": "2031-01-01T00:00:00Z", "cancellationReason": "%1$s", "category": "%1$s",
             "description": "%1$s", "externalId": "%1$s", "notificationContact": "%1$s", "priority": "2",
             "requestedCompletionDate": "2033-01-01T00:00:00Z", "requestedStartDate": "2032-01-01T00:00:00Z",
             "agreement": [{"id": "%1$s"}], "billingAccount": {"id": "%1$s"}, "channel": [{"id": "%1$s"}],
             "note": [{"id": "%1$s", "text": "x"}], "orderTotalPrice": [{"name": "%1$s"}],
             "payment": [{"id": "%1$s"}], "productOfferingQualification": [{"id": "%1$s"}],
             "quote": [{"id": "%1$s"}], "relatedParty": [{"id": "%1$s", "@referredType": "Individual"}],
             "@baseType": "%1$s", "@schemaLocation": "https://example.org/%1$s", "@type": "%1$s",
             "productOrderItem": [{"id": "1", "action": "add"}]}"""
                .formatted(unique));
    awaitState(order, "rejected");
    JsonNode shown = json(as("crm").get(order));

    for (String attribute :
        List.of(
            "id",
            "href",
            "cancellationReason",
            "category",
            "description",
            "externalId",
            "agreement",
            "notificationContact",
            "billingAccount",
            "channel",
            "orderTotalPrice",
            "payment",
            "quote",
            "productOfferingQualification",
            "relatedParty",
            "@baseType",
            "@schemaLocation",
            "@type")) {
      JsonNode value =
          shown.path(attribute).isArray() ? shown.path(attribute).get(0) : shown.path(attribute);
      String text =
          value.isTextual() ? value.asText() : value.path(value.has("id") ? "id" : "name").asText();
      assertThat(found(attribute + "=" + encoded(text))).as(attribute).containsExactly(order);
      assertThat(found(attribute + "=" + encoded(text + "x"))).as(attribute).isEmpty();
    }
    for (String attribute :
        List.of(
            "cancellationDate",
            "completionDate",
            "orderDate",
            "priority",
            "requestedCompletionDate",
            "requestedStartDate",
            "state")) {
      String text = shown.path(attribute).asText();
      String beside = "relatedParty=" + unique + "&" + attribute + "=";
      assertThat(found(beside + encoded(text))).as(attribute).containsExactly(order);
    }
    assertThat(found("externalId=" + unique + "&note=" + unique)).containsExactly(order);
    assertThat(found("externalId=" + unique + "&productOrderItem=1")).containsExactly(order);
    assertThat(found("externalId=" + unique + "&expectedCompletionDate.gt=2000-01-01")).isEmpty();
  }

  @Test
  void pagesHaveOffsetAndLimitAreAlways200AndSayHowManyThereAre() {
    String unique = UUID.randomUUID().toString();
    Stream.of("1", "2", "3").forEach(priority -> order(unique, "P-" + unique, priority));
    String query = ORDERS + "?relatedParty.id=P-" + unique;

    HttpResponse<String> page = as("crm").get(query + "&offset=1&limit=1");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(json(page)).hasSize(1);
    assertThat(page.headers().firstValue("X-Total-Count")).contains("3");
    assertThat(page.headers().firstValue("X-Result-Count")).contains("1");
    assertThat(page.headers().firstValue("Link").orElse("")).contains("rel=\"next\"");
    assertThat(as("crm").get(query + "&offset=7").statusCode()).isEqualTo(200);
  }

  // PATCH

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/merge-patch+json"})
  void aPatchIsAMergePatchWhichReplacesArraysWhole(String type) {
    String href = href(waiting());

    JsonNode order =
        json(
            as("crm")
                .sendAs(
                    type,
                    "PATCH",
                    href,
                    """
                    {"description": "after", "priority": null,
                     "relatedParty": [{"id": "C-2", "@referredType": "Organization"}]}"""));

    assertThat(order.path("description").asText()).isEqualTo("after");
    assertThat(order.has("priority")).isFalse();
    assertThat(order.path("relatedParty").findValuesAsText("id")).containsExactly("C-2");
    assertThat(order.at("/relatedParty/0").has("role")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded"})
  void aPatchOfAnotherMediaTypeIsA415WithAcceptPatch(String type) {
    HttpResponse<String> answer =
        as("crm").sendAs(type, "PATCH", ORDERS + "/PO-1", "{\"description\": \"x\"}");

    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.headers().firstValue("Accept-Patch").orElse(""))
        .contains("application/merge-patch+json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "href", "orderDate", "completionDate", "state"})
  void aPatchOfWhatTheServerManagesIsA400(String attribute) {
    String href = href(waiting());

    HttpResponse<String> answer = patch(href, "{\"%s\": \"x\"}".formatted(attribute));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("reason").asText()).startsWith(attribute);
  }

  @Test
  void aPatchOfAnOrderInAFinalStateIsA409() {
    String href = href(BARE);
    awaitState(href, "rejected");

    assertThat(patch(href, "{\"description\": \"too late\"}").statusCode()).isEqualTo(409);
  }

  // Events

  @Test
  void eventsArePostedToTheListenersPathOfTheirNameInTheStandardsEnvelope() {
    try (Hearing hearing = new Hearing()) {
      String subscription = listen(hearing, "");
      String order = href(waiting());
      patch(order, "{\"description\": \"after\"}");
      String cancelled = href(waiting());
      cancel(cancelled);
      String other = href(BARE);
      awaitState(other, "rejected");
      assertThat(as("admin").delete(other).statusCode()).isEqualTo(204);

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                assertThat(pathsAbout(hearing, order))
                    .contains("productOrderCreateEvent", "productOrderAttributeValueChangeEvent");
                assertThat(pathsAbout(hearing, other))
                    .contains("productOrderStateChangeEvent", "productOrderDeleteEvent");
                assertThat(pathsAbout(hearing, cancelled))
                    .contains("cancelProductOrderCreateEvent")
                    .contains("cancelProductOrderStateChangeEvent");
              });
      heard(hearing).forEach(Conformance::checkEvent);
      assertThat(pathsAbout(hearing, order))
          .noneMatch(path -> path.contains("Milestone") || path.contains("Jeopardy"));
      assertThat(as("crm").delete(subscription).statusCode()).isEqualTo(204);
    }
  }

  @Test
  void any2xxCountsAsReceived() {
    try (Hearing hearing = new Hearing()) {
      hearing.answering(event -> new Hearing.Answer(299, Map.of()));
      String subscription = listen(hearing, "eventType=ProductOrderStateChangeEvent");
      String order = href(BARE);

      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> statesAbout(hearing, order).contains("rejected"));

      assertThat(heard(hearing).stream().map(event -> event.path("eventId").asText()))
          .doesNotHaveDuplicates();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  standing(subscription).path("behind").asInt() == 0
                      && standing(subscription).path("state").asText().equals("active"));
      assertThat(as("crm").delete(subscription).statusCode()).isEqualTo(204);
    }
  }

  private JsonNode standing(String subscription) {
    for (JsonNode each : json(as("operator").get("/operations/subscriptions"))) {
      if (subscription.endsWith(each.path("id").asText())) {
        return each;
      }
    }
    throw new AssertionError("no " + subscription);
  }

  @Test
  void theQueryOfASubscriptionFilters() {
    try (Hearing hearing = new Hearing()) {
      String subscription =
          listen(hearing, "eventType=ProductOrderStateChangeEvent&state=rejected");
      String order = href(BARE);

      await().atMost(Duration.ofSeconds(30)).until(() -> !pathsAbout(hearing, order).isEmpty());

      assertThat(pathsAbout(hearing, order)).containsOnly("productOrderStateChangeEvent");
      assertThat(statesAbout(hearing, order)).containsOnly("rejected");
      assertThat(as("crm").delete(subscription).statusCode()).isEqualTo(204);
    }
  }

  // what is asked again and again

  private String listen(Hearing hearing, String query) {
    HttpResponse<String> answer =
        as("crm")
            .post(
                HUB,
                "{\"callback\": \"%s\", \"query\": \"%s\"}".formatted(hearing.callback(), query));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return HUB + "/" + json(answer).path("id").asText();
  }

  private HttpResponse<String> cancel(String order) {
    HttpResponse<String> answer =
        as("crm")
            .post(
                CANCELLATIONS,
                "{\"productOrder\": {\"id\": \"%s\"}, \"cancellationReason\": \"moved\"}"
                    .formatted(numberOf(order)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return answer;
  }

  private static List<JsonNode> heard(Hearing hearing) {
    return hearing.heard().stream().map(heard -> json(heard.text())).toList();
  }

  /** The last segments of the paths at which something about the order was heard. */
  private static List<String> pathsAbout(Hearing hearing, String order) {
    return hearing.heard().stream()
        .filter(heard -> heard.text().contains("\"" + numberOf(order) + "\""))
        .map(heard -> heard.path().replaceFirst(".*/listener/", ""))
        .toList();
  }

  private static List<String> statesAbout(Hearing hearing, String order) {
    return heard(hearing).stream()
        .map(event -> event.at("/event/productOrder"))
        .filter(each -> each.path("id").asText().equals(numberOf(order)))
        .map(each -> each.path("state").asText())
        .toList();
  }

  private static String numberOf(String href) {
    return href.substring(href.lastIndexOf('/') + 1);
  }

  /** An order that can be changed, as it is not to begin soon. */
  private String waiting() {
    return """
        {"description": "before", "priority": "1", "requestedStartDate": "%s",
         "relatedParty": [{"id": "C-1", "role": "customer", "@referredType": "Individual"}],
         "productOrderItem": [{"id": "1", "action": "add", "productOffering": {"id": "mobile-line"}}]}
        """
        .formatted(clock.instant().plus(Duration.ofDays(60)));
  }

  private HttpResponse<String> patch(String href, String patch) {
    return as("crm").send("PATCH", href, patch);
  }

  private String order(String unique, String party, String priority) {
    return href(
        """
        {"description": "%s", "priority": "%s",
         "relatedParty": [{"id": "%s", "@referredType": "Individual"}],
         "productOrderItem": [{"id": "1", "action": "add",
           "product": {"place": [{"id": "S-%s", "role": "installationSite"}]}}]}
        """
            .formatted(unique, priority, party, unique));
  }

  private List<String> found(String query) {
    HttpResponse<String> answer = as("crm").get(ORDERS + "?" + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer).findValuesAsText("href");
  }

  private String href(String order) {
    HttpResponse<String> answer = as("crm").post(ORDERS, order);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json(answer).path("href").asText();
  }

  private void awaitState(String href, String... states) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(json(as("crm").get(href)).path("state").asText())
                    .isIn((Object[]) states));
  }

  private static String with(String attribute, String value) {
    return "{\"%s\": %s, %s".formatted(attribute, value, BARE.substring(1));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return json(answer.body());
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + text, e);
    }
  }
}
