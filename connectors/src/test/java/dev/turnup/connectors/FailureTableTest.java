package dev.turnup.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import dev.turnup.connectors.CallOutcome.ConnectorUnavailable;
import dev.turnup.connectors.CallOutcome.Failure;
import dev.turnup.connectors.CallOutcome.OutcomeUnknown;
import dev.turnup.connectors.CallOutcome.RequestRejected;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.ssl.NotSslRecordException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTableTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

  private final FailureTable table = new FailureTable("network", NOON);

  static Stream<Arguments> connectionFailures() {
    return Stream.of(
        Arguments.of(new ConnectTimeoutException("timed out"), "unavailable", "connect-timeout"),
        Arguments.of(new ConnectException("refused"), "unavailable", "connection-refused"),
        Arguments.of(new NoRouteToHostException("none"), "unavailable", "no-route-to-host"),
        Arguments.of(new UnknownHostException("nowhere"), "unavailable", "unknown-host"),
        Arguments.of(new SSLHandshakeException("expired"), "unavailable", "tls-failed"),
        Arguments.of(new NotSslRecordException("http"), "unavailable", "tls-failed"),
        Arguments.of(new ConnectionPoolTooBusyException("full"), "unavailable", "too-many-calls"),
        Arguments.of(new RejectedExecutionException("full"), "unavailable", "too-many-calls"),
        Arguments.of(new UnreadableAnswer("no id"), "unknown", "unreadable-answer"),
        Arguments.of(new JsonParseException(null, "{"), "unknown", "unreadable-answer"),
        Arguments.of(new TooLongFrameException("header"), "unknown", "unreadable-answer"),
        Arguments.of(new TimeoutException("10000 ms"), "unknown", "no-answer"),
        Arguments.of(new HttpClosedException("closed"), "unknown", "connection-lost"),
        Arguments.of(new SocketException("Connection reset"), "unknown", "connection-lost"),
        Arguments.of(new SSLException("bad record"), "unknown", "connection-lost"),
        Arguments.of(new IOException("broken pipe"), "unknown", "connection-lost"),
        Arguments.of(new AuthenticationFailedException("535"), "unavailable", "credential-refused"),
        Arguments.of(
            new MessagingException("send", new SocketException("reset")),
            "unknown",
            "connection-lost"),
        Arguments.of(
            new MessagingException("send", new ConnectException("refused")),
            "unavailable",
            "connection-refused"),
        Arguments.of(new SendFailedException("550"), "rejected", "mail-refused"),
        Arguments.of(new AddressException("no @"), "rejected", "bad-address"));
  }

  @ParameterizedTest
  @MethodSource("connectionFailures")
  void saysWhatAFailedConnectionMeans(Exception failure, String meaning, String code) {
    CallOutcome<?> outcome = outcomeOf(failure);

    assertThat(meaningOf(outcome)).isEqualTo(meaning);
    assertThat(failureOf(outcome).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @MethodSource("connectionFailures")
  void looksThroughWhatTheFailureIsWrappedIn(Exception failure, String meaning, String code) {
    CallOutcome<?> outcome =
        outcomeOf(new CompletionException(new CamelExecutionException("sent", null, failure)));

    assertThat(meaningOf(outcome)).isEqualTo(meaning);
    assertThat(failureOf(outcome).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "301, rejected, http-301",
    "302, rejected, http-302",
    "303, rejected, http-303",
    "304, rejected, http-304",
    "307, rejected, http-307",
    "308, rejected, http-308",
    "400, rejected, http-400",
    "401, unavailable, credential-refused",
    "402, rejected, http-402",
    "403, unavailable, credential-refused",
    "404, rejected, http-404",
    "405, rejected, http-405",
    "408, unavailable, http-408",
    "409, unknown, http-409",
    "410, rejected, http-410",
    "413, rejected, http-413",
    "415, rejected, http-415",
    "422, rejected, http-422",
    "425, rejected, http-425",
    "429, unavailable, http-429",
    "499, rejected, http-499",
    "500, unknown, http-500",
    "501, unknown, http-501",
    "502, unknown, http-502",
    "503, unavailable, http-503",
    "504, unknown, http-504",
    "507, unknown, http-507",
    "599, unknown, http-599"
  })
  void saysWhatAStatusMeans(int status, String meaning, String code) {
    CallOutcome<?> outcome = outcomeOf(answered(status, Map.of(), ""));

    assertThat(meaningOf(outcome)).isEqualTo(meaning);
    assertThat(failureOf(outcome).code()).isEqualTo(code);
    assertThat(failureOf(outcome).system()).isEqualTo("network");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "120 | PT2M",
        "0 | PT0S",
        "Sun, 22 Nov 2026 12:05:00 GMT | PT5M",
        "Sun, 22 Nov 2026 11:00:00 GMT | PT0S",
        "-1 |",
        "soon |",
        "99999999999 |"
      })
  void readsHowLongAnOverloadedSystemWantsToBeLeftAlone(String header, Duration expected) {
    CallOutcome<?> outcome = outcomeOf(answered(503, Map.of("retry-after", header), ""));

    assertThat(((ConnectorUnavailable<?>) outcome).retryAfter())
        .isEqualTo(Optional.ofNullable(expected));
  }

  @Test
  void takesTheSystemsOwnCodeAndReason() {
    CallOutcome<?> outcome =
        outcomeOf(
            answered(
                422,
                Map.of(),
                "{\"code\":\"port-taken\",\"reason\":\"ONT 7\\n\\u0000is in use\"}"));

    assertThat(outcome)
        .isEqualTo(new RequestRejected<>(new Failure("network", "port-taken", "ONT 7 is in use")));
  }

  @Test
  void takesNoCodeThatIsNone() {
    CallOutcome<?> outcome =
        outcomeOf(answered(422, Map.of(), "{\"code\":\"<script>\",\"message\":\"no\"}"));

    assertThat(failureOf(outcome)).isEqualTo(new Failure("network", "http-422", "no"));
  }

  @Test
  void saysNothingOfWhatAnotherBodyHolds() {
    assertThat(failureOf(outcomeOf(answered(500, Map.of(), "password=hunter2"))).message())
        .isEqualTo("answered 500");
  }

  @Test
  void cutsWhatIsTooLong() {
    CallOutcome<?> outcome =
        outcomeOf(answered(400, Map.of(), "{\"reason\":\"%s\"}".formatted("x".repeat(5000))));

    assertThat(failureOf(outcome).message()).hasSize(300);
  }

  @Test
  void leavesDefectsOfOursAlone() {
    assertThat(table.outcomeOf(new NullPointerException())).isEmpty();
    assertThat(table.outcomeOf(new IllegalStateException("bug"))).isEmpty();
  }

  private CallOutcome<Object> outcomeOf(Throwable failure) {
    return table.outcomeOf(failure).orElseThrow();
  }

  private static HttpOperationFailedException answered(
      int status, Map<String, String> headers, String body) {
    return new HttpOperationFailedException(
        "http://network/x?token=hunter2", status, "Said", null, headers, body);
  }

  private static String meaningOf(CallOutcome<?> outcome) {
    return outcome instanceof ConnectorUnavailable
        ? "unavailable"
        : outcome instanceof OutcomeUnknown ? "unknown" : "rejected";
  }

  private static Failure failureOf(CallOutcome<?> outcome) {
    return outcome instanceof ConnectorUnavailable<?> it
        ? it.failure()
        : outcome instanceof OutcomeUnknown<?> it
            ? it.failure()
            : ((RequestRejected<?>) outcome).failure();
  }
}
