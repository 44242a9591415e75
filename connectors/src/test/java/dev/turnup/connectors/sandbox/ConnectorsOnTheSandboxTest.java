package dev.turnup.connectors.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.connectors.Call;
import dev.turnup.connectors.Call.Subject;
import dev.turnup.connectors.CallOutcome;
import dev.turnup.connectors.CallOutcome.Answer;
import dev.turnup.connectors.CallOutcome.ConnectorUnavailable;
import dev.turnup.connectors.CallOutcome.OutcomeUnknown;
import dev.turnup.connectors.CallOutcome.RequestRejected;
import dev.turnup.connectors.ConnectorsConfiguration;
import dev.turnup.connectors.InboundMessages;
import dev.turnup.connectors.InboundMessages.InboundMessage;
import dev.turnup.connectors.billing.BillingConnector;
import dev.turnup.connectors.billing.BillingConnector.Charge;
import dev.turnup.connectors.billing.BillingConnector.Credit;
import dev.turnup.connectors.billing.BillingConnector.StartBilling;
import dev.turnup.connectors.billing.BillingConnector.StopBilling;
import dev.turnup.connectors.inventory.InventoryConnector;
import dev.turnup.connectors.inventory.InventoryConnector.Capacity;
import dev.turnup.connectors.inventory.InventoryConnector.CheckCapacity;
import dev.turnup.connectors.inventory.InventoryConnector.ExtendReservation;
import dev.turnup.connectors.inventory.InventoryConnector.FindProducts;
import dev.turnup.connectors.inventory.InventoryConnector.Place;
import dev.turnup.connectors.inventory.InventoryConnector.Product;
import dev.turnup.connectors.inventory.InventoryConnector.ProductService;
import dev.turnup.connectors.inventory.InventoryConnector.RecordChange;
import dev.turnup.connectors.inventory.InventoryConnector.RecordService;
import dev.turnup.connectors.inventory.InventoryConnector.Reservation;
import dev.turnup.connectors.inventory.InventoryConnector.ReserveCapacity;
import dev.turnup.connectors.inventory.InventoryConnector.RetireService;
import dev.turnup.connectors.inventory.InventoryConnector.SoldAs;
import dev.turnup.connectors.inventory.InventoryConnector.Taken;
import dev.turnup.connectors.messaging.MessagingConnector;
import dev.turnup.connectors.messaging.MessagingConnector.Mail;
import dev.turnup.connectors.messaging.MessagingConnector.Notice;
import dev.turnup.connectors.network.NetworkConnector;
import dev.turnup.connectors.network.NetworkConnector.ActivateService;
import dev.turnup.connectors.network.NetworkConnector.Activation;
import dev.turnup.connectors.network.NetworkConnector.DeactivateService;
import dev.turnup.connectors.network.NetworkConnector.ModifyService;
import dev.turnup.connectors.network.NetworkConnector.VerifyService;
import dev.turnup.connectors.workforce.WorkforceConnector;
import dev.turnup.connectors.workforce.WorkforceConnector.Cancellation;
import dev.turnup.connectors.workforce.WorkforceConnector.DispatchVisit;
import dev.turnup.connectors.workforce.WorkforceConnector.ReserveVisit;
import dev.turnup.connectors.workforce.WorkforceConnector.Reserved;
import dev.turnup.connectors.workforce.WorkforceConnector.Reserved.Kept;
import dev.turnup.connectors.workforce.WorkforceConnector.SlotSearch;
import dev.turnup.connectors.workforce.WorkforceConnector.TimeSlot;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Both sides of the wire understand each other: every connector call against the stand-ins. */
@SpringBootTest(
    classes = ConnectorsOnTheSandboxTest.Application.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ConnectorsOnTheSandboxTest {

  private static final SandboxUnderTest SANDBOX = new SandboxUnderTest();

  @Autowired private NetworkConnector network;
  @Autowired private InventoryConnector inventory;
  @Autowired private BillingConnector billing;
  @Autowired private WorkforceConnector workforce;
  @Autowired private MessagingConnector messaging;
  @Autowired private Received received;
  @LocalServerPort private int port;

  private final String component = UUID.randomUUID().toString();
  private final String site = "SITE-" + UUID.randomUUID();
  private final Instant expiry = SANDBOX.clock().instant().plusSeconds(86_400);
  private final LocalDate today = LocalDate.ofInstant(SANDBOX.clock().instant(), ZoneOffset.UTC);

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    SANDBOX
        .sandbox()
        .baseUrls()
        .forEach(
            (system, url) -> {
              registry.add("connectors." + system + ".base-url", url::toString);
              registry.add("connectors." + system + ".response-timeout", () -> "1500ms");
              registry.add(
                  "connectors." + system + ".callback-secret", () -> SandboxUnderTest.SECRET);
            });
    registry.add("connectors.messaging.smtp-host", () -> "127.0.0.1");
    registry.add("connectors.messaging.smtp-port", () -> SANDBOX.sandbox().smtpPort());
  }

  @BeforeEach
  void callBackHere() {
    SANDBOX.sandbox().callbacksTo(URI.create("http://127.0.0.1:" + port));
  }

  @AfterEach
  void clearFaults() {
    SANDBOX.control("DELETE", "/sandbox/faults", "");
  }

  @AfterAll
  static void stopTheSandbox() throws SQLException {
    SANDBOX.close();
  }

  private Call call(String key) {
    return new Call(key, new Subject("PO-1007", "2", component, "d-" + component));
  }

  private Call question() {
    return call(UUID.randomUUID().toString());
  }

  private String key(String operation) {
    return operation + ":" + component + ":1";
  }

  private static <A> CallOutcome<A> outcome(CompletionStage<CallOutcome<A>> stage) {
    return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }

  private static <A> A answer(CompletionStage<CallOutcome<A>> stage) {
    CallOutcome<A> outcome = outcome(stage);
    assertThat(outcome).isInstanceOf(Answer.class);
    return ((Answer<A>) outcome).value();
  }

  private CompletionStage<CallOutcome<Activation>> activate() {
    return network.activateService(
        call(key("network.activate-service")),
        new ActivateService(site, "internet-access", "CFS", Map.of("speed", "300"), List.of()));
  }

  @Test
  void activatesAndVerifies() {
    assertThat(answer(activate())).isInstanceOf(Activation.Active.class);
    assertThat(answer(activate())).isInstanceOf(Activation.Active.class);
    assertThat(answer(network.findActivation(call(key("network.activate-service")))))
        .get()
        .isInstanceOf(Activation.Active.class);
    assertThat(answer(network.findActivation(question()))).isEmpty();

    var works =
        answer(network.verifyService(question(), new VerifyService(site, "internet-access")));
    assertThat(works.active()).isTrue();
    assertThat(works.since()).isPresent();
  }

  @Test
  void isToldLaterWhatBecameOfAnActivation() {
    SANDBOX.fault(
        "network",
        "{\"mode\": \"late-callback\", \"delay\": \"PT0S\", \"component\": \"%s\"}"
            .formatted(component));

    assertThat(answer(activate())).isInstanceOf(Activation.Later.class);

    await().until(() -> received.of("activation-answered", component).isPresent());
    InboundMessage message = received.of("activation-answered", component).orElseThrow();
    assertThat(message.order()).isEqualTo("PO-1007");
    assertThat(message.facts()).containsEntry("state", "active").containsKey("serviceId");
    assertThat(answer(activate())).isInstanceOf(Activation.Active.class);
  }

  @Test
  void reservesExtendsReleases() {
    CheckCapacity wish = new CheckCapacity(site, "internet-access", "bandwidth", 300);
    assertThat(answer(inventory.checkCapacity(question(), wish)))
        .isInstanceOf(Capacity.Available.class);

    Reservation held =
        answer(
            inventory.reserveCapacity(
                call(key("inventory.reserve-capacity")),
                new ReserveCapacity(site, "bandwidth", 300, today, expiry)));
    assertThat(held).isInstanceOf(Reservation.Held.class);
    String id = ((Reservation.Held) held).reservationId();
    assertThat(answer(inventory.findReservation(call(key("inventory.reserve-capacity")))))
        .hasValue(held);

    Reservation extended =
        answer(
            inventory.extendReservation(
                call(key("inventory.extend-reservation")),
                new ExtendReservation(id, today.plusDays(3), expiry.plusSeconds(60))));
    assertThat(((Reservation.Held) extended).until().getEpochSecond())
        .isEqualTo(expiry.plusSeconds(60).getEpochSecond());

    assertThat(answer(inventory.releaseReservation(call(key("inventory.release-reservation")), id)))
        .isInstanceOf(Reservation.Ended.class);
    assertThat(
            answer(
                inventory.extendReservation(question(), new ExtendReservation(id, today, expiry))))
        .isInstanceOf(Reservation.Ended.class);
  }

  @Test
  void saysFromWhenThereIsCapacityOrThatThereIsNone() {
    CheckCapacity wish = new CheckCapacity(site, "internet-access", "bandwidth", 300);
    SANDBOX.control(
        "PUT",
        "/sandbox/inventory/capacity",
        "{\"site\": \"%s\", \"resource\": \"bandwidth\", \"units\": 300, \"availableFrom\": \"P12D\"}"
            .formatted(site));
    assertThat(answer(inventory.checkCapacity(question(), wish)))
        .isEqualTo(new Capacity.AvailableFrom(today.plusDays(12)));
    await().until(() -> received.changeAt(site).isPresent());
    assertThat(received.changeAt(site).orElseThrow().facts())
        .containsEntry("availableFrom", today.plusDays(12).toString());

    SANDBOX.control(
        "PUT",
        "/sandbox/inventory/capacity",
        "{\"site\": \"%s\", \"resource\": \"bandwidth\", \"none\": true}".formatted(site));
    assertThat(answer(inventory.checkCapacity(question(), wish))).isInstanceOf(Capacity.None.class);
    assertThat(
            answer(
                inventory.reserveCapacity(
                    question(), new ReserveCapacity(site, "bandwidth", 300, today, expiry))))
        .isInstanceOf(Reservation.Refused.class);
  }

  @Test
  void recordsAndFindsAService() {
    Reservation held =
        answer(
            inventory.reserveCapacity(
                question(), new ReserveCapacity(site, "bandwidth", 300, today, expiry)));
    RecordService record =
        new RecordService(
            new Place(site, "12 High Street", "20457"),
            "internet-access",
            "CFS",
            Map.of("speed", "300"),
            List.of(),
            ((Reservation.Held) held).reservationId(),
            expiry,
            "NET-7",
            soldAs("internet-300", "300"),
            List.of());
    assertThat(answer(inventory.findService(question()))).isEmpty();

    var recorded = answer(inventory.recordService(call(key("inventory.record-service")), record));

    assertThat(answer(inventory.findRecord(call(key("inventory.record-service")))))
        .hasValue(recorded);
    assertThat(answer(inventory.findService(question()))).hasValue(recorded);
    Product product = answer(found()).get(0);
    assertThat(product.status()).isEqualTo("active");
    assertThat(product.customer()).isEqualTo("CUST-9");
    assertThat(product.place()).isEqualTo(new Place(site, "12 High Street", "20457"));
    assertThat(answer(inventory.findProducts(question(), here("CUST-9"))))
        .extracting(Product::id)
        .containsExactly(product());
    assertThat(answer(inventory.findProducts(question(), here("CUST-8")))).isEmpty();
    assertThat(product.services())
        .extracting(ProductService::serviceId, ProductService::networkId)
        .containsExactly(tuple(recorded.serviceId(), "NET-7"));

    Call change = orderOf("another", key("inventory.record-change"));
    answer(
        inventory.recordChange(
            change,
            new RecordChange(
                recorded.serviceId(),
                site,
                Map.of("speed", "1000"),
                "",
                Optional.of(new Taken("bandwidth", 120)),
                soldAs("internet-1000", "1000"))));
    assertThat(SANDBOX.control("GET", "/sandbox/inventory/capacity", ""))
        .filteredOn(room -> room.path("site").asText().equals(site))
        .singleElement()
        .satisfies(room -> assertThat(room.path("held").asLong()).isEqualTo(120));
    assertThat(answer(inventory.findRecord(change))).isPresent();
    assertThat(answer(inventory.findService(change))).hasValue(recorded);
    product = answer(found()).get(0);
    assertThat(product.offering()).isEqualTo("internet-1000");
    assertThat(product.characteristics()).containsEntry("speed", "1000");
    assertThat(product.services().get(0).characteristics()).containsEntry("speed", "1000");

    answer(
        inventory.retireService(
            orderOf("another", key("inventory.retire-service")),
            new RetireService(recorded.serviceId(), site, expiry)));
    product = answer(found()).get(0);
    assertThat(product.status()).isEqualTo("terminated");
    assertThat(product.services()).isEmpty();
  }

  private CompletionStage<CallOutcome<List<Product>>> found() {
    return inventory.findProducts(
        question(), new FindProducts(List.of(product()), "", List.of(), List.of()));
  }

  /** What the customer has at the site and on the account. */
  private FindProducts here(String customer) {
    return new FindProducts(List.of(), customer, List.of(site), List.of("ACC-" + component));
  }

  @Test
  void countsWhatAServiceRunsOverToItsProduct() {
    RecordService line = recordOf("access-line", "RFS", List.of(), product());
    String below = answer(inventory.recordService(call(key("line")), line)).serviceId();
    RecordService tv = recordOf("iptv", "CFS", List.of(below, "unknown"), product() + "b");
    answer(inventory.recordService(orderOf("tv", key("tv")), tv));

    Product second =
        answer(
                inventory.findProducts(
                    question(),
                    new FindProducts(List.of(product() + "b"), "", List.of(), List.of())))
            .get(0);

    assertThat(second.services())
        .extracting(ProductService::specification)
        .containsExactlyInAnyOrder("access-line", "iptv");
    assertThat(answer(found()).get(0).services().get(0).sharedWith())
        .containsExactly(product() + "b");
  }

  private RecordService recordOf(
      String specification, String kind, List<String> reliesOn, String of) {
    return new RecordService(
        Place.NONE,
        specification,
        kind,
        Map.of(),
        reliesOn,
        "",
        expiry,
        "NET-" + specification,
        new SoldAs(of, "tv-basic", "CUST-9", "", Map.of()),
        List.of());
  }

  private String product() {
    return "PO, 7-" + component;
  }

  private SoldAs soldAs(String offering, String speed) {
    return new SoldAs(product(), offering, "CUST-9", "ACC-" + component, Map.of("speed", speed));
  }

  /** A call of a later order, for a component of its own. */
  private Call orderOf(String other, String key) {
    return new Call(key, new Subject("PO-1008", "1", other + "-" + component, ""));
  }

  @Test
  void changesAServiceAndSwitchesItOff() {
    String service = ((Activation.Active) answer(activate())).serviceId();
    Call modify = orderOf("faster", key("network.modify-service"));

    assertThat(
            answer(
                network.modifyService(
                    modify, new ModifyService(service, site, Map.of("speed", "1000")))))
        .isInstanceOf(Activation.Active.class);
    assertThat(answer(network.findActivation(modify))).get().isInstanceOf(Activation.Active.class);
    VerifyService test = new VerifyService(site, "internet-access");
    assertThat(answer(network.verifyService(orderOf("faster", "q-" + component), test)).active())
        .isTrue();
    SANDBOX.fault("network", "{\"mode\": \"late-callback\", \"operation\": \"modify-service\"}");
    assertThat(
            answer(
                network.modifyService(
                    orderOf("later", key("later")), new ModifyService(service, site, Map.of()))))
        .isInstanceOf(Activation.Later.class);
    assertThat(answer(network.findActivation(orderOf("later", key("later")))))
        .hasValue(new Activation.Later());

    Call off = orderOf("ceased", key("network.deactivate-service"));
    assertThat(answer(network.deactivateService(off, new DeactivateService(service, site))).off())
        .isTrue();
    assertThat(answer(network.findDeactivation(off))).isPresent();
    assertThat(answer(network.verifyService(orderOf("ceased", "r-" + component), test)).active())
        .isFalse();
    assertThat(
            outcome(
                network.deactivateService(
                    orderOf("never", key("never")), new DeactivateService("NET-0", site))))
        .isInstanceOf(RequestRejected.class);
  }

  @Test
  void knowsWhatWasInstalledBeforeAndWhoPays() {
    SANDBOX.control(
        "PUT",
        "/sandbox/inventory/products",
        """
        {"id": "%s", "customer": "CUST-9", "offering": "tv-basic", "site": "%s",
         "characteristics": {"package": "basic"},
         "services": [{"name": "iptv", "characteristics": {"boxes": 2}}]}"""
            .formatted(product(), site));
    Product product = answer(found()).get(0);
    assertThat(product.characteristics()).containsEntry("package", "basic");
    ProductService iptv = product.services().get(0);
    assertThat(iptv.specification()).isEqualTo("iptv");
    assertThat(iptv.characteristics()).containsEntry("boxes", "2");
    assertThat(
            answer(
                    network.deactivateService(
                        call(key("off")), new DeactivateService(iptv.networkId(), site)))
                .off())
        .isTrue();

    Call stop = call(key("billing.stop-billing"));
    assertThat(answer(billing.findStop(stop))).isEmpty();
    var stopped =
        answer(billing.stopBilling(stop, new StopBilling(site, product(), "CUST-9", today)));
    assertThat(stopped.status()).isEqualTo("terminated");
    assertThat(stopped.effective()).hasValue(today);
    assertThat(answer(billing.findStop(stop))).hasValue(stopped);
    assertThat(
            outcome(
                billing.stopBilling(
                    call(key("nothing")), new StopBilling(site, "P-0", "CUST-9", today))))
        .isInstanceOf(RequestRejected.class);

    Call charge = call(key("billing.charge-visit"));
    assertThat(answer(billing.findCharge(charge))).isEmpty();
    Charge missed = new Charge(site, "missed-visit", "nobody there", "CUST-9", today);
    var charged = answer(billing.charge(charge, missed));
    assertThat(charged.code()).isEqualTo("missed-visit");
    assertThat(charged.day()).isEqualTo(today);
    assertThat(answer(billing.charge(charge, missed))).isEqualTo(charged);
    assertThat(answer(billing.findCharge(charge))).hasValue(charged);

    String customer = "CUST-" + component;
    assertThat(answer(billing.checkCredit(question(), customer)))
        .isInstanceOf(Credit.Approved.class);
    SANDBOX.control(
        "PUT",
        "/sandbox/billing/credit",
        """
        {"customer": "%s", "refused": true, "code": "fraud-suspected"}"""
            .formatted(customer));
    assertThat(answer(billing.checkCredit(question(), customer)))
        .isEqualTo(new Credit.Refused("fraud-suspected", "no credit"));
    SANDBOX.control(
        "PUT",
        "/sandbox/billing/credit",
        "{\"customer\": \"%s\", \"refused\": false}".formatted(customer));
    assertThat(answer(billing.checkCredit(question(), customer)))
        .isInstanceOf(Credit.Approved.class);
  }

  @Test
  void startsAndConfirmsABill() {
    assertThat(answer(billing.confirmBilling(question()))).isEmpty();

    var bill =
        answer(
            billing.startBilling(
                call(key("billing.start-billing")),
                new StartBilling(
                    site,
                    product(),
                    "internet-300",
                    "CUST-9",
                    "postpaid",
                    today,
                    Map.of("speed", "300"))));

    assertThat(bill.status()).isEqualTo("active");
    assertThat(bill.effective()).isEqualTo(today);
    assertThat(answer(billing.findBill(call(key("billing.start-billing"))))).hasValue(bill);
    assertThat(answer(billing.confirmBilling(question()))).containsExactly(bill);
  }

  @Test
  void dispatchesAVisitAndCallsItOff() {
    OffsetDateTime start = OffsetDateTime.parse("2026-12-04T09:00:00+01:00");

    var visit =
        answer(
            workforce.dispatchVisit(
                call(key("workforce.dispatch-visit")),
                new DispatchVisit(
                    component,
                    "journey-1",
                    start,
                    start.plusHours(2),
                    1,
                    List.of(),
                    site,
                    "12 High Street",
                    "anna",
                    "",
                    "CUST-9",
                    "Install internet-access")));

    assertThat(visit.status()).isEqualTo("confirmed");
    assertThat(answer(workforce.findVisit(call(key("workforce.dispatch-visit"))))).hasValue(visit);

    Call cancel = call(key("workforce.cancel-visit"));
    assertThat(answer(workforce.findCancellation(cancel))).isEmpty();
    var cancelled = answer(workforce.cancelVisit(cancel, component));
    assertThat(cancelled).isEqualTo(new Cancellation(visit.visitId(), "cancelled"));
    assertThat(answer(workforce.cancelVisit(cancel, component))).isEqualTo(cancelled);
    assertThat(answer(workforce.findCancellation(cancel))).hasValue(cancelled);
    assertThat(answer(workforce.cancelVisit(call(key("never-made")), component + "-2")).status())
        .isEqualTo("cancelled");
  }

  @Test
  void offersTimesAndKeepsOneOfThem() {
    OffsetDateTime monday = OffsetDateTime.parse("2026-12-07T09:30:00+01:00");
    SlotSearch search =
        new SlotSearch(monday, monday.plusDays(60), 90, 1, List.of(), site, "", site, "CUST-9");
    List<TimeSlot> offered = answer(workforce.searchTimeSlots(question(), search));
    assertThat(offered).hasSize(40);
    assertThat(offered.get(0).start()).isEqualTo(monday.withHour(10).withMinute(0));

    Call call = call(key("workforce.reserve-visit"));
    Kept kept = (Kept) answer(workforce.reserveVisit(call, reservation("1", offered.get(0))));
    assertThat(kept.status()).isEqualTo("initialized");
    assertThat(kept.start()).isEqualTo(offered.get(0).start());
    assertThat(answer(workforce.findReservation(call))).hasValue(kept);
    assertThat(answer(workforce.searchTimeSlots(question(), search)).get(0).start())
        .as("what it overlaps is not offered")
        .isEqualTo(monday.withHour(12).withMinute(0));
    assertThat(
            answer(
                workforce.reserveVisit(
                    call(key("workforce.reserve-visit") + "-2"), reservation("2", offered.get(1)))))
        .isInstanceOf(Reserved.Taken.class);
    assertThat(
            answer(
                workforce.reserveVisit(
                    call(key("workforce.reserve-visit") + "-3"), reservation("1", offered.get(1)))))
        .as("the visit's own time counts as free")
        .isEqualTo(
            new Kept(
                kept.visitId(), "initialized", offered.get(1).start(), offered.get(1).end(), ""));

    SANDBOX.control(
        "PUT",
        "/sandbox/workforce/times",
        "{\"site\": \"%s\", \"offeredFrom\": \"2026-12-09\", \"taken\": 1}".formatted(site));
    List<TimeSlot> later = answer(workforce.searchTimeSlots(question(), search));
    assertThat(later.get(0).start()).isEqualTo(monday.plusDays(2).withHour(8).withMinute(0));
    for (Class<?> result : List.of(Reserved.Taken.class, Kept.class)) {
      assertThat(
              answer(
                  workforce.reserveVisit(
                      call(key("workforce.reserve-visit") + "-4"), reservation("1", later.get(0)))))
          .isInstanceOf(result);
    }
    SANDBOX.control(
        "PUT",
        "/sandbox/workforce/times",
        "{\"site\": \"%s\", \"offeredFrom\": \"none\"}".formatted(site));
    assertThat(answer(workforce.searchTimeSlots(question(), search))).isEmpty();
  }

  private ReserveVisit reservation(String number, TimeSlot slot) {
    return new ReserveVisit(
        component + number,
        slot.slotId(),
        slot.start(),
        slot.end(),
        60,
        1,
        List.of(),
        site,
        "",
        site,
        "C",
        "Install");
  }

  @Test
  void sendsMailAndNotices() {
    answer(
        messaging.sendMail(
            question(), new Mail("N-" + component, "ada@example.org", "Your date", "Friday")));
    answer(
        messaging.postNotice(
            question(),
            new Notice(
                "N-" + component, "promise-changed", "pager", "CUST-9", "Your date", "Friday")));

    JsonNode messages = SANDBOX.control("GET", "/sandbox/messaging/messages?order=PO-1007", "");
    assertThat(messages).hasSize(2);
    assertThat(messages.at("/0/channel").asText()).isEqualTo("mail");
    assertThat(messages.at("/0/key").asText()).isEqualTo("<N-%s@turnup>".formatted(component));
    assertThat(messages.at("/0/body").asText()).isEqualTo("Friday");
    assertThat(messages.at("/1/channel").asText()).isEqualTo("webhook");
    assertThat(messages.at("/1/recipient").asText()).isEqualTo("pager");
  }

  @Test
  void understandsEachFailure() {
    assertThat(failingWith("error")).isInstanceOf(OutcomeUnknown.class);
    assertThat(failingWith("overload")).isInstanceOf(ConnectorUnavailable.class);
    assertThat(failingWith("reject")).isInstanceOf(RequestRejected.class);
    assertThat(failingWith("down")).isInstanceOf(ConnectorUnavailable.class);
    assertThat(failingWith("refuse")).isInstanceOf(ConnectorUnavailable.class);
    assertThat(failingWith("reset")).isInstanceOf(OutcomeUnknown.class);
    assertThat(failingWith("garbage")).isInstanceOf(OutcomeUnknown.class);
    assertThat(failingWith("truncated")).isInstanceOf(OutcomeUnknown.class);
    assertThat(failingWith("silent-after-effect")).isInstanceOf(OutcomeUnknown.class);
    assertThat(failingWith("hold-answer")).isInstanceOf(OutcomeUnknown.class);
    assertThat(failingWith("false-active")).isInstanceOf(Answer.class);
  }

  private CallOutcome<Activation> failingWith(String mode) {
    SANDBOX.fault("network", "{\"mode\": \"%s\"}".formatted(mode));
    CallOutcome<Activation> outcome =
        outcome(
            network.activateService(
                call(mode + component),
                new ActivateService(site, "internet-access", "CFS", Map.of(), List.of())));
    SANDBOX.control("DELETE", "/sandbox/faults", "");
    return outcome;
  }

  /** What the sandbox told. */
  static final class Received implements InboundMessages {

    private final Map<String, InboundMessage> messages = new ConcurrentHashMap<>();

    @Override
    public Receipt received(InboundMessage message) {
      return messages.putIfAbsent(message.messageId(), message) == null
          ? Receipt.STORED
          : Receipt.KNOWN;
    }

    Optional<InboundMessage> of(String type, String component) {
      return messages.values().stream()
          .filter(message -> message.type().equals(type))
          .filter(message -> message.component().equals(component))
          .findFirst();
    }

    Optional<InboundMessage> changeAt(String site) {
      return messages.values().stream()
          .filter(message -> message.type().equals("capacity-changed"))
          .filter(message -> site.equals(message.facts().get("site")))
          .findFirst();
    }
  }

  @Configuration
  @EnableAutoConfiguration(
      exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
  @Import(ConnectorsConfiguration.class)
  static class Application {

    @Bean
    Received received() {
      return new Received();
    }

    @Bean
    Clock clock() {
      return SANDBOX.clock();
    }
  }
}
