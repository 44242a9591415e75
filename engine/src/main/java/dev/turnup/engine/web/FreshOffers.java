package dev.turnup.engine.web;

import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.scheduling.SearchTimeSlots;
import dev.turnup.engine.scheduling.SearchTimeSlots.Found;
import dev.turnup.engine.scheduling.SearchTimeSlots.Question;
import java.time.Duration;
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
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** So that a system that hangs keeps few of the threads that others are answered by. */
  private static final int MOST_AT_ONCE = 16;

  private final SearchTimeSlots searchTimeSlots;
  private final TransactionTemplate transaction;
  private final Semaphore asking = new Semaphore(MOST_AT_ONCE);

  FreshOffers(SearchTimeSlots searchTimeSlots, PlatformTransactionManager transactions) {
    this.searchTimeSlots = searchTimeSlots;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Where no answer comes in time, nothing is offered. */
  void of(DeliveryId delivery) {
    Optional<Question> question =
        Objects.requireNonNull(
            transaction.execute(status -> searchTimeSlots.toChooseFrom(delivery)));
    if (question.isPresent() && asked(question.get()) instanceof Outcome.Answer<Found> answer) {
      transaction.executeWithoutResult(status -> searchTimeSlots.keep(delivery, answer.value()));
    }
  }

  private Outcome<Found> asked(Question question) {
    Outcome<Found> late =
        new Outcome.Unknown<>(new Failure("workforce", "no-answer", "no answer in time"));
    if (!asking.tryAcquire()) {
      return late;
    }
    try {
      return searchTimeSlots
          .call(new CallKey("choose:" + UUID.randomUUID()), question)
          .toCompletableFuture()
          .copy()
          .completeOnTimeout(late, PATIENCE.toSeconds(), TimeUnit.SECONDS)
          .join();
    } finally {
      asking.release();
    }
  }
}
