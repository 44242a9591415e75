package dev.turnup.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.turnup.engine.order.Customer;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.OrderSubmission;
import dev.turnup.engine.order.Site;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentOrderTest {

  @Test
  void readsWhoWantsWhatWhereAndWhen() {
    OrderSubmission submission =
        read(
            """
            {'externalId': 'CRM-7',
             'requestedStartDate': '2030-05-01T08:00:00+02:00',
             'notificationContact': 'anna@example.org, https://crm.example.org/hooks',
             'relatedParty': [
               {'id': 'p1', 'role': 'salesAgent', '@referredType': 'Individual'},
               {'id': 'c1', 'role': 'Customer', 'name': 'Anna Berg', 'tier': 'gold', '@referredType': 'Individual'}],
             'productOrderItem': [
               {'id': '1', 'action': 'add', 'productOffering': {'id': 'internet-100'},
                'product': {
                  'place': [
                    {'id': 'b1', 'role': 'billingAddress'},
                    {'id': 's1', 'role': 'installationSite', 'streetNr': '12', 'streetName': 'Harbour Street',
                     'postcode': '20457', 'city': 'Hamburg'}],
                  'productCharacteristic': [
                    {'name': 'speed', 'value': 100.50},
                    {'name': 'deliveryPreference', 'value': 'asAvailable'}]}}]}""");

    assertThat(submission.caller()).isEqualTo("crm");
    assertThat(submission.externalId()).contains("CRM-7");
    assertThat(submission.requestedStart()).contains(Instant.parse("2030-05-01T06:00:00Z"));
    assertThat(submission.requestedCompletion()).isEmpty();
    assertThat(submission.customer())
        .isEqualTo(
            new Customer(
                "c1",
                "Anna Berg",
                "gold",
                Optional.of("anna@example.org"),
                Optional.of("https://crm.example.org/hooks")));
    OrderItem item = submission.items().get(0);
    assertThat(item.offering()).contains("internet-100");
    assertThat(item.site()).contains(new Site("s1", "12 Harbour Street, 20457 Hamburg", "20457"));
    assertThat(item.deliveryPreference()).contains("asAvailable");
    assertThat(item.characteristics()).containsOnlyKeys("speed").containsEntry("speed", "100.50");
  }

  @Test
  void readsWhichOrdersMustHaveEndedBefore() {
    OrderSubmission submission =
        read(
            """
            {'orderRelationship': [
               {'id': 'PO-1001', 'relationshipType': 'reliesOn'},
               {'id': 'PO-1002', 'relationshipType': 'dependsOn', '@referredType': 'ProductOrder'},
               {'id': 'PO-1001', 'relationshipType': 'dependsOn'},
               {'id': 'a quote of ours', 'relationshipType': 'comesFrom'}],
             'productOrderItem': [{'id': '1', 'action': 'add'}]}""");

    assertThat(submission.earlier())
        .containsExactlyInAnyOrder(new OrderId("PO-1001"), new OrderId("PO-1002"));
  }

  @Test
  void readsAnOrderThatSaysNothing() {
    OrderSubmission submission = read("{'productOrderItem': [{'id': '1', 'action': 'add'}]}");

    assertThat(submission.customer())
        .isEqualTo(new Customer("", "", "standard", Optional.empty(), Optional.empty()));
    assertThat(submission.items().get(0).site()).isEmpty();
    assertThat(submission.items().get(0).offering()).isEmpty();
  }

  @Test
  void takesNoContactThatCouldBreakOutOfAMailHeader() {
    assertThat(
            read("{'notificationContact': 'a@b\\r\\nBcc:c@d <x@y> javascript:alert(1)',"
                    + "'productOrderItem': [{'id': '1', 'action': 'add'}]}")
                .customer())
        .isEqualTo(new Customer("", "", "standard", Optional.of("a@b"), Optional.empty()));
  }

  @Test
  void putsBundlesBeforeWhatTheyBundleAndHandsTheirSiteDown() {
    OrderSubmission submission =
        read(
            """
            {'productOrderItem': [
              {'id': 'tv', 'action': 'add', 'productOrderItemRelationship': [{'id': 'net', 'relationshipType': 'reliesOn'}]},
              {'id': 'triple', 'action': 'add',
               'productOrderItemRelationship': [
                 {'id': 'tv', 'relationshipType': 'bundles'}, {'id': 'net', 'relationshipType': 'bundles'}],
               'product': {
                 'place': [{'id': 's1', 'role': 'installationSite', 'postcode': '1'}],
                 'productCharacteristic': [{'name': 'deliveryPreference', 'value': 'together'}]}},
              {'id': 'net', 'action': 'add', 'productOrderItem': [{'id': 'speed', 'action': 'add'}]}]}""");

    assertThat(submission.items())
        .extracting(item -> item.id().value())
        .containsExactly("triple", "tv", "net", "speed");
    assertThat(submission.items())
        .extracting(OrderItem::parent)
        .containsExactly(
            Optional.empty(),
            Optional.of(new ItemId("triple")),
            Optional.of(new ItemId("triple")),
            Optional.of(new ItemId("net")));
    assertThat(submission.items()).allMatch(item -> item.site().orElseThrow().id().equals("s1"));
    assertThat(submission.items())
        .allMatch(item -> item.deliveryPreference().orElseThrow().equals("together"));
    assertThat(submission.items().get(1).reliesOn()).containsExactly(new ItemId("net"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a>b b>a         | item a is bundled within itself
          a>a             | item a is bundled within itself
          a>x             | item a bundles item x, which is not in the order
          a>c b>c         | item c is bundled by a and by b
          """)
  void refusesBundlesThatAreNone(String bundles, String reason) {
    String items =
        List.of("a", "b", "c").stream()
            .map(id -> item(id, bundles))
            .reduce((one, other) -> one + "," + other)
            .orElseThrow();

    assertThat(
            catchThrowableOfType(
                    RequestRefused.class, () -> read("{'productOrderItem': [" + items + "]}"))
                .problem()
                .reason())
        .isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'a':1,'b':[1.0,0.0]}      | {'b':[1,0],'a':1e0}      | true
          {'a':'1'}                  | {'a':1}                  | false
          {'a':[1,2]}                | {'a':[2,1]}              | false
          {'a':[1],'b':[]}           | {'a':[],'b':[1]}         | false
          {'a':null}                 | {}                       | false
          {'a,':1}                   | {'a':1}                  | false
          """)
  void knowsTheSameContentByItsValue(String one, String other, boolean same) {
    assertThat(hashOf(one).equals(hashOf(other))).isEqualTo(same);
  }

  private static String item(String id, String bundles) {
    String relationships =
        List.of(bundles.split(" ")).stream()
            .filter(each -> each.startsWith(id + ">"))
            .map(each -> "{'id':'" + each.substring(2) + "','relationshipType':'bundles'}")
            .reduce((one, other) -> one + "," + other)
            .orElse("");
    return "{'id':'%s','action':'add','productOrderItemRelationship':[%s]}"
        .formatted(id, relationships);
  }

  private static String hashOf(String json) {
    return CanonicalJson.hashOf(StrictJson.objectIn(json.replace('\'', '"')));
  }

  private static OrderSubmission read(String order) {
    return new SentOrder(StrictJson.objectIn(order.replace('\'', '"')))
        .from("crm", Optional.empty());
  }
}
