package dev.turnup.engine.routes;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.turnup.engine.bulk.AdvanceRun;
import dev.turnup.engine.bulk.AdvanceRun.Attempt;
import dev.turnup.engine.bulk.Runs;
import dev.turnup.engine.order.ChangeRefused;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.order.TimedWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionOperations;

/** Takes runs further as long as something is due for one: one order after the other. */
@Component
class BulkWorker implements TimedWork, DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(BulkWorker.class);

  /** Some node looks so often. */
  static final Duration LOOKED_FOR = Duration.ofSeconds(2);

  private final AdvanceRun advanceRun;
  private final Runs runs;
  private final TransactionOperations transactions;
  private final Clock clock;
  private final ScheduledExecutorService hands =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "bulk-worker"));

  /** Whether somebody has asked who is not served yet. */
  private final AtomicBoolean asked = new AtomicBoolean();

  private volatile boolean busy;
  private volatile boolean held;

  BulkWorker(AdvanceRun advanceRun, Runs runs, TransactionOperations transactions, Clock clock) {
    this.advanceRun = advanceRun;
    this.runs = runs;
    this.transactions = transactions;
    this.clock = clock;
  }

  @TransactionalEventListener(fallbackExecution = true)
  void wake(Runs.Moving run) {
    look();
  }

  /** Does what is due, soon. */
  void look() {
    if (!held && asked.compareAndSet(false, true)) {
      hands.execute(this::work);
    }
  }

  private void work() {
    busy = true;
    asked.set(false);
    try {
      boolean more = true;
      while (more && !held) {
        more = advance();
      }
    } finally {
      busy = false;
    }
  }

  private boolean advance() {
    AtomicReference<Attempt> begun = new AtomicReference<>();
    try {
      return Objects.requireNonNull(
          transactions.execute(
              status -> {
                boolean due = advanceRun.next(attempt -> begin(begun, attempt));
                if (!due) {
                  lookInTime();
                }
                return due;
              }));
    } catch (RuntimeException e) {
      // whatever it is: one bad order must not hold up the others
      return failed(Optional.ofNullable(begun.get()), e);
    } finally {
      MDC.remove("order");
    }
  }

  /** What is due before anybody looks again is not late by that. */
  private void lookInTime() {
    Instant now = clock.instant();
    runs.nextAfter(now)
        .map(next -> Duration.between(now, next))
        .filter(wait -> wait.compareTo(LOOKED_FOR) < 0)
        .ifPresent(wait -> hands.schedule(this::look, wait.toMillis() + 1, MILLISECONDS));
  }

  private static void begin(AtomicReference<Attempt> begun, Attempt attempt) {
    begun.set(attempt);
    attempt.order().ifPresent(order -> MDC.put("order", order.value()));
  }

  /** Whether there may be more to do at once; where the database is away there is not. */
  private boolean failed(Optional<Attempt> begun, RuntimeException failure) {
    try {
      begun.ifPresentOrElse(
          attempt -> transactions.executeWithoutResult(status -> note(attempt, failure)),
          () -> LOG.error("runs over many orders cannot be taken further", failure));
      return begun.isPresent();
    } catch (RuntimeException e) {
      LOG.error("what failed in a run cannot be noted; it is tried again", e);
      return false;
    }
  }

  private void note(Attempt attempt, RuntimeException failure) {
    if (failure instanceof Refused || failure instanceof ChangeRefused) {
      advanceRun.refuse(attempt, String.valueOf(failure.getMessage()));
    } else if (failure instanceof StaleVersion || failure instanceof ConcurrencyFailureException) {
      advanceRun.putOff(attempt, "others were faster, again and again");
    } else {
      LOG.error("run {} cannot do it", attempt.run(), failure);
      advanceRun.putOff(attempt, "it failed inside Turnup; the log says how");
    }
  }

  @Override
  public Optional<Instant> after(Instant now) {
    return runs.nextAfter(now);
  }

  @Override
  public List<String> runnable(Instant now) {
    return runs.isDue(now) ? List.of("orders of runs over many") : List.of();
  }

  @Override
  public List<String> inFlight() {
    return busy || asked.get() ? List.of("an order of a run over many") : List.of();
  }

  @Override
  public void pause() {
    held = true;
  }

  @Override
  public void resume() {
    if (held) {
      held = false;
      look();
    }
  }

  @Override
  public void destroy() {
    held = true;
    hands.shutdown();
  }
}
