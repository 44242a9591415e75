package dev.turnup.engine.routes;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.turnup.engine.choice.InviteCustomer;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.Messaging;
import dev.turnup.engine.order.Notice;
import dev.turnup.engine.order.Notice.Channel;
import dev.turnup.engine.order.Notice.News;
import dev.turnup.engine.order.Notices;
import dev.turnup.engine.order.Notices.Question;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.TimelineInMemory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

class NoticeRoutesTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static final Failure BROKEN = new Failure("messaging", "refused", "no server there");

  private final Due due = new Due();
  private final TimelineInMemory timeline = new TimelineInMemory();
  private final List<Notice> sent = new CopyOnWriteArrayList<>();
  private final List<CallKey> keys = new CopyOnWriteArrayList<>();
  private volatile CompletionStage<Outcome<Messaging.Sent>> mail = answered();
  private final InviteCustomer inviteCustomer = inviteCustomer();
  private final NoticeSender sender =
      new NoticeSender(
          due,
          inviteCustomer,
          new Ways(),
          timeline,
          TransactionOperations.withoutTransaction(),
          Clock.fixed(NOW, ZoneOffset.UTC));
  private final CamelContext camel = new DefaultCamelContext();

  private static InviteCustomer inviteCustomer() {
    InviteCustomer nobody = mock(InviteCustomer.class);
    when(nobody.with(any(), any()))
        .thenAnswer(
            call ->
                call.<Notice>getArgument(0)
                    .adding(call.<Question>getArgument(1).until().map(until -> " ask").orElse("")));
    return nobody;
  }

  @BeforeEach
  void start() throws Exception {
    camel.getShutdownStrategy().setTimeout(1);
    camel.addRoutes(new NoticeRoutes(sender));
    camel.start();
  }

  @AfterEach
  void stop() {
    camel.stop();
    sender.destroy();
  }

  @Test
  void sendsWhatIsDueAndWritesItDown() {
    Notice notice = due.now(Channel.MAIL);

    await().atMost(60, SECONDS).until(() -> !timeline.kinds().isEmpty());

    assertThat(due.sent).containsExactly(notice);
    assertThat(keys).containsExactly(new CallKey("notice:" + notice.id()));
    assertThat(timeline.kinds()).containsExactly(EventKind.NOTICE_SENT);
  }

  @Test
  void keepsNoWebhookWaitingForAMailServerThatNeverAnswers() {
    mail = new CompletableFuture<>();
    for (int i = 0; i < 30; i++) {
      due.now(Channel.MAIL);
    }
    Notice webhook = due.now(Channel.WEBHOOK);

    await()
        .atMost(60, SECONDS)
        .during(Duration.ofMillis(200))
        .untilAsserted(
            () ->
                assertThat(sent)
                    .filteredOn(notice -> notice.channel() == Channel.MAIL)
                    .hasSize(20));
    assertThat(due.sent).containsExactly(webhook);
  }

  @Test
  void goesOnWithTheOthersWhenOneIsBroken() {
    mail = CompletableFuture.failedFuture(new IllegalStateException("a defect"));
    for (int i = 0; i < 30; i++) {
      due.now(Channel.MAIL);
    }

    await().atMost(60, SECONDS).until(() -> sent.size() == 30);

    await().atMost(60, SECONDS).until(() -> due.nextTries.size() == 30);
    assertThat(due.nextTries).containsOnly(Optional.of(NOW.plusSeconds(10)));
  }

  @Test
  void asksTheSameWheneverItIsSent() {
    when(inviteCustomer.question(any())).thenReturn(new Question(Optional.of(NOW)));
    mail = done(new Outcome.Unknown<>(BROKEN));
    due.now(Channel.MAIL, 2);
    await().atMost(60, SECONDS).until(() -> due.nextTries.size() == 1);
    assertThat(due.decided).containsExactly(new Question(Optional.of(NOW)));

    when(inviteCustomer.question(any())).thenReturn(Question.NONE);
    due.question = Optional.of(due.decided.get(0));
    due.now(Channel.MAIL, 2);
    await().atMost(60, SECONDS).until(() -> due.nextTries.size() == 2);

    assertThat(sent).extracting(Notice::text).containsExactly("text ask", "text ask");
    assertThat(due.decided).hasSize(1);
  }

  @Test
  void tellsTheDateThoughItCannotAsk() {
    when(inviteCustomer.question(any())).thenThrow(new IllegalStateException("a defect"));
    due.now(Channel.MAIL, 2);

    await().atMost(60, SECONDS).until(() -> due.sent.size() == 1);

    assertThat(sent).extracting(Notice::text).containsExactly("text");
    assertThat(due.decided).containsExactly(Question.NONE);
  }

  @Test
  void triesAgainLaterWhenTheMailServerIsDown() {
    mail = done(new Outcome.Unavailable<>(BROKEN, Optional.empty()));
    due.now(Channel.MAIL);

    await().atMost(60, SECONDS).until(() -> !due.nextTries.isEmpty());

    assertThat(due.nextTries).containsExactly(Optional.of(NOW.plusSeconds(10)));
    assertThat(timeline.kinds()).isEmpty();
  }

  @Test
  void leavesTheServerAloneForAsLongAsItAsks() {
    mail = done(new Outcome.Unavailable<>(BROKEN, Optional.of(Duration.ofMinutes(3))));
    due.now(Channel.MAIL);

    await().atMost(60, SECONDS).until(() -> !due.nextTries.isEmpty());

    assertThat(due.nextTries).containsExactly(Optional.of(NOW.plusSeconds(180)));
  }

  @Test
  void waitsLongerEachTimeButNotForEver() {
    mail = done(new Outcome.Unknown<>(BROKEN));
    due.attempt = 40;
    due.now(Channel.MAIL);

    await().atMost(60, SECONDS).until(() -> !due.nextTries.isEmpty());

    assertThat(due.nextTries).containsExactly(Optional.of(NOW.plus(Duration.ofMinutes(15))));
  }

  @Test
  void givesUpWhatIsRefusedForGoodAndSaysSo() {
    mail = done(new Outcome.Rejected<>(BROKEN));
    due.now(Channel.MAIL);

    await().atMost(60, SECONDS).until(() -> !timeline.kinds().isEmpty());

    assertThat(due.nextTries).containsExactly(Optional.empty());
    assertThat(timeline.last().told()).contains("could not be told", "no server there");
  }

  private static CompletionStage<Outcome<Messaging.Sent>> answered() {
    return done(new Outcome.Answer<>(new Messaging.Sent()));
  }

  private static CompletionStage<Outcome<Messaging.Sent>> done(Outcome<Messaging.Sent> outcome) {
    return CompletableFuture.completedFuture(outcome);
  }

  private final class Ways implements Messaging {

    @Override
    public CompletionStage<Outcome<Sent>> send(CallKey key, Notice notice) {
      keys.add(key);
      sent.add(notice);
      return notice.channel() == Channel.MAIL ? mail : answered();
    }
  }

  /** Notices without a database. */
  private static final class Due implements Notices {

    private final List<Notice> waiting = new ArrayList<>();
    private final List<Notice> sent = new CopyOnWriteArrayList<>();
    private final List<Optional<Instant>> nextTries = new CopyOnWriteArrayList<>();
    private final List<Question> decided = new CopyOnWriteArrayList<>();
    private volatile int attempt = 1;
    private volatile Optional<Question> question = Optional.empty();

    Notice now(Channel channel) {
      return now(channel, 1);
    }

    synchronized Notice now(Channel channel, int change) {
      Notice notice =
          new Notice(
              UUID.randomUUID(),
              new OrderId("PO-1"),
              "C",
              News.PROMISE,
              "",
              change,
              "2026-03-05",
              channel,
              "ada@example.org",
              "subject",
              "text");
      waiting.add(notice);
      return notice;
    }

    @Override
    public synchronized List<Claim> claim(Channel channel, Instant now, Duration lasts, int limit) {
      List<Notice> taken =
          waiting.stream().filter(n -> n.channel() == channel).limit(limit).toList();
      waiting.removeAll(taken);
      return taken.stream().map(notice -> new Claim(notice, attempt, question)).toList();
    }

    @Override
    public boolean sent(Claim claim, Instant now) {
      return sent.add(claim.notice());
    }

    @Override
    public void failed(Claim claim, String failure, Optional<Instant> nextTry) {
      nextTries.add(nextTry);
    }

    @Override
    public Optional<Told> lastTold(OrderId order, News news, String about) {
      return Optional.empty();
    }

    @Override
    public void add(List<Notice> notices, Instant now, Instant from) {
      waiting.addAll(notices);
    }

    @Override
    public Optional<String> takePromise(OrderId order, Instant now) {
      return Optional.empty();
    }

    @Override
    public boolean decide(Claim claim, Question asked) {
      return decided.add(asked);
    }

    @Override
    public void withdraw(OrderId order, News news, Instant now) {}

    @Override
    public void withdrawOfAll(News news, String ending, Instant now) {}
  }
}
