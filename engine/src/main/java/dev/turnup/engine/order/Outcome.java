package dev.turnup.engine.order;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * How one call to an outside system ended.
 *
 * @param <A> what the system answers
 */
public sealed interface Outcome<A> {

  /** The same, its answer in other words. */
  default <B> Outcome<B> map(Function<? super A, ? extends B> words) {
    if (this instanceof Answer<A> answer) {
      return new Answer<>(words.apply(answer.value()));
    }
    if (this instanceof Unavailable<A> unavailable) {
      return new Unavailable<>(unavailable.failure(), unavailable.retryAfter());
    }
    return this instanceof Unknown<A> unknown
        ? new Unknown<>(unknown.failure())
        : new Rejected<>(((Rejected<A>) this).failure());
  }

  /** A readable answer; a business no is one as well. */
  record Answer<A>(A value) implements Outcome<A> {}

  /** The call did not reach the system or was not taken: nothing happened there. */
  record Unavailable<A>(Failure failure, Optional<Duration> retryAfter) implements Outcome<A> {}

  /** Whether the system acted is not known: it is asked by key before anything is sent again. */
  record Unknown<A>(Failure failure) implements Outcome<A> {}

  /** The system understood and refuses; the same is never sent again as it is. */
  record Rejected<A>(Failure failure) implements Outcome<A> {}

  /** A person has said that the order goes on without it; nobody called. */
  record Skipped<A>() implements Outcome<A> {}
}
