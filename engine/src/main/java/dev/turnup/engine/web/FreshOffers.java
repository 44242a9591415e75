package dev.turnup.engine.web;

import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.scheduling.SearchTimeSlots;
import dev.turnup.engine.scheduling.SearchTimeSlots.Found;
import dev.turnup.engine.scheduling.SearchTimeSlots.Question;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Before somebody chooses a time for a visit, the workforce system is asked what it offers, if its
 * calendar counts there and what it said last does not count any more.
 */
@Component
class FreshOffers {

  /** How long a person waits for it. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** Whoever asks after somebody had no answer has none either for so long, at once. */
  static final Duration LEFT_ALONE = Duration.ofMinutes(1);

  /**
   * So that a system that hangs keeps few of those waiting who want to choose a time, and leaves
   * room to those whose visits it does not plan.
   */
  private static final int MOST_AT_ONCE = 3;

  private final SearchTimeSlots searchTimeSlots;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Semaphore asking = new Semaphore(MOST_AT_ONCE);
  private volatile Instant silentUntil = Instant.MIN;

  FreshOffers(
      SearchTimeSlots searchTimeSlots, Clock clock, PlatformTransactionManager transactions) {
    this.searchTimeSlots = searchTimeSlots;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Whether it would have to be asked. */
  boolean isToAsk(DeliveryId delivery) {
    return question(delivery).isPresent();
  }

  /**
   * Asks, if need be.
   *
   * @return whether it is known what can be chosen; otherwise nothing can
   */
  boolean of(DeliveryId delivery) {
    Optional<Question> question = question(delivery);
    if (question.isEmpty()) {
      return true;
    }
    if (asked(question.get()) instanceof Outcome.Answer<Found> answer) {
      transaction.executeWithoutResult(status -> searchTimeSlots.keep(delivery, answer.value()));
      return true;
    }
    return false;
  }

  private Optional<Question> question(DeliveryId delivery) {
    return Objects.requireNonNull(
        transaction.execute(status -> searchTimeSlots.toChooseFrom(delivery)));
  }

  private Outcome<Found> asked(Question question) {
    Outcome<Found> late =
        new Outcome.Unknown<>(new Failure("workforce", "no-answer", "no answer in time"));
    if (clock.instant().isBefore(silentUntil) || !asking.tryAcquire()) {
      return late;
    }
    try {
      Outcome<Found> outcome =
          searchTimeSlots
              .call(new CallKey("choose:" + UUID.randomUUID()), question)
              .toCompletableFuture()
              .copy()
              .completeOnTimeout(late, PATIENCE.toSeconds(), TimeUnit.SECONDS)
              .join();
      if (outcome instanceof Outcome.Unavailable || outcome == late) {
        silentUntil = clock.instant().plus(LEFT_ALONE);
      }
      return outcome;
    } finally {
      asking.release();
    }
  }
}
