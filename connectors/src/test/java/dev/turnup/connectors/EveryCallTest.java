package dev.turnup.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnup.connectors.CallOutcome.Answer;
import dev.turnup.connectors.CallOutcome.ConnectorUnavailable;
import dev.turnup.connectors.CallOutcome.Failure;
import dev.turnup.connectors.CallOutcome.OutcomeUnknown;
import dev.turnup.connectors.CallOutcome.RequestRejected;
import dev.turnup.connectors.Operations.Operation;
import dev.turnup.connectors.billing.BillingConnector.StartBilling;
import dev.turnup.connectors.billing.BillingConnector.StopBilling;
import dev.turnup.connectors.inventory.InventoryConnector.CheckCapacity;
import dev.turnup.connectors.inventory.InventoryConnector.ExtendReservation;
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
import dev.turnup.connectors.network.NetworkConnector.VerifyService;
import dev.turnup.connectors.workforce.WorkforceConnector.DispatchVisit;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every call, whatever it is about and whoever it goes to. */
class EveryCallTest extends ConnectorsTest {

  /** A call, and an answer that it understands ("" where no content matters). */
  record Sample(
      String topic,
      String method,
      String path,
      String answer,
      Function<EveryCallTest, CompletionStage<? extends CallOutcome<?>>> call) {

    @Override
    public String toString() {
      return topic;
    }
  }

  private static final Call CALL = new Call("an-intent:c1:1", SUBJECT);

  private static final String ACTIVATION = "/tmf-api/ServiceActivationAndConfiguration/v4/service";
  private static final String RESERVATION = "/tmf-api/resourceReservation/v4/resourceReservation";
  private static final String RECORD = "/tmf-api/serviceInventory/v4/service";
  private static final String PRODUCT = "/tmf-api/productInventory/v4/product";
  private static final String APPOINTMENT = "/tmf-api/appointment/v4/appointment";
  private static final String BY_KEY = "?idempotencyKey=an-intent%3Ac1%3A1";
  private static final String BY_COMPONENT = "?relatedEntity.id=" + SUBJECT.component();

  private static final String SERVICE =
      "{'id':'S1','state':'active','startDate':'2026-11-22T10:00:00Z'}";
  private static final String HELD =
      "{'id':'RSV-1','reservationState':'reserved','validFor':{'endDateTime':'2026-12-01T00:00:00Z'}}";
  private static final String BILL =
      "{'id':'B1','status':'active','startDate':'2026-11-22','productOffering':{'id':'tv-basic'},"
          + "'billingAccount':{'id':'A1'}}";
  private static final String VISIT =
      "{'id':'V1','status':'confirmed','validFor':{'startDateTime':'2026-12-01T09:00:00+01:00',"
          + "'endDateTime':'2026-12-01T10:00:00+01:00'}}";
  private static final SoldAs SOLD_AS = new SoldAs("PO-1-1", "tv-basic", "C1", Map.of());
  private static final String DONE = "{'id':'O1','state':'done'}";

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
                        "SITE-1", "iptv", "CFS", Map.of(), List.of(), "RSV-1", NOW, "N-1", SOLD_AS,
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
            it -> it.inventory.findProducts(CALL, List.of("PO-1-1", "PO-1-2"))),
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
            "workforce.dispatch-visit",
            "POST",
            APPOINTMENT,
            VISIT,
            it ->
                it.workforce.dispatchVisit(
                    CALL,
                    new DispatchVisit(
                        "D1",
                        OffsetDateTime.MIN,
                        OffsetDateTime.MAX,
                        "SITE-1",
                        "1 Street",
                        "anna",
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
            it -> it.messaging.postNotice(CALL, new Notice("N1", "promised", "C1", "Hi", "Text"))),
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
        .atMost(Duration.ofSeconds(20))
        .until(() -> network.findActivation(CALL).toCompletableFuture().join() instanceof Answer);
  }

  @AfterEach
  void behavesAgain() {
    PEER.does(Peer.answers(200, "{}"));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void goesWhereTheStandardSaysWithKeyTraceAndCredential(Sample sample) {
    PEER.does(Peer.answers(200, json(sample.answer())));

    CallOutcome<?> outcome = outcomeOf(sample);

    assertThat(outcome).isInstanceOf(Answer.class);
    Peer.Request request = PEER.onlyRequest();
    assertThat(request.method()).isEqualTo(sample.method());
    assertThat(request.target()).isEqualTo("/base" + sample.path());
    assertThat(request.headers())
        .containsEntry("Accept", "application/json")
        .hasEntrySatisfying(
            "traceparent", trace -> assertThat(trace).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"))
        .allSatisfy((name, value) -> assertThat(name.toLowerCase()).doesNotContain("camel"));
    if (sample.path().endsWith(BY_KEY)) {
      assertThat(request.headers().get("Idempotency-Key")).isNotEqualTo(CALL.key());
    } else {
      assertThat(request.headers()).containsEntry("Idempotency-Key", CALL.key());
    }
    if (!request.method().equals("GET")) {
      assertThat(request.headers()).containsEntry("Content-Type", "application/json");
      assertThat(request.body()).contains("\"id\":\"PO-1007\",\"role\":\"productOrder\"");
    }
    switch (sample.topic().split("\\.")[0]) {
      case "network" ->
          assertThat(request.headers()).containsEntry("Authorization", "Bearer network token");
      case "billing" ->
          assertThat(request.headers())
              .containsEntry("Authorization", "Basic dHVybnVwOmJpbGxpbmcgcGFzc3dvcmQ=");
      default -> assertThat(request.headers()).doesNotContainKey("Authorization");
    }
  }

  @ParameterizedTest
  @MethodSource("questionsByKey")
  void findsNothingWhereNothingHappened(Sample sample) {
    PEER.does(Peer.answers(200, "[]"));

    assertThat(outcomeOf(sample)).isEqualTo(new Answer<>(Optional.empty()));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void isRejectedWithTheSystemsOwnCodeAndSentOnce(Sample sample) {
    PEER.does(Peer.answers(422, "{\"code\":\"bad-site\",\"reason\":\"no such\\n site\"}"));

    assertThat(outcomeOf(sample))
        .isEqualTo(new RequestRejected<>(new Failure(system(sample), "bad-site", "no such site")));
    assertThat(PEER.requests()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void isRejectedByARedirectThatNobodyFollows(Sample sample) {
    PEER.does(Peer.answers(307, "", "Location: http://localhost:" + PEER.port() + "/elsewhere"));

    assertThat(outcomeOf(sample))
        .isEqualTo(new RequestRejected<>(new Failure(system(sample), "http-307", "answered 307")));
    assertThat(PEER.requests()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void waitsAsLongAsAnOverloadedSystemAsks(Sample sample) {
    PEER.does(Peer.answers(429, "", "Retry-After: 120"));

    CallOutcome<?> outcome = outcomeOf(sample);

    assertThat(outcome)
        .isEqualTo(
            new ConnectorUnavailable<>(
                new Failure(system(sample), "http-429", "answered 429"),
                Optional.of(Duration.ofSeconds(120))));
    assertThat(PEER.requests()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void isUnavailableWhereConnectionsAreRefused(Sample sample) {
    PEER.refusesConnections();
    try {
      // a connection that is kept may be found closed only when it is used
      await()
          .pollDelay(Duration.ZERO)
          .untilAsserted(
              () ->
                  assertThat(outcomeOf(sample))
                      .isInstanceOfSatisfying(
                          ConnectorUnavailable.class,
                          it -> assertThat(it.failure().code()).isEqualTo("connection-refused")));
    } finally {
      PEER.acceptsConnections();
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void isUnknownWhenTheSystemFails(Sample sample) {
    PEER.does(Peer.answers(500, "<html>"));

    assertThat(outcomeOf(sample))
        .isEqualTo(new OutcomeUnknown<>(new Failure(system(sample), "http-500", "answered 500")));
    assertThat(PEER.requests()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("oneOfEachKind")
  void isUnknownWhenTheSystemTakesItAndIsSilent(Sample sample) {
    PEER.does(Peer.isSilent());

    assertIsUnknown(sample, "no-answer");
    assertThat(PEER.requests()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("oneOfEachKind")
  void isUnknownWhenTheConnectionBreaksAfterSending(Sample sample) {
    PEER.does(Peer.resetsAfterwards());

    assertIsUnknown(sample, "connection-lost");
    assertThat(PEER.requests()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("callsThatRead")
  void isUnknownWhenTheAnswerIsCutOff(Sample sample) {
    PEER.does(
        Peer.saysAndHangsUp(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
                + json(sample.answer())));

    assertIsUnknown(sample, "connection-lost");
  }

  @ParameterizedTest
  @MethodSource("callsThatRead")
  void isUnknownWhenTheAnswerIsNotWhatWasAgreed(Sample sample) {
    List<String> unreadable =
        List.of(
            "",
            "OK",
            "<html>",
            "null",
            "{}",
            "[{}]",
            "[null]",
            "{'id':'S1'}",
            "[[]]",
            json(sample.answer()) + "x",
            json(sample.answer()).replaceFirst("\\{", "{\"evidence\":[\"a\\\\u0000b\"],"),
            json(sample.answer()).replaceFirst("}$|}]$", ""));
    for (String answer : unreadable) {
      PEER.does(Peer.answers(200, json(answer)));

      assertIsUnknown(sample, "unreadable-answer");
    }
  }

  @ParameterizedTest
  @MethodSource("callsThatRead")
  void isUnknownWhenTheAnswerIsASerializedJavaObject(Sample sample) {
    PEER.does(
        (request, answer) ->
            answer.write(
                ("HTTP/1.1 200 OK\r\nContent-Type: application/x-java-serialized-object\r\n"
                        + "Content-Length: 2\r\n\r\n{}")
                    .getBytes(UTF_8)));

    assertIsUnknown(sample, "unreadable-answer");
  }

  @Test
  void isUnknownWhenItIsNotHttpAtAll() {
    PEER.does(Peer.saysAndHangsUp("220 mail.example.org ESMTP\r\n\r\n"));

    assertIsUnknown(calls().findFirst().orElseThrow(), "unreadable-answer");
  }

  @Test
  void readsNoMoreOfAnEndlessAnswerAndHangsUp() {
    PEER.does(Peer.goesOn("x".repeat(64 * 1024).getBytes(UTF_8), 0));

    assertIsUnknown(calls().findFirst().orElseThrow(), "no-answer");
    await().atMost(Duration.ofSeconds(20)).until(PEER::isIdle);
  }

  @Test
  void waitsNoLongerForAnAnswerThatTrickles() {
    PEER.does(Peer.goesOn(" ".getBytes(UTF_8), 100));

    assertIsUnknown(calls().findFirst().orElseThrow(), "no-answer");
    PEER.hangsUp();
  }

  @Test
  void anAnswersHeadersAreNotTakenForCamels() {
    PEER.does(
        Peer.answers(
            200,
            json(SERVICE),
            "CamelHttpResponseCode: 202",
            "cAmElHttpResponseCode: 202",
            "CAMELHTTPRESPONSECODE: 202"));

    assertThat(outcomeOf(calls().findFirst().orElseThrow()).toString()).contains("Active[");
  }

  @Test
  void aCallInFlightHoldsNoThread() {
    PEER.does(Peer.isSilent());
    Sample activation = calls().findFirst().orElseThrow();
    outcomeOf(activation);
    long before = waiting();

    List<CompletionStage<? extends CallOutcome<?>>> inFlight = new ArrayList<>();
    for (int i = 0; i < IN_FLIGHT; i++) {
      inFlight.add(activation.call().apply(this));
    }
    await().until(() -> PEER.requests().size() > IN_FLIGHT);

    assertThat(waiting()).isLessThanOrEqualTo(before + 2);
    inFlight.forEach(call -> call.toCompletableFuture().join());
  }

  @Test
  void oneOrdersCallsAreOneTrace() {
    PEER.does(Peer.answers(422, "{}"));

    billing.confirmBilling(CALL).toCompletableFuture().join();
    inventory.findService(CALL).toCompletableFuture().join();

    assertThat(PEER.requests().stream().map(it -> it.headers().get("traceparent").substring(0, 35)))
        .hasSize(2)
        .containsOnly(PEER.requests().get(0).headers().get("traceparent").substring(0, 35));
  }

  private static long waiting() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.getName().startsWith("peer"))
        .count();
  }

  private void assertIsUnknown(Sample sample, String code) {
    assertThat(outcomeOf(sample))
        .isInstanceOfSatisfying(
            OutcomeUnknown.class, it -> assertThat(it.failure().code()).isEqualTo(code));
  }

  private CallOutcome<?> outcomeOf(Sample sample) {
    return sample.call().apply(this).toCompletableFuture().join();
  }

  private static String system(Sample sample) {
    return sample.topic().split("\\.")[0];
  }

  private static String json(String readable) {
    return readable.replace('\'', '"');
  }
}
