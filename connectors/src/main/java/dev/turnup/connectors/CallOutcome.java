package dev.turnup.connectors;

import java.time.Duration;
import java.util.Optional;

/**
 * How a call to an outside system ended. The caller's reaction follows from the type alone: record
 * it, send the same again later, ask by key before sending again, or never send it again as it is.
 */
public sealed interface CallOutcome<A> {

  /** The system answered and the answer was understood; a business no is an answer too. */
  record Answer<A>(A value) implements CallOutcome<A> {}

  /**
   * The system did not take the request: nothing happened there, the same may be sent later.
   *
   * @param retryAfter how long the system asked to be left alone
   */
  record ConnectorUnavailable<A>(Failure failure, Optional<Duration> retryAfter)
      implements CallOutcome<A> {}

  /** The request may or may not have had its effect: ask by key before it is sent again. */
  record OutcomeUnknown<A>(Failure failure) implements CallOutcome<A> {}

  /** The system refused this request, and will refuse it again. */
  record RequestRejected<A>(Failure failure) implements CallOutcome<A> {}

  /**
   * Why there was no answer.
   *
   * @param system network, inventory, billing, workforce or messaging
   * @param code short and stable, for decision tables: the system's own code where it gave one,
   *     else one of Turnup's own: {@code http-503}, {@code no-answer} …
   * @param message one line for a person; no credentials, no body
   */
  record Failure(String system, String code, String message) {}
}
