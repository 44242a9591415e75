package dev.turnup.engine.workflow.outside;

import dev.turnup.engine.order.Outcome;

/**
 * A call that ended.
 *
 * @param probe whether it only tried a system that could not be reached
 */
record EndedCall<I, Q, A>(OutsideCall<I, Q, A> call, Outcome<A> outcome, boolean probe) {

  /** Whether the system that it tried still cannot be reached, which is not the order's fault. */
  boolean isVainProbe() {
    return probe && outcome instanceof Outcome.Unavailable<A>;
  }

  /** Whether the outside system acted, or may have. */
  boolean maybeActed() {
    return call.isEffect()
        && (outcome instanceof Outcome.Answer<A>
            || outcome instanceof Outcome.Unknown<A>
            || outcome instanceof Outcome.Unavailable<A> && call.maybeSent());
  }
}
