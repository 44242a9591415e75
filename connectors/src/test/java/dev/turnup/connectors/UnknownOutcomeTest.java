package dev.turnup.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnup.connectors.CallOutcome.Failure;
import dev.turnup.connectors.CallOutcome.OutcomeUnknown;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a system has done is unknown where its answer is lost or cannot be read. */
class UnknownOutcomeTest extends EveryCall {

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
    await().atMost(Duration.ofSeconds(60)).until(PEER::isIdle);
  }

  @Test
  void waitsNoLongerForAnAnswerThatTrickles() {
    PEER.does(Peer.goesOn(" ".getBytes(UTF_8), 100));

    assertIsUnknown(calls().findFirst().orElseThrow(), "no-answer");
    PEER.hangsUp();
  }

  private void assertIsUnknown(Sample sample, String code) {
    assertThat(outcomeOf(sample))
        .isInstanceOfSatisfying(
            OutcomeUnknown.class, it -> assertThat(it.failure().code()).isEqualTo(code));
  }
}
