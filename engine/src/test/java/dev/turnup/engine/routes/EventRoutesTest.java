package dev.turnup.engine.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnup.engine.MovableClock;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Timeline.Recorded;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.routes.Hearing.Answer;
import dev.turnup.engine.subscription.Callbacks;
import dev.turnup.engine.subscription.EventQueue;
import dev.turnup.engine.subscription.EventType;
import dev.turnup.engine.subscription.Listeners;
import dev.turnup.engine.subscription.Network;
import dev.turnup.engine.subscription.OrderEvent;
import dev.turnup.engine.subscription.Secret;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

class EventRoutesTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  private final MovableClock clock = new MovableClock(NOW);
  private final Queue queue = new Queue();
  private volatile Optional<Secret> secret = Optional.empty();
  private final Hearing hearing = new Hearing();
  private final CountDownLatch silence = new CountDownLatch(1);
  private volatile String leadsTo = "127.0.0.1";
  private final Callbacks callbacks =
      new Callbacks(
          List.of(Network.of("127.0.0.0/8")),
          host -> new InetAddress[] {InetAddress.getByName(leadsTo)});
  private final CamelContext camel = new DefaultCamelContext();
  private EventSender sender;

  @BeforeEach
  void start() throws Exception {
    sender =
        new EventSender(
            queue,
            subscription -> secret,
            callbacks,
            event -> "{\"eventId\":\"" + event.id() + "\"" + blanks(event.order()) + "}",
            new OverHttp(),
            TransactionOperations.withoutTransaction(),
            new LargeLetters(200),
            clock);
    camel.getShutdownStrategy().setTimeout(1);
    camel.addRoutes(new EventRoutes(sender));
    camel.start();
  }

  @AfterEach
  void stop() {
    silence.countDown();
    camel.stop();
    sender.destroy();
    hearing.close();
  }

  @Test
  void tellsTheEventsOfAnOrderOneAfterAnotherWhereTheirTypeIsListenedTo() {
    queue.add(
        hearing.callback(),
        "PO-1",
        EventKind.ACCEPTED,
        EventKind.STATE_CHANGED,
        EventKind.PROMISED);

    await().pollInterval(10, MILLISECONDS).atMost(60, SECONDS).until(() -> queue.left().isEmpty());

    assertThat(hearing.heard())
        .extracting(heard -> heard.path() + " " + heard.text())
        .containsExactly(
            "/of-a-crm/listener/productOrderCreateEvent {\"eventId\":\"PO-1.1\"}",
            "/of-a-crm/listener/productOrderStateChangeEvent {\"eventId\":\"PO-1.2\"}",
            "/of-a-crm/listener/productOrderAttributeValueChangeEvent {\"eventId\":\"PO-1.3\"}");
    assertThat(hearing.heard().get(0).headers()).doesNotContainKey("x-turnup-signature");
  }

  @Test
  void signsWhatItSendsAndTheTimeOfIt() throws Exception {
    secret = Optional.of(new Secret("correct-horse-battery-staple"));
    queue.add(hearing.callback(), "PO-1", EventKind.ACCEPTED);

    await().pollInterval(10, MILLISECONDS).atMost(60, SECONDS).until(() -> queue.left().isEmpty());

    String signed = NOW.getEpochSecond() + "." + hearing.heard().get(0).text();
    assertThat(hearing.heard().get(0).headers().get("x-turnup-signature"))
        .isEqualTo(
            "t=%d,v1=%s"
                .formatted(NOW.getEpochSecond(), hmac("correct-horse-battery-staple", signed)));
  }

  @Test
  void keepsNobodyWaitingForAListenerThatIsSilent() {
    hearing.answering(
        heard -> {
          pass(silence);
          return new Answer(200, Map.of());
        });
    for (int i = 1; i <= 6; i++) {
      queue.add(hearing.callback(), "PO-" + i, EventKind.ACCEPTED);
    }
    try (Hearing other = new Hearing()) {
      queue.add(other.callback(), "PO-1", EventKind.ACCEPTED, EventKind.STATE_CHANGED);
      await()
          .pollInterval(10, MILLISECONDS)
          .atMost(60, SECONDS)
          .until(() -> other.heard().size() == 2);
      queue.add(other.callback(), "PO-2", EventKind.ACCEPTED);
      await()
          .pollInterval(10, MILLISECONDS)
          .atMost(60, SECONDS)
          .until(() -> other.heard().size() == 3);
    }

    assertThat(hearing.heard()).hasSize(EventSender.PER_SUBSCRIPTION);
    assertThat(sender.inFlight()).isNotEmpty();
  }

  /** As long as it says, and at least as long as anybody; but not for ever. */
  @Test
  void leavesAListenerAloneAsLongAsItAsks() {
    Map<String, Duration> pauses =
        Map.of(
            "120", Duration.ofMinutes(2),
            "1", Duration.ofSeconds(10),
            "999999999", Duration.ofHours(1),
            "0", Duration.ofSeconds(10));
    pauses.forEach(
        (wish, pause) -> {
          hearing.answering(heard -> new Answer(503, Map.of("Retry-After", wish)));
          String order = "PO-" + Math.abs(wish.hashCode());
          queue.add(hearing.callback(), order, EventKind.ACCEPTED);
          await()
              .pollInterval(10, MILLISECONDS)
              .atMost(60, SECONDS)
              .until(() -> queue.failures().containsKey(order));

          assertThat(Duration.between(clock.instant(), queue.nextTry(order)))
              .as(wish)
              .isEqualTo(pause);
        });
  }

  /** Here three do not fit: of four listeners that hang two get theirs, and ordinary ones all. */
  @Test
  void keepsNoMoreLargeEventsInMemoryThanThereIsRoomFor() {
    CountDownLatch end = new CountDownLatch(1);
    try (Hearing slow = new Hearing()) {
      slow.answering(
          heard -> {
            pass(end);
            return new Answer(200, Map.of());
          });
      for (String order : List.of("PO-9001", "PO-9002", "PO-9003", "PO-9004")) {
        queue.add(slow.callback(), order, EventKind.ACCEPTED);
      }
      await().atMost(60, SECONDS).until(() -> slow.heard().size() == 2);
      queue.add(hearing.callback(), "PO-1", EventKind.ACCEPTED);
      await().atMost(60, SECONDS).until(() -> hearing.heard().size() == 1);
      assertThat(slow.heard()).hasSize(2);
      assertThat(queue.failures()).isEmpty();

      end.countDown();
      await()
          .atMost(60, SECONDS)
          .until(
              () -> {
                queue.endClaims();
                sender.deliverDue();
                return slow.heard().size() == 4 && queue.left().isEmpty();
              });
    }
  }

  private static String blanks(OrderId order) {
    return order.value().startsWith("PO-900") ? " ".repeat(90 * 1024) : "";
  }

  @Test
  void looksAgainWhereANameLeadsBeforeEachCall() {
    URI named = URI.create("http://crm.example:" + hearing.callback().getPort() + "/of-a-crm");
    queue.add(named, "PO-1", EventKind.ACCEPTED);
    await().pollInterval(10, MILLISECONDS).atMost(60, SECONDS).until(() -> queue.left().isEmpty());
    assertThat(hearing.heard()).hasSize(1);

    leadsTo = "10.0.0.1";
    queue.add(named, "PO-2", EventKind.ACCEPTED);
    await()
        .pollInterval(10, MILLISECONDS)
        .atMost(60, SECONDS)
        .until(() -> !queue.failures().isEmpty());

    assertThat(queue.failures()).containsValue("callback leads to an address that is not public");
    assertThat(hearing.heard()).hasSize(1);
  }

  @Test
  void triesAgainAfterGrowingPausesAndParksAfterADay() {
    hearing.answering(heard -> new Answer(500, Map.of()));
    queue.add(hearing.callback(), "PO-1", EventKind.ACCEPTED, EventKind.STATE_CHANGED);
    List<Duration> pauses = new ArrayList<>();
    Instant last = clock.instant();
    for (int tries = 1; queue.parked().isEmpty(); tries++) {
      int expected = tries;
      await()
          .pollInterval(10, MILLISECONDS)
          .atMost(60, SECONDS)
          .until(() -> queue.tries() == expected);
      if (queue.parked().isEmpty()) {
        Instant next = queue.nextTry("PO-1");
        pauses.add(Duration.between(clock.instant(), next));
        last = next;
        clock.advance(Duration.between(clock.instant(), next));
        sender.deliverDue();
      }
    }

    assertThat(pauses)
        .startsWith(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(90),
            Duration.ofSeconds(270),
            Duration.ofSeconds(810),
            Duration.ofMinutes(15),
            Duration.ofMinutes(15));
    assertThat(Duration.between(NOW, last)).isBetween(Duration.ofHours(24), Duration.ofHours(25));
    assertThat(hearing.heard())
        .extracting(Hearing.Heard::text)
        .containsOnly("{\"eventId\":\"PO-1.1\"}");

    hearing.answering(heard -> new Answer(200, Map.of()));
    queue.resume();
    sender.deliverDue();
    await().pollInterval(10, MILLISECONDS).atMost(60, SECONDS).until(() -> queue.left().isEmpty());
    assertThat(hearing.heard().get(hearing.heard().size() - 1).text()).contains("PO-1.2");
  }

  @Test
  void takesUpNothingWhileTheClockIsBeingMoved() {
    sender.pause();
    queue.add(hearing.callback(), "PO-1", EventKind.ACCEPTED);
    sender.deliverDue();
    assertThat(hearing.heard()).isEmpty();

    sender.resume();
    sender.deliverDue();

    await().pollInterval(10, MILLISECONDS).atMost(60, SECONDS).until(() -> queue.left().isEmpty());
  }

  /** RFC 2104, step by step. */
  private static String hmac(String secret, String text) throws Exception {
    byte[] key = Arrays.copyOf(secret.getBytes(UTF_8), 64);
    byte[] inner = new byte[64];
    byte[] outer = new byte[64];
    for (int i = 0; i < 64; i++) {
      inner[i] = (byte) (key[i] ^ 0x36);
      outer[i] = (byte) (key[i] ^ 0x5c);
    }
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    sha.update(inner);
    byte[] digest = sha.digest(text.getBytes(UTF_8));
    sha.update(outer);
    return HexFormat.of().formatHex(sha.digest(digest));
  }

  private static void pass(CountDownLatch latch) {
    try {
      latch.await(20, SECONDS);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** Listeners, without what the connector takes care of. */
  private static final class OverHttp implements Listeners {

    private final HttpClient client = HttpClient.newHttpClient();

    @Override
    public boolean areReachable() {
      return true;
    }

    @Override
    public CompletionStage<Reply> tell(Letter letter) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(
                  URI.create(
                      letter
                          .listener()
                          .toString()
                          .replace(letter.listener().getHost(), letter.address().getHostAddress())))
              .POST(HttpRequest.BodyPublishers.ofByteArray(letter.body()));
      letter.signature().ifPresent(it -> request.header("X-Turnup-Signature", it));
      return client
          .sendAsync(request.build(), HttpResponse.BodyHandlers.discarding())
          .thenApply(OverHttp::reply);
    }

    private static Reply reply(HttpResponse<Void> answer) {
      return answer.statusCode() < 300
          ? new Reply.Received()
          : new Reply.NotReceived(
              "answered " + answer.statusCode(),
              answer
                  .headers()
                  .firstValue("Retry-After")
                  .map(Long::parseLong)
                  .map(Duration::ofSeconds));
    }
  }

  /** A queue without a database. */
  private final class Queue implements EventQueue {

    private final Map<String, Line> lines = new LinkedHashMap<>();
    private int tries;

    private static final class Line {
      private final UUID subscription;
      private final URI callback;
      private final List<OrderEvent> events = new ArrayList<>();
      private Instant nextTry = NOW;
      private boolean parked;
      private boolean claimed;
      private int attempts;
      private Optional<Instant> failingSince = Optional.empty();
      private String failure = "";

      private Line(URI callback) {
        this.subscription = UUID.nameUUIDFromBytes(callback.toString().getBytes(UTF_8));
        this.callback = callback;
      }
    }

    /** Adds events, and does not wait for the route's next round. */
    void add(URI callback, String order, EventKind... kinds) {
      put(callback, order, kinds);
      sender.deliverDue();
    }

    private synchronized void put(URI callback, String order, EventKind... kinds) {
      Line line = lines.computeIfAbsent(callback + " " + order, key -> new Line(callback));
      for (EventKind kind : kinds) {
        TimelineEntry entry = TimelineEntry.of(kind, "something");
        line.events.add(
            new OrderEvent(
                new OrderId(order),
                EventType.of(entry).orElseThrow(),
                new Recorded(line.events.size() + 1, NOW, "turnup", entry)));
      }
    }

    synchronized List<Line> left() {
      return lines.values().stream().filter(line -> !line.events.isEmpty()).toList();
    }

    synchronized Map<String, String> failures() {
      Map<String, String> failures = new LinkedHashMap<>();
      lines.values().stream()
          .filter(line -> !line.failure.isEmpty())
          .forEach(line -> failures.put(line.events.get(0).order().value(), line.failure));
      return failures;
    }

    synchronized List<Line> parked() {
      return lines.values().stream().filter(line -> line.parked).toList();
    }

    synchronized int tries() {
      return tries;
    }

    synchronized Instant nextTry(String order) {
      return left().stream()
          .filter(line -> line.events.get(0).order().value().equals(order))
          .findFirst()
          .orElseThrow()
          .nextTry;
    }

    /** As time does. */
    synchronized void endClaims() {
      lines.values().forEach(line -> line.claimed = false);
    }

    synchronized void resume() {
      lines.values().forEach(line -> line.parked = false);
    }

    @Override
    public boolean advance(Instant now) {
      return false;
    }

    @Override
    public synchronized List<Claim> claim(
        Instant now, Duration lasts, int perSubscription, int limit) {
      List<Claim> claims = new ArrayList<>();
      for (Line line : left()) {
        long busy =
            lines.values().stream()
                .filter(other -> other.claimed && other.subscription.equals(line.subscription))
                .count();
        if (!line.claimed && !line.parked && !line.nextTry.isAfter(now) && busy < perSubscription) {
          line.claimed = true;
          claims.add(
              new Claim(
                  line.subscription,
                  line.callback,
                  line.events.get(0).order(),
                  1,
                  line.attempts,
                  line.failingSince));
        }
      }
      return claims;
    }

    private Line line(Claim claim) {
      return lines.get(claim.callback() + " " + claim.order());
    }

    @Override
    public synchronized Optional<OrderEvent> next(Claim claim) {
      return line(claim).events.stream().findFirst();
    }

    @Override
    public synchronized boolean delivered(Claim claim, OrderEvent event, Duration lasts) {
      Line line = line(claim);
      line.events.remove(0);
      line.attempts = 0;
      line.failure = "";
      line.claimed = !line.events.isEmpty();
      return line.claimed;
    }

    @Override
    public synchronized void failed(
        Claim claim, String failure, Instant now, Optional<Instant> nextTry) {
      Line line = line(claim);
      line.failure = failure;
      line.attempts++;
      line.failingSince = line.failingSince.or(() -> Optional.of(now));
      line.parked = nextTry.isEmpty();
      line.nextTry = nextTry.orElse(line.nextTry);
      line.claimed = false;
      tries++;
    }

    @Override
    public Optional<Instant> nextAfter(Instant now, int most) {
      return Optional.empty();
    }

    @Override
    public boolean isBusy(Instant now, int most) {
      return false;
    }
  }
}
