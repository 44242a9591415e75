package dev.turnup.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnup.connectors.CallOutcome.Answer;
import dev.turnup.connectors.CallOutcome.ConnectorUnavailable;
import dev.turnup.connectors.CallOutcome.Failure;
import dev.turnup.connectors.CallOutcome.RequestRejected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every call, whatever it is about and whoever it goes to. */
class EveryCallTest extends EveryCall {

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
      if (!sample.topic().equals("network.resolve-ticket")) {
        // a ticket is about what failed, and about no order
        assertThat(request.body()).contains("\"id\":\"PO-1007\",\"role\":\"productOrder\"");
      }
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
  void oneOrdersCallsAreOneTrace() {
    PEER.does(Peer.answers(422, "{}"));

    billing.confirmBilling(CALL).toCompletableFuture().join();
    inventory.findService(CALL).toCompletableFuture().join();

    assertThat(PEER.requests().stream().map(it -> it.headers().get("traceparent").substring(0, 35)))
        .hasSize(2)
        .containsOnly(PEER.requests().get(0).headers().get("traceparent").substring(0, 35));
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

  private static long waiting() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.getName().startsWith("peer"))
        .count();
  }
}
