package dev.turnup.engine.routes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnup.engine.order.TimedWork;
import dev.turnup.engine.subscription.Callbacks;
import dev.turnup.engine.subscription.Callbacks.UnfitCallback;
import dev.turnup.engine.subscription.EventContents;
import dev.turnup.engine.subscription.EventQueue;
import dev.turnup.engine.subscription.EventQueue.Claim;
import dev.turnup.engine.subscription.Listeners;
import dev.turnup.engine.subscription.Listeners.Letter;
import dev.turnup.engine.subscription.Listeners.Reply;
import dev.turnup.engine.subscription.Listeners.Reply.NotReceived;
import dev.turnup.engine.subscription.OrderEvent;
import dev.turnup.engine.subscription.Secrets;
import dev.turnup.engine.subscription.Secrets.UnreadableSecret;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Tells subscribers what is due: claims orders in a short transaction, tells the events of each one
 * after another without holding any, and writes down in another what came of it.
 */
@Component
class EventSender implements TimedWork, DisposableBean {

  /** Orders that one subscriber is told of at the same time, by all nodes. */
  static final int PER_SUBSCRIPTION = 4;

  private static final Logger LOG = LoggerFactory.getLogger(EventSender.class);
  private static final int IN_FLIGHT = 200;
  private static final Duration CLAIM = Duration.ofMinutes(1);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
  private static final Duration LONGEST_WISH = Duration.ofHours(1);

  /** Longer than name servers take that answer. */
  private static final Duration LOOKUP = Duration.ofSeconds(10);

  private static final Duration PATIENCE = Duration.ofHours(24);

  /** After so many tries nobody need wait for a listener. */
  private static final int LIVELY_TRIES = 3;

  private final EventQueue queue;
  private final Secrets secrets;
  private final Callbacks callbacks;
  private final EventContents contents;
  private final Listeners listeners;
  private final TransactionOperations transactions;
  private final Clock clock;
  private final LargeLetters large;
  private final Semaphore slots = new Semaphore(IN_FLIGHT);
  private final AtomicInteger lively = new AtomicInteger();
  private volatile boolean held;

  /** What speaks with the database; few, so that it is nobody else's turn for long. */
  private final ExecutorService books = Executors.newFixedThreadPool(4);

  /** What asks name servers, which may take their time: never more threads than calls. */
  private final ExecutorService lookups = Executors.newCachedThreadPool();

  @Autowired
  EventSender(
      EventQueue queue,
      Secrets secrets,
      Callbacks callbacks,
      EventContents contents,
      Listeners listeners,
      TransactionOperations transactions,
      Clock clock) {
    this(
        queue,
        secrets,
        callbacks,
        contents,
        listeners,
        transactions,
        LargeLetters.ofMemory(),
        clock);
  }

  EventSender(
      EventQueue queue,
      Secrets secrets,
      Callbacks callbacks,
      EventContents contents,
      Listeners listeners,
      TransactionOperations transactions,
      LargeLetters large,
      Clock clock) {
    this.queue = queue;
    this.secrets = secrets;
    this.callbacks = callbacks;
    this.contents = contents;
    this.listeners = listeners;
    this.transactions = transactions;
    this.large = large;
    this.clock = clock;
  }

  /** Begins to tell what is due, as far as there is room, and does not wait for anybody. */
  void deliverDue() {
    if (advance()) {
      advance();
    }
    claimMore();
  }

  private boolean advance() {
    return transactions.execute(status -> queue.advance(clock.instant()));
  }

  private synchronized void claimMore() {
    int room = slots.availablePermits();
    if (held || room == 0 || !listeners.areReachable()) {
      return;
    }
    List<Claim> claims =
        transactions.execute(status -> queue.claim(clock.instant(), CLAIM, PER_SUBSCRIPTION, room));
    slots.acquireUninterruptibly(claims.size());
    claims.forEach(this::begin);
  }

  private void begin(Claim claim) {
    int counted = claim.attempts() <= LIVELY_TRIES ? 1 : 0;
    lively.addAndGet(counted);
    tell(claim)
        .whenComplete(
            (told, broken) -> {
              lively.addAndGet(-counted);
              slots.release();
              if (broken != null) {
                // what was claimed is tried again when the claim ends
                about(claim, () -> LOG.error("an event could not be told", broken));
              }
            })
        .thenRunAsync(this::claimMore, books);
  }

  /** Tells one event of the order, and then the next, until none is left or one fails. */
  private CompletableFuture<Void> tell(Claim claim) {
    long begun = System.nanoTime();
    return CompletableFuture.supplyAsync(() -> callbacks.addressOf(claim.callback()), lookups)
        .orTimeout(LOOKUP.toMillis(), TimeUnit.MILLISECONDS)
        .thenApplyAsync(address -> message(claim, address, begun), books)
        .thenCompose(message -> message.map(this::send).orElseGet(EventSender::nothing))
        .handleAsync((told, failure) -> write(claim, told, failure), books)
        .thenCompose(more -> more ? tell(claim.succeeding()) : nothing());
  }

  private static <T> CompletableFuture<@Nullable T> nothing() {
    return CompletableFuture.completedFuture(null);
  }

  private record Message(OrderEvent event, Letter letter) {}

  private record Told(OrderEvent event, Reply reply) {}

  private Optional<Message> message(Claim claim, InetAddress address, long begun) {
    // a node that was frozen in between leaves it to the one that has it now, one that stops too
    if (System.nanoTime() - begun > CLAIM.toNanos() / 2 || !listeners.areReachable()) {
      return Optional.empty();
    }
    return queue
        .next(claim)
        .map(event -> new Message(event, letter(claim, event, address)))
        // where there is no room it is tried again when the claim ends
        .filter(message -> large.take(message.letter().body()));
  }

  private Letter letter(Claim claim, OrderEvent event, InetAddress address) {
    byte[] body = contents.of(event).getBytes(UTF_8);
    return new Letter(
        URI.create(claim.callback() + event.type().path()),
        address,
        body,
        secrets
            .secretOf(claim.subscription())
            .map(secret -> Signature.of(body, secret, clock.instant())));
  }

  private CompletableFuture<@Nullable Told> send(Message message) {
    return listeners
        .tell(message.letter())
        .toCompletableFuture()
        .whenComplete((reply, failure) -> large.giveBack(message.letter().body()))
        .thenApply(reply -> new Told(message.event(), reply));
  }

  /** Whether more of the order is to be told now. */
  private boolean write(Claim claim, @Nullable Told told, @Nullable Throwable failure) {
    if (failure != null) {
      about(claim, () -> fail(claim, text(failure), Duration.ZERO));
      return false;
    }
    if (told != null && told.reply() instanceof NotReceived not) {
      about(claim, () -> fail(claim, not.why(), wished(not)));
      return false;
    }
    return told != null
        && Objects.requireNonNull(
            transactions.execute(status -> queue.delivered(claim, told.event(), CLAIM)));
  }

  private void fail(Claim claim, String text, Duration wished) {
    Instant now = clock.instant();
    boolean parked = !claim.failingSince().orElse(now).plus(PATIENCE).isAfter(now);
    if (parked) {
      LOG.warn("subscription {} is not told of it any more: {}", claim.subscription(), text);
    }
    Optional<Instant> nextTry =
        parked
            ? Optional.empty()
            : Optional.of(now.plus(longer(pauseAfter(claim.attempts() + 1), wished)));
    transactions.executeWithoutResult(status -> queue.failed(claim, text, now, nextTry));
  }

  /** How long the listener wants to be left alone, within bounds. */
  private static Duration wished(NotReceived not) {
    Duration wish = not.retryAfter().orElse(Duration.ZERO);
    return wish.compareTo(LONGEST_WISH) < 0 ? wish : LONGEST_WISH;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  /** What keeps an event from being sent at all, in words that give nothing away. */
  private static String text(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof UnfitCallback || cause instanceof UnreadableSecret) {
      return String.valueOf(cause.getMessage());
    }
    if (cause instanceof TimeoutException) {
      return "its host could not be looked up in time";
    }
    LOG.error("an event cannot be sent", cause);
    return "cannot be sent; the log says why";
  }

  private static void about(Claim claim, Runnable work) {
    MDC.put("order", claim.order().value());
    try {
      work.run();
    } finally {
      MDC.remove("order");
    }
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
  public Optional<Instant> after(Instant now) {
    return queue.nextAfter(now, LIVELY_TRIES);
  }

  @Override
  public List<String> runnable(Instant now) {
    return queue.isBusy(now, LIVELY_TRIES) ? List.of("events for subscribers") : List.of();
  }

  @Override
  public List<String> inFlight() {
    return lively.get() == 0 ? List.of() : List.of("events on their way to subscribers");
  }

  @Override
  public void pause() {
    held = true;
  }

  @Override
  public void resume() {
    held = false;
  }

  @Override
  public void destroy() {
    books.shutdown();
    lookups.shutdown();
  }
}
