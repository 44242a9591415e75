package dev.turnup.connectors;

import static org.awaitility.Awaitility.await;

import dev.turnup.connectors.CallOutcome.Answer;
import dev.turnup.connectors.Operations.Operation;
import dev.turnup.connectors.billing.BillingConnector;
import dev.turnup.connectors.billing.BillingConnector.StartBilling;
import dev.turnup.connectors.billing.BillingConnector.StopBilling;
import dev.turnup.connectors.inventory.InventoryConnector.CheckCapacity;
import dev.turnup.connectors.inventory.InventoryConnector.ExtendReservation;
import dev.turnup.connectors.inventory.InventoryConnector.FindProducts;
import dev.turnup.connectors.inventory.InventoryConnector.Place;
import dev.turnup.connectors.inventory.InventoryConnector.RecordChange;
import dev.turnup.connectors.inventory.InventoryConnector.RecordService;
import dev.turnup.connectors.inventory.InventoryConnector.ReserveCapacity;
import dev.turnup.connectors.inventory.InventoryConnector.RetireService;
import dev.turnup.connectors.inventory.InventoryConnector.SoldAs;
import dev.turnup.connectors.inventory.InventoryConnector.Taken;
import dev.turnup.connectors.messaging.MessagingConnector.Notice;
import dev.turnup.connectors.network.NetworkConnector.ActivateService;
import dev.turnup.connectors.network.NetworkConnector.DeactivateService;
import dev.turnup.connectors.network.NetworkConnector.ModifyService;
import dev.turnup.connectors.network.NetworkConnector.ResolveTicket;
import dev.turnup.connectors.network.NetworkConnector.VerifyService;
import dev.turnup.connectors.workforce.WorkforceConnector.DispatchVisit;
import dev.turnup.connectors.workforce.WorkforceConnector.ReserveVisit;
import dev.turnup.connectors.workforce.WorkforceConnector.SlotSearch;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Every call, and an answer that it understands. */
abstract class EveryCall extends ConnectorsTest {

  /** A call, and an answer that it understands ("" where no content matters). */
  record Sample(
      String topic,
      String method,
      String path,
      String answer,
      Function<EveryCall, CompletionStage<? extends CallOutcome<?>>> call) {

    @Override
    public String toString() {
      return topic;
    }
  }

  static final Call CALL = new Call("an-intent:c1:1", SUBJECT);

  static final String ACTIVATION = "/tmf-api/ServiceActivationAndConfiguration/v4/service";
  static final String RESERVATION = "/tmf-api/resourceReservation/v4/resourceReservation";
  static final String RECORD = "/tmf-api/serviceInventory/v4/service";
  static final String PRODUCT = "/tmf-api/productInventory/v4/product";
  static final String CHARGE = "/tmf-api/customerBillManagement/v4/appliedCustomerBillingRate";
  static final String APPOINTMENT = "/tmf-api/appointment/v4/appointment";
  static final String BY_KEY = "?idempotencyKey=an-intent%3Ac1%3A1";
  static final String BY_COMPONENT = "?relatedEntity.id=" + SUBJECT.component();

  static final String SERVICE = "{'id':'S1','state':'active','startDate':'2026-11-22T10:00:00Z'}";
  static final String HELD =
      "{'id':'RSV-1','reservationState':'reserved','validFor':{'endDateTime':'2026-12-01T00:00:00Z'}}";
  static final String BILL =
      "{'id':'B1','status':'active','startDate':'2026-11-22','productOffering':{'id':'tv-basic'},"
          + "'billingAccount':{'id':'A1'}}";
  static final String CHARGED = "{'id':'CH1','name':'missed-visit','date':'2026-11-22'}";
  static final String VISIT =
      "{'id':'V1','status':'confirmed','validFor':{'startDateTime':'2026-12-01T09:00:00+01:00',"
          + "'endDateTime':'2026-12-01T10:00:00+01:00'}}";
  static final SoldAs SOLD_AS = new SoldAs("PO-1-1", "tv-basic", "C1", "", Map.of());
  static final String DONE = "{'id':'O1','state':'done'}";

  static Stream<Sample> calls() {
    return Stream.of(
        new Sample(
            "network.activate-service",
            "POST",
            ACTIVATION,
            SERVICE,
            it ->
                it.network.activateService(
                    CALL, new ActivateService("SITE-1", "iptv", "CFS", Map.of(), List.of()))),
        new Sample(
            "network.find-activation",
            "GET",
            ACTIVATION + BY_KEY,
            "[" + SERVICE + "]",
            it -> it.network.findActivation(CALL)),
        new Sample(
            "network.modify-service",
            "PATCH",
            ACTIVATION + "/N-1",
            SERVICE,
            it ->
                it.network.modifyService(
                    CALL, new ModifyService("N-1", "SITE-1", Map.of("speed", "1000")))),
        new Sample(
            "network.deactivate-service",
            "PATCH",
            ACTIVATION + "/N-1",
            "{'id':'N-1','state':'inactive'}",
            it -> it.network.deactivateService(CALL, new DeactivateService("N-1", "SITE-1"))),
        new Sample(
            "network.find-activation",
            "GET",
            ACTIVATION + BY_KEY,
            "[{'id':'N-1','state':'inactive'}]",
            it -> it.network.findDeactivation(CALL)),
        new Sample(
            "network.resolve-ticket",
            "PATCH",
            "/tmf-api/troubleTicket/v4/troubleTicket/TT-1",
            "{'id':'TT-1','status':'resolved'}",
            it -> it.network.resolveTicket(CALL, new ResolveTicket("TT-1", "mended"))),
        new Sample(
            "network.verify-service",
            "POST",
            "/tmf-api/serviceTestManagement/v4/serviceTest",
            "{'state':'completed','testMeasure':[{'metricName':'active','value':{'value':true}}]}",
            it -> it.network.verifyService(CALL, new VerifyService("SITE-1", "iptv"))),
        new Sample(
            "inventory.check-capacity",
            "POST",
            "/tmf-api/serviceQualificationManagement/v4/checkServiceQualification",
            "{'state':'done','checkServiceQualificationItem':[{'qualificationResult':'qualified'}]}",
            it ->
                it.inventory.checkCapacity(
                    CALL, new CheckCapacity("SITE-1", "iptv", "iptv-stream", 1))),
        new Sample(
            "inventory.reserve-capacity",
            "POST",
            RESERVATION,
            HELD,
            it ->
                it.inventory.reserveCapacity(
                    CALL, new ReserveCapacity("SITE-1", "iptv-stream", 1, LocalDate.EPOCH, NOW))),
        new Sample(
            "inventory.extend-reservation",
            "PATCH",
            RESERVATION + "/RSV-1",
            HELD,
            it ->
                it.inventory.extendReservation(
                    CALL, new ExtendReservation("RSV-1", LocalDate.EPOCH, NOW))),
        new Sample(
            "inventory.release-reservation",
            "PATCH",
            RESERVATION + "/RSV-1",
            "{'id':'RSV-1','reservationState':'released'}",
            it -> it.inventory.releaseReservation(CALL, "RSV-1")),
        new Sample(
            "inventory.find-reservation",
            "GET",
            RESERVATION + BY_KEY,
            "[" + HELD + "]",
            it -> it.inventory.findReservation(CALL)),
        new Sample(
            "inventory.record-service",
            "POST",
            RECORD,
            SERVICE,
            it ->
                it.inventory.recordService(
                    CALL,
                    new RecordService(
                        Place.NONE,
                        "iptv",
                        "CFS",
                        Map.of(),
                        List.of(),
                        "RSV-1",
                        NOW,
                        "N-1",
                        SOLD_AS,
                        List.of()))),
        new Sample(
            "inventory.record-change",
            "PATCH",
            RECORD + "/SRV-1",
            SERVICE,
            it ->
                it.inventory.recordChange(
                    CALL,
                    new RecordChange(
                        "SRV-1",
                        "SITE-1",
                        Map.of(),
                        "",
                        Optional.of(new Taken("bandwidth", 50)),
                        SOLD_AS))),
        new Sample(
            "inventory.retire-service",
            "PATCH",
            RECORD + "/SRV-1",
            "{'id':'SRV-1','state':'terminated'}",
            it -> it.inventory.retireService(CALL, new RetireService("SRV-1", "SITE-1", NOW))),
        new Sample(
            "inventory.find-products",
            "GET",
            PRODUCT + "?id=PO-1-1%2CPO-1-2",
            "[{'id':'PO-1-1','status':'active'}]",
            it ->
                it.inventory.findProducts(
                    CALL,
                    new FindProducts(List.of("PO-1-1", "PO-1-2"), "C1", List.of(), List.of()))),
        new Sample(
            "inventory.find-record",
            "GET",
            RECORD + BY_KEY,
            "[" + SERVICE + "]",
            it -> it.inventory.findRecord(CALL)),
        new Sample(
            "inventory.find-service",
            "GET",
            RECORD + BY_COMPONENT,
            "[" + SERVICE + "]",
            it -> it.inventory.findService(CALL)),
        new Sample(
            "billing.start-billing",
            "POST",
            PRODUCT,
            BILL,
            it ->
                it.billing.startBilling(
                    CALL,
                    new StartBilling(
                        "SITE-1",
                        "PO-1-1",
                        "tv-basic",
                        "C1",
                        "postpaid",
                        LocalDate.EPOCH,
                        Map.of()))),
        new Sample(
            "billing.stop-billing",
            "POST",
            PRODUCT,
            "{'id':'B1','status':'terminated','terminationDate':'2026-11-22'}",
            it ->
                it.billing.stopBilling(
                    CALL, new StopBilling("SITE-1", "PO-1-1", "C1", LocalDate.EPOCH))),
        new Sample(
            "billing.find-bill",
            "GET",
            PRODUCT + BY_KEY,
            "[{'id':'B1','status':'terminated','terminationDate':'2026-11-22'}]",
            it -> it.billing.findStop(CALL)),
        new Sample(
            "billing.charge-visit",
            "POST",
            CHARGE,
            CHARGED,
            it ->
                it.billing.charge(
                    CALL,
                    new BillingConnector.Charge(
                        "SITE-1", "missed-visit", "nobody there", "C1", LocalDate.EPOCH))),
        new Sample(
            "billing.find-charge",
            "GET",
            CHARGE + BY_KEY,
            "[" + CHARGED + "]",
            it -> it.billing.findCharge(CALL)),
        new Sample(
            "billing.check-credit",
            "POST",
            "/creditChecks",
            "{'state':'done','result':'approved'}",
            it -> it.billing.checkCredit(CALL, "C1")),
        new Sample(
            "billing.find-bill",
            "GET",
            PRODUCT + BY_KEY,
            "[" + BILL + "]",
            it -> it.billing.findBill(CALL)),
        new Sample(
            "billing.confirm-billing",
            "GET",
            PRODUCT + BY_COMPONENT,
            "[" + BILL + "]",
            it -> it.billing.confirmBilling(CALL)),
        new Sample(
            "workforce.search-time-slots",
            "POST",
            "/tmf-api/appointment/v4/searchTimeSlot",
            "{'id':'Q1','status':'done','availableTimeSlot':[]}",
            it ->
                it.workforce.searchTimeSlots(
                    CALL,
                    new SlotSearch(
                        OffsetDateTime.MIN,
                        OffsetDateTime.MAX,
                        90,
                        1,
                        List.of("fibre"),
                        "SITE-1",
                        "1 Street",
                        "20457",
                        "C1"))),
        new Sample(
            "workforce.reserve-visit",
            "POST",
            APPOINTMENT,
            VISIT,
            it ->
                it.workforce.reserveVisit(
                    CALL,
                    new ReserveVisit(
                        "D1",
                        "SLOT-1",
                        OffsetDateTime.MIN,
                        OffsetDateTime.MAX,
                        60,
                        1,
                        List.of(),
                        "SITE-1",
                        "1 Street",
                        "20457",
                        "C1",
                        "Install"))),
        new Sample(
            "workforce.find-visit",
            "GET",
            APPOINTMENT + BY_KEY,
            "[" + VISIT + "]",
            it -> it.workforce.findReservation(CALL)),
        new Sample(
            "workforce.dispatch-visit",
            "POST",
            APPOINTMENT,
            VISIT,
            it ->
                it.workforce.dispatchVisit(
                    CALL,
                    new DispatchVisit(
                        "D1",
                        "J1",
                        OffsetDateTime.MIN,
                        OffsetDateTime.MAX,
                        1,
                        List.of(),
                        "SITE-1",
                        "1 Street",
                        "anna",
                        "",
                        "C1",
                        "Install"))),
        new Sample(
            "workforce.cancel-visit",
            "POST",
            APPOINTMENT,
            "{'id':'V1','status':'cancelled'}",
            it -> it.workforce.cancelVisit(CALL, "D1")),
        new Sample(
            "workforce.find-visit",
            "GET",
            APPOINTMENT + BY_KEY,
            "[" + VISIT + "]",
            it -> it.workforce.findVisit(CALL)),
        new Sample(
            "workforce.find-visit",
            "GET",
            APPOINTMENT + BY_KEY,
            "[{'id':'V1','status':'cancelled'}]",
            it -> it.workforce.findCancellation(CALL)),
        new Sample(
            "messaging.post-notice",
            "POST",
            "/notices",
            "",
            it ->
                it.messaging.postNotice(
                    CALL, new Notice("N1", "promised", "W1", "C1", "Hi", "Text"))),
        new Sample(
            "network.perform-operation",
            "POST",
            "/operations",
            DONE,
            it -> it.network.performOperation(CALL, new Operation("ping", Map.of()))),
        new Sample(
            "inventory.perform-operation",
            "POST",
            "/operations",
            DONE,
            it -> it.inventory.performOperation(CALL, new Operation("ping", Map.of()))),
        new Sample(
            "billing.perform-operation",
            "POST",
            "/operations",
            DONE,
            it -> it.billing.performOperation(CALL, new Operation("ping", Map.of()))),
        new Sample(
            "workforce.perform-operation",
            "POST",
            "/partners/all",
            DONE,
            it -> it.workforce.performOperation(CALL, new Operation("ping", Map.of()))),
        new Sample(
            "messaging.perform-operation",
            "POST",
            "/operations",
            DONE,
            it -> it.messaging.performOperation(CALL, new Operation("ping", Map.of()))),
        new Sample(
            "billing.find-operation",
            "GET",
            "/operations" + BY_KEY,
            "[" + DONE + "]",
            it -> it.billing.findOperation(CALL)),
        new Sample(
            "workforce.find-operation",
            "GET",
            "/partners/all" + BY_KEY,
            "[" + DONE + "]",
            it -> it.workforce.findOperation(CALL)));
  }

  /** Those whose answer has a content that matters. */
  static Stream<Sample> callsThatRead() {
    return calls().filter(sample -> !sample.answer().isEmpty());
  }

  /** What takes its time: one call per method. */
  static Stream<Sample> oneOfEachKind() {
    return callsThatRead()
        .collect(Collectors.toMap(Sample::method, it -> it, (a, b) -> a))
        .values()
        .stream();
  }

  static Stream<Sample> questionsByKey() {
    return calls().filter(sample -> sample.path().endsWith(BY_KEY));
  }

  /** A first call takes its time to load classes. */
  @BeforeEach
  void isWarm() {
    PEER.does(Peer.answers(200, "[]"));
    await()
        .pollDelay(Duration.ZERO)
        .atMost(Duration.ofSeconds(60))
        .until(() -> network.findActivation(CALL).toCompletableFuture().join() instanceof Answer);
  }

  @AfterEach
  void behavesAgain() {
    PEER.does(Peer.answers(200, "{}"));
  }

  CallOutcome<?> outcomeOf(Sample sample) {
    return sample.call().apply(this).toCompletableFuture().join();
  }

  static String system(Sample sample) {
    return sample.topic().split("\\.")[0];
  }

  static String json(String readable) {
    return readable.replace('\'', '"');
  }
}
