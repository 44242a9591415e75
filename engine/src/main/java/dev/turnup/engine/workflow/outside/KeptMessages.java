package dev.turnup.engine.workflow.outside;

import dev.turnup.engine.order.Inbox;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.TimedWork;
import dev.turnup.engine.workflow.Passing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Has delivered what outside systems say by themselves: as soon as it is kept, and again after
 * growing pauses as long as nobody waits for it yet. Each message has a transaction of its own.
 */
@Component
class KeptMessages implements TimedWork, SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(KeptMessages.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int DOUBLED_AT_MOST = 12;

  /** After so many tries a message only watches; nobody need wait for it. */
  private static final int LIVELY_TRIES = 6;

  private final Inbox inbox;
  private final MessageCourier courier;
  private final TransactionOperations transactions;
  private final OutsideThreads threads;
  private final Clock clock;
  private final Turn delivering;
  private volatile boolean running;
  private volatile boolean held;

  KeptMessages(
      Inbox inbox,
      MessageCourier courier,
      TransactionOperations transactions,
      OutsideThreads threads,
      Clock clock) {
    this.inbox = inbox;
    this.courier = courier;
    this.transactions = transactions;
    this.threads = threads;
    this.clock = clock;
    this.delivering = new Turn(threads, this::deliver);
  }

  @TransactionalEventListener(fallbackExecution = true)
  void wake(Inbox.Kept news) {
    delivering.ask();
  }

  private void deliver() {
    boolean more = true;
    while (more && running && !held) {
      more = deliverNext();
    }
  }

  private boolean deliverNext() {
    AtomicReference<Inbox.Message> tried = new AtomicReference<>();
    try {
      transactions.executeWithoutResult(
          transaction ->
              inbox
                  .due(clock.instant(), 1)
                  .forEach(message -> about(message, () -> deliver(message, tried))));
    } catch (RuntimeException e) {
      // whatever it is: one bad message must not hold up the others
      Inbox.Message bad = tried.get();
      if (bad == null) {
        throw e;
      }
      if (Passing.of(e).isEmpty()) {
        about(
            bad,
            () ->
                LOG.error(
                    "message {} of {} cannot be delivered yet", bad.messageId(), bad.system(), e));
      }
      postpone(bad);
    }
    return tried.get() != null;
  }

  private static void about(Inbox.Message message, Runnable work) {
    LogLines.about(message.order().map(OrderId::value).orElse(""), work);
  }

  private void deliver(Inbox.Message message, AtomicReference<Inbox.Message> tried) {
    tried.set(message);
    if (courier.deliver(message)) {
      inbox.settled(message.id(), clock.instant());
    } else {
      postpone(message);
    }
  }

  private void postpone(Inbox.Message message) {
    Duration pause = Duration.ofSeconds(1L << Math.min(message.tries(), DOUBLED_AT_MOST));
    inbox.tryAgain(
        message.id(),
        clock.instant().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause));
  }

  @Override
  public Optional<Instant> after(Instant now) {
    return inbox.nextAfter(now, LIVELY_TRIES);
  }

  @Override
  public List<String> runnable(Instant now) {
    int due = inbox.countDue(now, LIVELY_TRIES);
    return due == 0 ? List.of() : List.of(due + " messages of outside systems");
  }

  @Override
  public List<String> inFlight() {
    return delivering.isOver() ? List.of() : List.of("a message of an outside system");
  }

  @Override
  public void pause() {
    held = true;
  }

  @Override
  public void resume() {
    if (held) {
      held = false;
      delivering.ask();
    }
  }

  @Override
  public void start() {
    running = true;
    threads.every(LOOK_EVERY, delivering);
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
