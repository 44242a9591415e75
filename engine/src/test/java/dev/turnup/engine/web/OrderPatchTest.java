package dev.turnup.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.engine.order.Amendment;
import dev.turnup.engine.order.ChangeRefused;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderPatchTest {

  private static final String SENT =
      """
      {'externalId': 'CRM-7', 'description': null, 'requestedStartDate': '2030-05-01T08:00:00Z',
       'note': [{'text': 'ring twice'}],
       'relatedParty': [{'id': 'c1', 'role': 'customer', 'name': 'Anna Berg', '@referredType': 'Customer'}],
       'ourOwn': {'digits': 1.10, 'list': [1, 2], 'Anna': 1},
       'productOrderItem': [{'id': '1', 'action': 'add', 'state': 'whatever',
         'productOrderItem': [{'id': '1.1', 'action': 'add', 'quantity': 2}]}]}""";

  @Test
  void tellsWhatTheOrderIsToBe() {
    Amendment amendment =
        amended(
            """
            {'requestedStartDate': '2030-06-01T08:00:00+02:00', 'externalId': 'CRM-8',
             'notificationContact': 'anna@example.org', 'note': [], 'ourOwn': {'list': [3], 'Anna': null},
             'relatedParty': [{'id': 'c2', 'role': 'customer', 'tier': 'gold', '@referredType': 'Customer'}]}""");

    assertThat(amendment.requestedStart()).contains(Instant.parse("2030-06-01T06:00:00Z"));
    assertThat(amendment.windowMoved()).isTrue();
    assertThat(amendment.externalId()).contains("CRM-8");
    assertThat(amendment.customer().id()).isEqualTo("c2");
    assertThat(amendment.customer().tier()).isEqualTo("gold");
    assertThat(amendment.customer().email()).contains("anna@example.org");
    assertThat(amendment.document())
        .contains("\"ourOwn\":{\"digits\":1.10,\"list\":[3]}", "\"state\":\"whatever\"")
        .doesNotContain("ring twice", "Anna Berg");
  }

  @Test
  void namesWhatChangesButNotTheNamesThatAreTheCallersWords() {
    assertThat(
            amended("{'note': [{'text': 'once'}], 'priority': '0', 'mother': 'Ann'}").attributes())
        .containsExactly("note", "other", "priority");
    assertThat(amended("{'ourOwn': {'Anna': 2}, 'Bertha': 1}").attributes())
        .containsExactly("other");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'externalId': 'CRM-7', 'ourOwn': {'digits': 1.1}}",
        "{'description': null, 'category': null, 'payment': [], 'ourOwn': {'new': null}}",
        "{'note': [{'text': 'ring twice'}, {'id': 'n1', 'text': 'held'}]}",
        "{'productOrderItem': [{'action': 'add', 'id': '1', 'state': 'held',"
            + " 'productOrderItemErrorMessage': [{'code': '7'}], 'productOrderItem':"
            + " [{'id': '1.1', 'quantity': 2.0, 'action': 'add', 'state': 'held'}]}]}",
      })
  void changesNothingWhereNothingIsSaidThatIsNew(String patch) {
    assertThat(on(patch)).isEmpty();
  }

  @Test
  void keepsTheWindowWhereTheSameMomentIsWrittenOtherwise() {
    assertThat(amended("{'requestedStartDate': '2030-05-01T10:00:00+02:00'}").windowMoved())
        .isFalse();
    assertThat(amended("{'requestedCompletionDate': '2030-05-09T10:00:00Z'}").windowMoved())
        .isTrue();
  }

  @Test
  void leavesTurnupsOwnNotesToTurnup() {
    Amendment amendment =
        amended("{'note': [{'id': 'n1', 'text': 'mine now'}, {'id': 'n9', 'text': 'ring once'}]}");

    assertThat(amendment.document())
        .contains("\"note\":[{\"id\":\"n9\",\"text\":\"ring once\"}]")
        .doesNotContain("mine now");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'id': 'PO-1001'}                     | id is managed
          {'href': null}                        | href is managed
          {'orderDate': '2030-05-01T08:00:00Z'} | orderDate is managed
          {'state': 'completed'}                | state is managed
          {'completionDate': null}              | completionDate is managed
          {'expectedCompletionDate': null}      | expectedCompletionDate is managed
          {'productOrderMilestone': []}         | productOrderMilestone is managed
          {'priority': '9'}                     | priority is not one of
          {'note': [{'author': 'x'}]}           | note[0].text is missing
          {'relatedParty': {'id': 'x'}}         | relatedParty is not an array
          {'requestedStartDate': 'soon'}        | requestedStartDate is no date
          {'requestedCompletionDate': '2030-04-01T08:00:00Z'} | requestedCompletionDate is before
          """)
  void refusesWhatNoOrderMaySay(String patch, String reason) {
    RequestRefused refused = catchThrowableOfType(RequestRefused.class, () -> on(patch));

    assertThat(refused.problem().httpStatus().value()).isEqualTo(400);
    assertThat(refused.problem().reason()).startsWith(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'productOrderItem': null}",
        "{'productOrderItem': []}",
        "{'productOrderItem': 'none'}",
        "{'productOrderItem': [{'id': '1', 'action': 'add'}]}",
        "{'productOrderItem': [{'id': '1', 'action': 'add', 'productOrderItem':"
            + " [{'id': '1.1', 'action': 'add', 'quantity': 3}]}]}",
      })
  void refusesOtherItems(String patch) {
    ChangeRefused refused = catchThrowableOfType(ChangeRefused.class, () -> on(patch));

    assertThat(refused.reason()).isEqualTo(ChangeRefused.Reason.ITEMS_CHANGED);
    assertThat(refused).hasMessageContaining("productOrderItem");
  }

  @Test
  void refusesOtherOrdersToWaitFor() {
    ChangeRefused refused =
        catchThrowableOfType(
            ChangeRefused.class,
            () -> on("{'orderRelationship': [{'id': 'PO-1', 'relationshipType': 'reliesOn'}]}"));

    assertThat(refused.reason()).isEqualTo(ChangeRefused.Reason.RELATIONSHIPS_CHANGED);
  }

  @Test
  void refusesWhatMakesTheOrderTooLarge() {
    String patch = "{'description': '" + "x".repeat(StrictJson.MAX_BYTES - 100) + "'}";

    RequestRefused refused = catchThrowableOfType(RequestRefused.class, () -> on(patch));

    assertThat(refused.problem().httpStatus().value()).isEqualTo(413);
  }

  /** Whatever is sent: an order that may be, or a refusal that says why not. */
  @Property(tries = 1000)
  void makesAnOrderOfItOrSaysWhyNot(@ForAll("patches") ObjectNode patch) {
    try {
      new OrderPatch(patch)
          .on(SENT.replace('\'', '"'), Set.of("n1"))
          .ifPresent(
              amendment -> {
                ObjectNode document = StrictJson.objectIn(amendment.document());
                ProductOrderStructure.check(document);
                assertThat(document.path("productOrderItem"))
                    .isEqualTo(
                        StrictJson.objectIn(SENT.replace('\'', '"')).path("productOrderItem"));
                assertThat(amendment.attributes()).isNotEmpty();
                assertThat(new OrderPatch(patch).on(amendment.document(), Set.of("n1"))).isEmpty();
              });
    } catch (RequestRefused refused) {
      assertThat(refused.problem().httpStatus().is4xxClientError()).isTrue();
      assertThat(refused.problem().reason()).isNotBlank();
    } catch (ChangeRefused refused) {
      assertThat(refused.reason()).isEqualTo(ChangeRefused.Reason.ITEMS_CHANGED);
    }
  }

  /** Attributes of an order, and others, with values that may or may not be theirs. */
  @Provide
  Arbitrary<ObjectNode> patches() {
    Arbitrary<String> names =
        Arbitraries.of(
            "description",
            "category",
            "priority",
            "externalId",
            "notificationContact",
            "note",
            "relatedParty",
            "requestedStartDate",
            "requestedCompletionDate",
            "billingAccount",
            "ourOwn",
            "unheardOf",
            "productOrderItem",
            "state");
    Arbitrary<JsonNode> values =
        Arbitraries.of(
                "null",
                "1",
                "true",
                "''",
                "'0'",
                "'2030-05-03T08:00:00Z'",
                "'2030-04-03T08:00:00Z'",
                "'eve@example.org'",
                "[]",
                "[null]",
                "[[]]",
                "[1]",
                "[{'text': 'a', 'id': 'n1'}]",
                "[{'text': 'b', 'id': 'n7'}, {'text': 'c', 'id': 'n1'}]",
                "[{'id': 'c9', '@referredType': 'Customer', 'name': 1}]",
                "[{'id': 'c9', '@referredType': 'Customer', 'tier': {}, 'role': 'CUSTOMER'}]",
                "[{'id': '1', 'action': 'add'}]",
                "{'id': 'b1'}",
                "{'list': null, 'more': {'deep': null}}")
            .map(OrderPatchTest::value);
    return Arbitraries.maps(names, values)
        .ofMaxSize(4)
        .map(
            members -> {
              ObjectNode patch = StrictJson.objectIn("{}");
              members.forEach(patch::set);
              return patch;
            });
  }

  private static JsonNode value(String text) {
    return StrictJson.objectIn("{\"a\":" + text.replace('\'', '"') + "}").path("a");
  }

  private static Amendment amended(String patch) {
    return on(patch).orElseThrow();
  }

  private static Optional<Amendment> on(String patch) {
    return new OrderPatch(StrictJson.objectIn(patch.replace('\'', '"')))
        .on(SENT.replace('\'', '"'), Set.of("n1", "n2"));
  }
}
