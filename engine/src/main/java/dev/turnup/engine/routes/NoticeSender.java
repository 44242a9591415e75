package dev.turnup.engine.routes;

import dev.turnup.engine.choice.InviteCustomer;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.Messaging;
import dev.turnup.engine.order.Messaging.Sent;
import dev.turnup.engine.order.Notice;
import dev.turnup.engine.order.Notice.Channel;
import dev.turnup.engine.order.Notices;
import dev.turnup.engine.order.Notices.Claim;
import dev.turnup.engine.order.Notices.Question;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sends notices that are due: claims them in a short transaction, sends them in none, writes down
 * in another what came of it.
 */
@Component
class NoticeSender implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(NoticeSender.class);
  private static final int IN_FLIGHT = 20;
  private static final Duration CLAIM = Duration.ofMinutes(2);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

  private final Notices notices;
  private final InviteCustomer inviteCustomer;
  private final Messaging messaging;
  private final Timeline timeline;
  private final TransactionOperations transactions;
  private final Clock clock;
  private final Map<Channel, Semaphore> slots = new EnumMap<>(Channel.class);

  /** Outcomes come on the threads of HTTP and mail clients, which must not wait for a database. */
  private final ExecutorService writers = Executors.newFixedThreadPool(2);

  NoticeSender(
      Notices notices,
      InviteCustomer inviteCustomer,
      Messaging messaging,
      Timeline timeline,
      TransactionOperations transactions,
      Clock clock) {
    this.notices = notices;
    this.inviteCustomer = inviteCustomer;
    this.messaging = messaging;
    this.timeline = timeline;
    this.transactions = transactions;
    this.clock = clock;
    for (Channel channel : Channel.values()) {
      slots.put(channel, new Semaphore(IN_FLIGHT));
    }
  }

  /**
   * Sends what is due, as far as there is room; completes when all of that is over. For each
   * channel there is one that calls this.
   */
  CompletableFuture<Void> sendDue(Channel channel) {
    Semaphore free = slots.get(channel);
    List<Claim> claims = claim(channel, free.availablePermits());
    free.acquireUninterruptibly(claims.size());
    long claimed = System.nanoTime();
    return CompletableFuture.allOf(
        claims.stream()
            .map(claim -> send(claim, claimed).whenComplete((x, broken) -> free.release()))
            .toArray(CompletableFuture<?>[]::new));
  }

  private List<Claim> claim(Channel channel, int room) {
    if (room == 0) {
      return List.of();
    }
    return transactions.execute(status -> notices.claim(channel, clock.instant(), CLAIM, room));
  }

  private CompletableFuture<Void> send(Claim claim, long claimed) {
    // a node that was frozen in between leaves it to the one that has it now
    if (System.nanoTime() - claimed > CLAIM.toNanos() / 2) {
      return CompletableFuture.completedFuture(null);
    }
    Notice notice = claim.notice();
    CallKey key = new CallKey("notice:" + notice.id());
    return question(claim)
        .thenCompose(question -> messaging.send(key, inviteCustomer.with(notice, question)))
        .thenAcceptAsync(outcome -> write(claim, outcome), writers)
        .handleAsync((written, broken) -> putOff(claim, broken), writers);
  }

  /** Decided once, as what is sent under one key is one text; no question keeps a date back. */
  private CompletableFuture<Question> question(Claim claim) {
    Notice notice = claim.notice();
    if (!InviteCustomer.tellsOfAMove(notice)) {
      return CompletableFuture.completedFuture(Question.NONE);
    }
    return claim
        .question()
        .map(CompletableFuture::completedFuture)
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(notice)
                    .thenApply(inviteCustomer::question)
                    .exceptionally(broken -> unasked(notice, broken))
                    .thenApply(question -> keep(claim, question)));
  }

  private static Question unasked(Notice notice, Throwable broken) {
    withOrder(notice, () -> LOG.error("notice {} is sent without a link", notice.id(), broken));
    return Question.NONE;
  }

  private Question keep(Claim claim, Question question) {
    boolean kept =
        Boolean.TRUE.equals(transactions.execute(status -> notices.decide(claim, question)));
    if (!kept) {
      throw new StaleVersion("notice " + claim.notice().id());
    }
    return question;
  }

  /** What is broken here is a defect, or the database is away. */
  private @Nullable Void putOff(Claim claim, @Nullable Throwable broken) {
    if (broken != null) {
      Notice notice = claim.notice();
      withOrder(notice, () -> LOG.error("notice {} could not be sent", notice.id(), broken));
      Instant next = clock.instant().plus(pauseAfter(claim.attempt()));
      transactions.executeWithoutResult(
          status -> notices.failed(claim, "see the log of the node", Optional.of(next)));
    }
    return null;
  }

  private void write(Claim claim, Outcome<Sent> outcome) {
    withOrder(
        claim.notice(), () -> transactions.executeWithoutResult(status -> take(claim, outcome)));
  }

  private static void withOrder(Notice notice, Runnable work) {
    MDC.put("order", notice.order().value());
    try {
      work.run();
    } finally {
      MDC.remove("order");
    }
  }

  private void take(Claim claim, Outcome<Sent> outcome) {
    Instant now = clock.instant();
    if (outcome instanceof Outcome.Answer<Sent>) {
      if (notices.sent(claim, now)) {
        note(
            claim.notice(),
            EventKind.NOTICE_SENT,
            whom(claim.notice()) + " told",
            claim.notice().subject());
      }
    } else if (outcome instanceof Outcome.Unavailable<Sent> unavailable) {
      Duration pause = pauseAfter(claim.attempt());
      Duration wanted = unavailable.retryAfter().orElse(pause);
      Instant next = now.plus(wanted.compareTo(pause) > 0 ? wanted : pause);
      notices.failed(claim, text(unavailable.failure()), Optional.of(next));
    } else if (outcome instanceof Outcome.Unknown<Sent> unknown) {
      // rather twice than never; receivers know it by its id
      Instant next = now.plus(pauseAfter(claim.attempt()));
      notices.failed(claim, text(unknown.failure()), Optional.of(next));
    } else if (outcome instanceof Outcome.Rejected<Sent> rejected) {
      notices.failed(claim, text(rejected.failure()), Optional.empty());
      note(
          claim.notice(),
          EventKind.NOTED,
          whom(claim.notice()) + " could not be told",
          rejected.failure().message());
    }
  }

  private void note(Notice notice, EventKind kind, String text, String remark) {
    timeline.add(
        notice.order(),
        TimelineEntry.of(kind, text)
            .remarking(remark)
            .with("notice", notice.kind())
            .with("channel", notice.channel().code()));
  }

  private static String whom(Notice notice) {
    return notice.news().isForStaff() ? notice.about() : "Customer";
  }

  private static String text(Failure failure) {
    return failure.code() + ": " + failure.message();
  }

  /** 10 s, 30 s, 90 s … a quarter of an hour. */
  private static Duration pauseAfter(int attempt) {
    Duration pause = FIRST_PAUSE;
    for (int i = 1; i < attempt && pause.compareTo(LONGEST_PAUSE) < 0; i++) {
      pause = pause.multipliedBy(3);
    }
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  @Override
  public void destroy() {
    writers.shutdown();
  }
}
