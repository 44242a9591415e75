package dev.turnup.engine.workflow.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.turnup.engine.order.Inbox;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.workflow.EngineTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.transaction.support.TransactionOperations;

/** What outside systems said by themselves is delivered, sooner or later. */
@ExtendWith(OutputCaptureExtension.class)
class KeptMessagesTest extends EngineTest {

  @Autowired private Inbox inbox;
  @Autowired private TransactionOperations transactions;
  @Autowired private OutsideThreads threads;

  private final MessageCourier courier = mock(MessageCourier.class);
  private KeptMessages messages;

  @BeforeEach
  void start() {
    messages = new KeptMessages(inbox, courier, transactions, threads, Clock.systemUTC());
    messages.start();
  }

  @AfterEach
  void stop() {
    messages.stop();
    jdbc.update("delete from turnup.inbound_message");
  }

  @Test
  void deliversAMessageOnce() {
    when(courier.deliver(any())).thenReturn(true);
    Inbox.Message message = message("activation-answered");

    assertThat(inbox.keep(message, Instant.now(), Instant.now())).isTrue();
    assertThat(inbox.keep(again(message), Instant.now(), Instant.now())).isFalse();
    messages.wake(new Inbox.Kept(message.id()));

    await().untilAsserted(() -> assertThat(settled(message)).isTrue());
    verify(courier, times(1)).deliver(any());
    assertThat(jdbc.queryForObject("select count(*) from turnup.inbound_message", Integer.class))
        .isEqualTo(1);
  }

  @Test
  void triesAgainUntilSomebodyWaits() {
    when(courier.deliver(any())).thenReturn(false, true);
    Inbox.Message message = message("activation-answered");

    inbox.keep(message, Instant.now(), Instant.now());
    messages.wake(new Inbox.Kept(message.id()));

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(settled(message)).isTrue());
    verify(courier, times(2)).deliver(any());
  }

  @Test
  void letsAMessageThatBreaksHoldUpNoOther() {
    doAnswer(
            call -> {
              throw new IllegalStateException("broken");
            })
        .when(courier)
        .deliver(argThat(message -> message != null && message.type().equals("broken")));
    when(courier.deliver(argThat(message -> message != null && message.type().equals("good"))))
        .thenReturn(true);
    Inbox.Message broken = message("broken");
    Inbox.Message good = message("good");

    inbox.keep(broken, Instant.now().minusSeconds(1), Instant.now().minusSeconds(1));
    inbox.keep(good, Instant.now(), Instant.now());
    messages.wake(new Inbox.Kept(good.id()));

    await().untilAsserted(() -> assertThat(settled(good)).isTrue());
    assertThat(settled(broken)).isFalse();
    assertThat(inbox.nextAfter(Instant.now(), 5)).isPresent();
  }

  @Test
  void saysNothingOfOthersThatWereFaster(CapturedOutput log) {
    when(courier.deliver(any())).thenThrow(new StaleVersion("component")).thenReturn(true);
    Inbox.Message message = message("capacity-changed");

    inbox.keep(message, Instant.now(), Instant.now());
    messages.wake(new Inbox.Kept(message.id()));

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(settled(message)).isTrue());
    verify(courier, times(2)).deliver(any());
    assertThat(log.getOut()).doesNotContain("message " + message.messageId());
  }

  @Test
  void whatIsLoggedAboutAMessageCarriesTheOrdersNumber(CapturedOutput log) {
    OrderId order = newOrder();
    doAnswer(
            call -> {
              LoggerFactory.getLogger(getClass()).warn("is being delivered");
              throw new IllegalStateException("broken");
            })
        .when(courier)
        .deliver(any());
    Inbox.Message message = message("activation-answered", Optional.of(order));

    inbox.keep(message, Instant.now(), Instant.now());
    messages.wake(new Inbox.Kept(message.id()));

    await().until(() -> log.getOut().contains("cannot be delivered yet"));
    assertThat(log.getOut().lines())
        .filteredOn(
            line -> line.contains("is being delivered") || line.contains("cannot be delivered yet"))
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(line -> assertThat(line).contains(order.value()));
  }

  @Test
  void standsStillWhileItIsHeld() {
    when(courier.deliver(any())).thenReturn(true);
    messages.pause();
    await().until(() -> messages.inFlight().isEmpty());
    Inbox.Message message = message("good");
    inbox.keep(message, Instant.now(), Instant.now());
    messages.wake(new Inbox.Kept(message.id()));
    assertThat(messages.runnable(Instant.now())).isNotEmpty();
    assertThat(settled(message)).isFalse();

    messages.resume();
    await().untilAsserted(() -> assertThat(settled(message)).isTrue());
    assertThat(messages.runnable(Instant.now())).isEmpty();
  }

  @Test
  void knowsAMessageThatALaterOneOvertook() {
    Inbox.Message first = capacity("S-1", "bandwidth", "2026-03-02");
    Inbox.Message second = capacity("S-1", "bandwidth", "2026-03-05");
    Inbox.Message elsewhere = capacity("S-2", "bandwidth", "2026-03-05");
    messages.pause();

    inbox.keep(first, Instant.parse("2026-03-01T09:00:00Z"), Instant.parse("2026-03-01T09:00:00Z"));
    inbox.keep(
        second, Instant.parse("2026-03-01T10:00:00Z"), Instant.parse("2026-03-01T10:00:00Z"));
    inbox.keep(
        elsewhere, Instant.parse("2026-03-01T11:00:00Z"), Instant.parse("2026-03-01T11:00:00Z"));

    assertThat(inbox.isOutdated(first, "site", "resource")).isTrue();
    assertThat(inbox.isOutdated(second, "site", "resource")).isFalse();
    assertThat(inbox.isOutdated(elsewhere, "site", "resource")).isFalse();
  }

  @Test
  void knowsAMessageThatCameLateButWasSaidEarlier() {
    Inbox.Message newer = capacity("S-1", "bandwidth", "2026-03-05");
    Inbox.Message older = capacity("S-1", "bandwidth", "2026-03-02");
    messages.pause();

    inbox.keep(newer, Instant.parse("2026-03-01T10:00:00Z"), Instant.parse("2026-03-01T10:00:01Z"));
    inbox.keep(older, Instant.parse("2026-03-01T09:00:00Z"), Instant.parse("2026-03-01T12:00:00Z"));

    assertThat(inbox.isOutdated(older, "site", "resource")).isTrue();
    assertThat(inbox.isOutdated(newer, "site", "resource")).isFalse();
  }

  @Test
  void doesNotTakeNewsOfOneSiteForNewsOfWhatHasNone() {
    Inbox.Message ofNoSite = capacity("", "bandwidth", "2026-03-02");
    Inbox.Message ofASite = capacity("S-1", "bandwidth", "2026-03-05");
    messages.pause();

    inbox.keep(
        ofNoSite, Instant.parse("2026-03-01T09:00:00Z"), Instant.parse("2026-03-01T09:00:00Z"));
    inbox.keep(
        ofASite, Instant.parse("2026-03-01T10:00:00Z"), Instant.parse("2026-03-01T10:00:00Z"));

    assertThat(inbox.isOutdated(ofNoSite, "site", "resource")).isFalse();
  }

  private boolean settled(Inbox.Message message) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            "select correlated_at is not null from turnup.inbound_message where id = ?",
            Boolean.class,
            message.id()));
  }

  private static Inbox.Message message(String type) {
    return message(type, Optional.empty());
  }

  private static Inbox.Message message(String type, Optional<OrderId> order) {
    return new Inbox.Message(
        UUID.randomUUID(),
        "network",
        UUID.randomUUID().toString(),
        type,
        order,
        Optional.empty(),
        Map.of(),
        0);
  }

  private static Inbox.Message again(Inbox.Message message) {
    return new Inbox.Message(
        UUID.randomUUID(),
        message.system(),
        message.messageId(),
        message.type(),
        message.order(),
        message.component(),
        message.facts(),
        0);
  }

  private static Inbox.Message capacity(String site, String resource, String from) {
    return new Inbox.Message(
        UUID.randomUUID(),
        "inventory",
        UUID.randomUUID().toString(),
        "capacity-changed",
        Optional.empty(),
        Optional.empty(),
        Map.of("site", site, "resource", resource, "availableFrom", from),
        0);
  }
}
