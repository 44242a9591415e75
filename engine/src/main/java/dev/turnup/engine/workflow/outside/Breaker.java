package dev.turnup.engine.workflow.outside;

import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.Outcome;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Leaves a system alone that cannot be reached, and tries it with one call after a wait. Only that
 * a system was not reached speaks against it: one request that breaks it must not stop the others.
 * Once it is left alone, only an answer speaks for it.
 */
final class Breaker {

  private static final int LAST_CALLS = 10;
  private static final int JUDGED_FROM = 5;
  private static final int FAILED_PERCENT = 50;

  /** Who asks for more does not know when it will be back either. */
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final Clock clock;
  private final Duration wait;
  private final CircuitBreaker breaker;
  private volatile Instant triedFrom = Instant.MIN;
  private volatile Optional<Failure> reason = Optional.empty();

  Breaker(String topic, Duration wait, Clock clock) {
    this.clock = clock;
    this.wait = wait;
    this.breaker =
        CircuitBreaker.of(
            topic,
            CircuitBreakerConfig.custom()
                .clock(clock)
                .slidingWindowSize(LAST_CALLS)
                .minimumNumberOfCalls(JUDGED_FROM)
                .failureRateThreshold(FAILED_PERCENT)
                .waitDurationInOpenState(wait)
                .permittedNumberOfCallsInHalfOpenState(1)
                .build());
    breaker
        .getEventPublisher()
        .onStateTransition(
            event -> {
              if (event.getStateTransition().getToState() == State.OPEN) {
                triedFrom = clock.instant().plus(wait);
              } else if (event.getStateTransition().getToState() == State.CLOSED) {
                reason = Optional.empty();
              }
            });
  }

  /** How many of {@code free} slots may be used now. */
  int allows(int free, int inFlight) {
    if (breaker.getState() == State.CLOSED) {
      return free;
    }
    boolean mayTry = inFlight == 0 && !clock.instant().isBefore(triedFrom);
    return mayTry ? Math.min(free, 1) : 0;
  }

  /** Whether a call may go out; each that may has to be {@link #ended}. */
  boolean lets() {
    return breaker.tryAcquirePermission();
  }

  /** Whether the call that goes out now is only to try the system. */
  boolean isTrying() {
    return breaker.getState() != State.CLOSED;
  }

  /** What a call that was let out tells of the system. */
  synchronized void ended(Outcome<?> outcome) {
    if (outcome instanceof Outcome.Unavailable<?> unavailable) {
      failed(unavailable.failure());
      unavailable.retryAfter().ifPresent(this::triedNoSoonerThanIn);
    } else if (outcome instanceof Outcome.Unknown<?> unknown) {
      if (isTrying()) {
        failed(unknown.failure());
      } else {
        breaker.releasePermission();
      }
    } else {
      breaker.onSuccess(0, TimeUnit.NANOSECONDS);
    }
  }

  private void failed(Failure failure) {
    reason = Optional.of(failure);
    breaker.onError(0, TimeUnit.NANOSECONDS, new IllegalStateException(failure.code()));
  }

  private void triedNoSoonerThanIn(Duration asked) {
    Instant from = clock.instant().plus(asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked);
    if (breaker.getState() == State.OPEN && from.isAfter(triedFrom)) {
      triedFrom = from;
    }
  }

  /**
   * Leaves the system alone at once, whatever other calls told of it.
   *
   * @return whether it was not yet left alone for the same reason
   */
  synchronized boolean leaveAlone(Failure failure) {
    boolean news = whyLeftAlone().filter(known -> known.code().equals(failure.code())).isEmpty();
    reason = Optional.of(failure);
    if (breaker.getState() == State.OPEN) {
      triedNoSoonerThanIn(wait);
    } else {
      breaker.transitionToOpenState();
    }
    return news;
  }

  /** A call that was let out, and broke on this side. */
  void brokeHere() {
    breaker.releasePermission();
  }

  /** When the system will be tried next, if it is left alone now. */
  Optional<Instant> leftAloneUntil() {
    return breaker.getState() == State.OPEN && clock.instant().isBefore(triedFrom)
        ? Optional.of(triedFrom)
        : Optional.empty();
  }

  /** What the system was last heard to be unwell of, unless all is well. */
  Optional<Failure> whyLeftAlone() {
    return isTrying() ? reason : Optional.empty();
  }

  /** {@code closed}, {@code open} or {@code half-open}. */
  String state() {
    return breaker.getState().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
