package dev.turnup.connectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.connectors.CallOutcome.ConnectorUnavailable;
import dev.turnup.connectors.CallOutcome.Failure;
import dev.turnup.connectors.CallOutcome.OutcomeUnknown;
import dev.turnup.connectors.CallOutcome.RequestRejected;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;

/**
 * What every failure of a call means, in one table: was the request taken (rejected), not taken
 * (unavailable), or can nobody tell (unknown)? In doubt nobody can tell.
 */
final class FailureTable {

  private enum Meaning {
    UNAVAILABLE,
    UNKNOWN,
    REJECTED
  }

  private record Row(Class<? extends Throwable> failure, Meaning meaning, String code) {}

  /** The first row whose type is that of the failure or of one of its causes holds. */
  private static final List<Row> ROWS =
      List.of(
          // before anything was sent
          new Row(ConnectTimeoutException.class, Meaning.UNAVAILABLE, "connect-timeout"),
          new Row(ConnectException.class, Meaning.UNAVAILABLE, "connection-refused"),
          new Row(NoRouteToHostException.class, Meaning.UNAVAILABLE, "no-route-to-host"),
          new Row(UnknownHostException.class, Meaning.UNAVAILABLE, "unknown-host"),
          new Row(SSLHandshakeException.class, Meaning.UNAVAILABLE, "tls-failed"),
          new Row(NotSslRecordException.class, Meaning.UNAVAILABLE, "tls-failed"),
          new Row(ConnectionPoolTooBusyException.class, Meaning.UNAVAILABLE, "too-many-calls"),
          new Row(RejectedExecutionException.class, Meaning.UNAVAILABLE, "too-many-calls"),
          new Row(DirectConsumerNotAvailableException.class, Meaning.UNAVAILABLE, "route-stopped"),
          new Row(MailConnectException.class, Meaning.UNAVAILABLE, "connection-refused"),
          new Row(AuthenticationFailedException.class, Meaning.UNAVAILABLE, "credential-refused"),
          // the request itself
          new Row(AddressException.class, Meaning.REJECTED, "bad-address"),
          new Row(SendFailedException.class, Meaning.REJECTED, "mail-refused"),
          // sent, and then
          new Row(UnreadableAnswer.class, Meaning.UNKNOWN, "unreadable-answer"),
          new Row(JsonProcessingException.class, Meaning.UNKNOWN, "unreadable-answer"),
          new Row(DecoderException.class, Meaning.UNKNOWN, "unreadable-answer"),
          new Row(TimeoutException.class, Meaning.UNKNOWN, "no-answer"),
          new Row(VertxException.class, Meaning.UNKNOWN, "connection-lost"),
          new Row(MessagingException.class, Meaning.UNKNOWN, "connection-lost"),
          new Row(IOException.class, Meaning.UNKNOWN, "connection-lost"));

  private static final int LONGEST_MESSAGE = 300;

  private final String system;
  private final Clock clock;

  FailureTable(String system, Clock clock) {
    this.system = system;
    this.clock = clock;
  }

  /** What {@code failure} means; empty if it is none that a call can meet, but a defect of ours. */
  <A> Optional<CallOutcome<A>> outcomeOf(Throwable failure) {
    for (Throwable cause : causes(failure)) {
      if (cause instanceof HttpOperationFailedException refusal) {
        return Optional.of(
            outcome(meaningOf(refusal.getStatusCode()), failureOf(refusal), retryAfter(refusal)));
      }
      if (isTemporaryMailRefusal(cause)) {
        return Optional.of(
            outcome(Meaning.UNAVAILABLE, failureOf("mail-refused", cause), Optional.empty()));
      }
    }
    for (Row row : ROWS) {
      for (Throwable cause : causes(failure)) {
        if (row.failure().isInstance(cause)) {
          return Optional.of(
              outcome(row.meaning(), failureOf(row.code(), cause), Optional.empty()));
        }
      }
    }
    return Optional.empty();
  }

  private Failure failureOf(String code, Throwable failure) {
    return new Failure(
        system, code, failure.getMessage() == null ? code : oneLine(failure.getMessage()));
  }

  /** RFC 5321, section 4.2.1: a reply of 4yz invites to try again. */
  private static boolean isTemporaryMailRefusal(Throwable failure) {
    int reply =
        failure instanceof SMTPSendFailedException refused
            ? refused.getReturnCode()
            : failure instanceof SMTPSenderFailedException refused
                ? refused.getReturnCode()
                : failure instanceof SMTPAddressFailedException refused
                    ? refused.getReturnCode()
                    : 0;
    return reply >= 400 && reply < 500;
  }

  private static Meaning meaningOf(int status) {
    return switch (status) {
      // 401 and 403 are about our credential, so about the whole system and not this request
      case 401, 403, 408, 429, 503 -> Meaning.UNAVAILABLE;
      // 409: our own key is being worked on, or was used for something else
      case 409 -> Meaning.UNKNOWN;
      default -> status >= 300 && status < 500 ? Meaning.REJECTED : Meaning.UNKNOWN;
    };
  }

  private Failure failureOf(HttpOperationFailedException refusal) {
    int status = refusal.getStatusCode();
    if (status == 401 || status == 403) {
      return new Failure(
          system,
          "credential-refused",
          "%s refused the credential of connectors.%s (%d)".formatted(system, system, status));
    }
    JsonNode error = Json.parsed(refusal.getResponseBody());
    String code = error.path("code").asText();
    String reason =
        Stream.of("reason", "message")
            .map(name -> oneLine(error.path(name).asText()))
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("answered " + status);
    return new Failure(
        system, code.matches("[A-Za-z0-9_.-]{1,60}") ? code : "http-" + status, reason);
  }

  private Optional<Duration> retryAfter(HttpOperationFailedException refusal) {
    return Optional.ofNullable(refusal.getResponseHeaders()).map(Map::entrySet).stream()
        .flatMap(headers -> headers.stream())
        .filter(header -> header.getKey().equalsIgnoreCase("Retry-After"))
        .flatMap(header -> duration(header.getValue()).stream())
        .findFirst();
  }

  /** RFC 9110, section 10.2.3: seconds or a date; anything else is as if it were not there. */
  private Optional<Duration> duration(String retryAfter) {
    if (retryAfter.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter)));
    }
    try {
      Instant then =
          ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration left = Duration.between(clock.instant(), then);
      return Optional.of(left.isNegative() ? Duration.ZERO : left);
    } catch (DateTimeException neither) {
      return Optional.empty();
    }
  }

  private static <A> CallOutcome<A> outcome(
      Meaning meaning, Failure failure, Optional<Duration> retryAfter) {
    return switch (meaning) {
      case UNAVAILABLE -> new ConnectorUnavailable<>(failure, retryAfter);
      case UNKNOWN -> new OutcomeUnknown<>(failure);
      case REJECTED -> new RequestRejected<>(failure);
    };
  }

  private static List<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(20).toList();
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE);
  }
}
