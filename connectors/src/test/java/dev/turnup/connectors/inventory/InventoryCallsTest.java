package dev.turnup.connectors.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.connectors.Call;
import dev.turnup.connectors.CallOutcome.ConnectorUnavailable;
import dev.turnup.connectors.CallOutcome.OutcomeUnknown;
import dev.turnup.connectors.ConnectorsTest;
import dev.turnup.connectors.Peer;
import dev.turnup.connectors.inventory.InventoryConnector.Capacity;
import dev.turnup.connectors.inventory.InventoryConnector.CheckCapacity;
import dev.turnup.connectors.inventory.InventoryConnector.ExtendReservation;
import dev.turnup.connectors.inventory.InventoryConnector.FindProducts;
import dev.turnup.connectors.inventory.InventoryConnector.Place;
import dev.turnup.connectors.inventory.InventoryConnector.Product;
import dev.turnup.connectors.inventory.InventoryConnector.ProductService;
import dev.turnup.connectors.inventory.InventoryConnector.RecordService;
import dev.turnup.connectors.inventory.InventoryConnector.RecordedService;
import dev.turnup.connectors.inventory.InventoryConnector.Reservation;
import dev.turnup.connectors.inventory.InventoryConnector.ReserveCapacity;
import dev.turnup.connectors.inventory.InventoryConnector.RetireService;
import dev.turnup.connectors.inventory.InventoryConnector.SoldAs;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skyscreamer.jsonassert.JSONAssert;

class InventoryCallsTest extends ConnectorsTest {

  private static final Call CALL = new Call("a-key", SUBJECT);
  private static final CheckCapacity BANDWIDTH =
      new CheckCapacity("SITE-1", "internet-access", "bandwidth", 300);
  private static final LocalDate DAY_12 = LocalDate.parse("2026-12-04");
  private static final Instant EXPIRY = Instant.parse("2026-12-05T00:00:00Z");
  private static final ReserveCapacity WISH =
      new ReserveCapacity("SITE-1", "bandwidth", 300, DAY_12, EXPIRY);

  @Test
  void asksForRoomAtTheSite() throws Exception {
    PEER.does(Peer.answers(201, "{}"));

    outcomeOf(inventory.checkCapacity(CALL, BANDWIDTH));

    JSONAssert.assertEquals(
        """
        {"instantSyncQualification": true, "provideAlternative": true,
         "provideUnavailabilityReason": true,
         "checkServiceQualificationItem": [{"id": "1", "service": {
           "serviceSpecification": {"id": "internet-access"},
           "place": [{"id": "SITE-1", "role": "installationSite"}],
           "serviceCharacteristic": [{"name": "capacityResource", "value": "bandwidth"},
                                     {"name": "units", "value": 300}]}}]}""",
        PEER.onlyRequest().body(),
        false);
  }

  @Test
  void hasRoomNow() {
    qualifies("'qualificationResult': 'qualified'");

    assertThat(answerTo(inventory.checkCapacity(CALL, BANDWIDTH)))
        .isEqualTo(new Capacity.Available());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-12-04", "2026-12-04T00:00:00+14:00", "2026-12-04T23:59:00-12:00"})
  void hasRoomFromADayAtTheSite(String day) {
    qualifies(
        "'qualificationResult': 'alternate', 'alternateServiceProposal':"
            + " [{'id': '1', 'alternateServiceAvailabilityDate': '%s'}]".formatted(day));

    assertThat(answerTo(inventory.checkCapacity(CALL, BANDWIDTH)))
        .isEqualTo(new Capacity.AvailableFrom(DAY_12));
  }

  @Test
  void hasNoRoomAndNoDate() {
    qualifies(
        "'qualificationResult': 'unqualified', 'eligibilityUnavailabilityReason':"
            + " [{'code': 'area-full', 'label': 'no free port'}]");

    assertThat(answerTo(inventory.checkCapacity(CALL, BANDWIDTH)))
        .isEqualTo(new Capacity.None("area-full", "no free port"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'qualificationResult': 'maybe'",
        "'qualificationResult': 'alternate'",
        "'qualificationResult': 'alternate', 'alternateServiceProposal': [{'id': '1'}]",
        "'qualificationResult': 'alternate', 'alternateServiceProposal':"
            + " [{'alternateServiceAvailabilityDate': 'next week'}]"
      })
  void doesNotGuessWhatAnUnclearAnswerMeans(String item) {
    qualifies(item);

    assertThat(outcomeOf(inventory.checkCapacity(CALL, BANDWIDTH)))
        .isInstanceOf(OutcomeUnknown.class);
  }

  @Test
  void holdsRoomUntilTheExpiryThatIsGranted() throws Exception {
    PEER.does(
        Peer.answers(
            201,
            """
            {"id": "RSV-12", "reservationState": "reserved",
             "validFor": {"endDateTime": "2026-12-04T18:00:00Z"},
             "reservationItem": [{"id": "1", "appliedCapacityAmount":
                                  {"resource": [{"id": "OLT-7"}]}}]}"""));

    assertThat(answerTo(inventory.reserveCapacity(CALL, WISH)))
        .isEqualTo(new Reservation.Held("RSV-12", Instant.parse("2026-12-04T18:00:00Z"), "OLT-7"));
    JSONAssert.assertEquals(
        """
        {"reservationState": "reserved",
         "requestedPeriod": {"startDateTime": "2026-12-04"},
         "validFor": {"endDateTime": "2026-12-05T00:00:00Z"},
         "reservationItem": [{"id": "1", "quantity": {"amount": 300, "units": "unit"},
                              "resource": {"id": "bandwidth"}}],
         "place": [{"id": "SITE-1", "role": "installationSite"}]}""",
        PEER.onlyRequest().body(),
        false);
  }

  @Test
  void takesItForABusinessNoThatSomebodyWasFaster() {
    PEER.does(
        Peer.answers(
            200,
            """
            {"reservationState": "rejected", "reason": {"code": "no-capacity", "label": "gone"}}"""));

    assertThat(answerTo(inventory.reserveCapacity(CALL, WISH)))
        .isEqualTo(new Reservation.Refused("no-capacity", "gone"));
  }

  @Test
  void extendsTheReservationToTheDeliverysDay() throws Exception {
    PEER.does(
        Peer.answers(
            200,
            """
            {"id": "RSV-12", "reservationState": "reserved",
             "validFor": {"endDateTime": "2026-12-05T00:00:00Z"}}"""));

    Reservation extended =
        answerTo(
            inventory.extendReservation(CALL, new ExtendReservation("RSV-12", DAY_12, EXPIRY)));

    assertThat(extended).isEqualTo(new Reservation.Held("RSV-12", EXPIRY, ""));
    JSONAssert.assertEquals(
        """
        {"requestedPeriod": {"startDateTime": "2026-12-04"},
         "validFor": {"endDateTime": "2026-12-05T00:00:00Z"}}""",
        PEER.onlyRequest().body(),
        false);
    assertThat(PEER.onlyRequest().body()).doesNotContain("reservationState");
  }

  @Test
  void takesItForABusinessNoThatTheReservationHasLapsed() {
    PEER.does(Peer.answers(200, "{\"id\": \"RSV-12\", \"reservationState\": \"expired\"}"));

    assertThat(
            answerTo(
                inventory.extendReservation(CALL, new ExtendReservation("RSV-12", DAY_12, EXPIRY))))
        .isEqualTo(new Reservation.Ended("RSV-12", "expired"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"released", "expired"})
  void holdsNothingAfterARelease(String state) throws Exception {
    PEER.does(
        Peer.answers(200, "{\"id\": \"RSV-12\", \"reservationState\": \"%s\"}".formatted(state)));

    assertThat(answerTo(inventory.releaseReservation(CALL, "RSV-12")))
        .isEqualTo(new Reservation.Ended("RSV-12", state));
    JSONAssert.assertEquals(
        "{\"reservationState\": \"released\"}", PEER.onlyRequest().body(), false);
  }

  @Test
  void isNotSureOfAReleaseAfterWhichItIsStillHeld() {
    PEER.does(
        Peer.answers(
            200,
            """
            {"id": "RSV-12", "reservationState": "reserved",
             "validFor": {"endDateTime": "2026-12-05T00:00:00Z"}}"""));

    assertThat(outcomeOf(inventory.releaseReservation(CALL, "RSV-12")))
        .isInstanceOf(OutcomeUnknown.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../billing", "a/b", "a?b=c", "a b", "..", "a%2Fb", "{{secret}}", ""})
  void takesNoIdThatWouldLeadElsewhere(String id) {
    PEER.does(
        Peer.answers(
            201,
            """
            {"id": "%s", "reservationState": "reserved",
             "validFor": {"endDateTime": "2026-12-05T00:00:00Z"}}"""
                .formatted(id)));

    assertThat(outcomeOf(inventory.reserveCapacity(CALL, WISH))).isInstanceOf(OutcomeUnknown.class);
  }

  @Test
  void recordsTheServiceAndUsesTheReservationUp() throws Exception {
    PEER.does(
        Peer.answers(
            201,
            "{\"id\": \"S-1\", \"state\": \"active\", \"startDate\": \"2026-11-22T10:00:00Z\"}"));

    RecordedService recorded =
        answerTo(
            inventory.recordService(
                CALL,
                new RecordService(
                    new Place("SITE-1", "12 High Street", "20457"),
                    "internet-access",
                    "CFS",
                    Map.of("speed", "300"),
                    List.of("c-2"),
                    "RSV-12",
                    NOW,
                    "NET-7",
                    new SoldAs(
                        "PO-1007-2", "internet-300", "CUST-9", "ACC-1", Map.of("speed", "300")),
                    List.of())));

    assertThat(recorded).isEqualTo(new RecordedService("S-1", "active", Optional.of(NOW)));
    JSONAssert.assertEquals(
        """
        {"name": "internet-access", "serviceType": "CFS", "state": "active",
         "startDate": "2026-11-22T10:00:00Z",
         "supportingService": [{"id": "c-2"}],
         "supportingResource": [{"id": "RSV-12", "@referredType": "ResourceReservation"}],
         "place": [{"id": "SITE-1", "role": "installationSite", "name": "12 High Street",
                    "postcode": "20457"}],
         "relatedEntity": [
           {"id": "NET-7", "role": "networkService", "@referredType": "Service"},
           {"id": "PO-1007", "role": "productOrder", "@referredType": "ProductOrder"},
           {"id": "2", "role": "productOrderItem", "@referredType": "ProductOrderItem"},
           {"id": "0190c0de-0000-7000-8000-000000000001", "role": "component",
            "@referredType": "Service"},
           {"id": "PO-1007-2", "role": "product", "@referredType": "Product",
            "productOffering": {"id": "internet-300"},
            "billingAccount": {"id": "ACC-1"},
            "relatedParty": [{"id": "CUST-9", "role": "customer"}],
            "productCharacteristic": [{"name": "speed", "value": "300"}]}]}""",
        PEER.onlyRequest().body(),
        false);
  }

  @Test
  void readsWhatACustomerHasHoweverLittleIsKnown() {
    PEER.does(
        Peer.answers(
            200,
            """
            [{"id": "P 1,2", "status": "active", "productOffering": {"id": "internet-300"},
              "relatedParty": [{"id": "ada", "role": "contact"}, {"id": "CUST-9", "role": "customer"}],
              "billingAccount": {"id": "ACC-1"},
              "place": [{"id": "SITE-1", "role": "installationSite", "postcode": "20457"}],
              "productCharacteristic": [{"name": "speed", "value": 300}, {"name": "x", "value": null}],
              "realizingService": [
                {"id": "SRV-1", "state": "active", "startDate": "2026-11-22T10:00:00Z",
                 "serviceSpecification": {"id": "internet-access"},
                 "place": [{"id": "SITE-2", "role": "installationSite"}],
                 "serviceCharacteristic": [{"name": "speed", "value": "300"},
                                           {"name": "range", "value": {"from": 1}}],
                 "relatedEntity": [{"id": "NET-7", "role": "networkService"}]},
                {"id": "SRV-2", "state": "terminated"},
                {"id": "SRV-3"}]},
             {"id": "P-3", "status": "terminated"},
             {"id": "P-4", "status": "active"}]"""));

    List<Product> found = answerTo(inventory.findProducts(CALL, byId("P 1,2", "P-3")));

    assertThat(PEER.onlyRequest().target()).endsWith("?id=P%201%252C2%2CP-3");
    assertThat(found)
        .containsExactly(
            new Product(
                "P 1,2",
                "active",
                "CUST-9",
                "ACC-1",
                "internet-300",
                new Place("SITE-1", "", "20457"),
                Map.of("speed", "300"),
                List.of(
                    new ProductService(
                        "SRV-1",
                        "internet-access",
                        "active",
                        "NET-7",
                        "SITE-2",
                        Map.of("speed", "300", "range", "{\"from\":1}"),
                        Optional.of(NOW),
                        List.of()),
                    new ProductService(
                        "SRV-3", "", "", "", "", Map.of(), Optional.empty(), List.of()))),
            new Product("P-3", "terminated", "", "", "", Place.NONE, Map.of(), List.of()));
  }

  @Test
  void asksForManyProductsInTurnAndEndsWhereAnAnswerIsMissing() {
    FindProducts many = byId(IntStream.range(0, 60).mapToObj(n -> "P-" + n).toArray(String[]::new));
    PEER.does(Peer.answers(200, "[{\"id\": \"P-0\", \"status\": \"active\"}]"));

    assertThat(answerTo(inventory.findProducts(CALL, many))).hasSize(1);
    assertThat(PEER.requests()).hasSize(3);
    assertThat(answerTo(inventory.findProducts(CALL, byId()))).isEmpty();

    PEER.does(Peer.answers(503, ""));
    assertThat(outcomeOf(inventory.findProducts(CALL, many)))
        .isInstanceOf(ConnectorUnavailable.class);
    assertThat(PEER.requests()).hasSize(1);
  }

  /** What is missing would be built a second time. */
  @Test
  void takesNoPageForAllThatThereIs() {
    PEER.does(Peer.answers(206, "[{\"id\": \"P-1\", \"status\": \"active\"}]"));

    assertThat(outcomeOf(inventory.findProducts(CALL, byId("P-1"))))
        .isInstanceOf(OutcomeUnknown.class);
  }

  @Test
  void asksForWhatTheCustomerHasThere() {
    PEER.does(
        Peer.answers(
            200,
            """
            [{"id": "P-1", "status": "active", "relatedParty": [{"id": "C, 9", "role": "customer"}],
              "place": [{"id": "S 1, left", "role": "installationSite"}], "billingAccount": {"id": "A-1"}},
             {"id": "P-2", "status": "active", "relatedParty": [{"id": "other", "role": "customer"}],
              "place": [{"id": "S 1", "role": "installationSite"}]}]"""));

    FindProducts request =
        new FindProducts(List.of("P-1"), "C, 9", List.of("S 1, left", "S-2"), List.of("A-1"));

    assertThat(answerTo(inventory.findProducts(CALL, request)))
        .extracting(Product::id)
        .containsExactly("P-1");
    assertThat(PEER.requests())
        .extracting(asked -> asked.target().substring(asked.target().indexOf('?')))
        .containsExactly(
            "?id=P-1",
            "?relatedParty.id=C%2C%209&place.id=S%201%252C%20left%2CS-2&status=active",
            "?relatedParty.id=C%2C%209&billingAccount.id=A-1&status=active");
  }

  private static FindProducts byId(String... ids) {
    return new FindProducts(List.of(ids), "", List.of(), List.of());
  }

  @Test
  void saysSinceWhenAServiceIsNoMore() throws Exception {
    PEER.does(Peer.answers(200, "{\"id\": \"SRV-1\", \"state\": \"terminated\"}"));

    RecordedService retired =
        answerTo(inventory.retireService(CALL, new RetireService("SRV-1", "SITE-1", NOW)));

    assertThat(retired).isEqualTo(new RecordedService("SRV-1", "terminated", Optional.empty()));
    JSONAssert.assertEquals(
        """
        {"state": "terminated", "endDate": "2026-11-22T10:00:00Z",
         "place": [{"id": "SITE-1", "role": "installationSite"}]}""",
        PEER.onlyRequest().body(),
        false);
  }

  @Test
  void findsTheServiceOfAComponentOrNone() {
    PEER.does(Peer.answers(200, "[{\"id\": \"S-1\", \"state\": \"terminated\"}]"));
    assertThat(answerTo(inventory.findService(CALL)))
        .contains(new RecordedService("S-1", "terminated", Optional.empty()));

    PEER.does(Peer.answers(200, "[]"));
    assertThat(answerTo(inventory.findService(CALL))).isEmpty();
  }

  @Test
  void doesNotChooseAmongTwoServicesOfAComponent() {
    PEER.does(
        Peer.answers(
            200, "[{\"id\":\"S-1\",\"state\":\"active\"},{\"id\":\"S-2\",\"state\":\"active\"}]"));

    assertThat(outcomeOf(inventory.findService(CALL))).isInstanceOf(OutcomeUnknown.class);
  }

  private static void qualifies(String item) {
    PEER.does(
        Peer.answers(
            201,
            "{'state': 'done', 'checkServiceQualificationItem': [{'id': '1', %s}]}"
                .formatted(item)
                .replace('\'', '"')));
  }
}
