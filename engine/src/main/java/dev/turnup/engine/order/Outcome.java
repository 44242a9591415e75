package dev.turnup.engine.order;

import java.time.Duration;
import java.util.Optional;

/**
 * How one call to an outside system ended.
 *
 * @param <A> what the system answers
 */
public sealed interface Outcome<A> {

  /** A readable answer; a business no is one as well. */
  record Answer<A>(A value) implements Outcome<A> {}

  /** The call did not reach the system or was not taken: nothing happened there. */
  record Unavailable<A>(Failure failure, Optional<Duration> retryAfter) implements Outcome<A> {}

  /** Whether the system acted is not known: it is asked by key before anything is sent again. */
  record Unknown<A>(Failure failure) implements Outcome<A> {}

  /** The system understood and refuses; the same is never sent again as it is. */
  record Rejected<A>(Failure failure) implements Outcome<A> {}
}
