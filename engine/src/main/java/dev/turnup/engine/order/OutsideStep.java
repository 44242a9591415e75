package dev.turnup.engine.order;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A step that asks an outside system to do or tell something. Three phases: {@link #requestFor} in
 * a short transaction, {@link #call} or {@link #find} in none, {@link #record} in the transaction
 * that moves the order on.
 *
 * @param <I> what the step is about, {@link ComponentId} say
 * @param <Q> the request, a record of plain values that JSON can keep
 * @param <A> the answer, likewise
 */
public interface OutsideStep<I, Q, A> {

  /** Builds the request from the order's rows. */
  Q requestFor(I id);

  /**
   * What the call intends, so that the key {@code <topic>:<intent>} names the effect: a component
   * and its round, say. Empty for a question, which may be asked afresh each time.
   */
  default Optional<String> intentOf(I id) {
    return Optional.empty();
  }

  /** Makes the call, once; returns at once and completes later. */
  CompletionStage<Outcome<A>> call(CallKey key, Q request);

  /**
   * Asks whether what was sent under this key was done; an empty answer says that it was not. A
   * question has nothing to find.
   */
  default CompletionStage<Outcome<Optional<A>>> find(CallKey key, Q request) {
    return CompletableFuture.completedFuture(new Outcome.Answer<>(Optional.empty()));
  }

  /** Takes the answer into the order's rows. */
  StepResult record(I id, A answer);

  /**
   * Whether the order goes on with what was done, or may have been, or takes it back by itself,
   * although no task waits for it any more: nobody has to see to it. Asked when the answer, if
   * there is one, is recorded.
   */
  default boolean isTakenUp(I id) {
    return false;
  }
}
