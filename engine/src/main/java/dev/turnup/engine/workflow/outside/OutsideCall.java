package dev.turnup.engine.workflow.outside;

import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.OutboundCall;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.StepFellOut;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One task's call, prepared: from here on neither a transaction nor a connection is needed.
 *
 * @param noted the call as the book has it
 * @param maybeSent whether it may have been sent before, so that it is asked for by key first
 * @param known how it ended, if that is known from before
 */
record OutsideCall<I, Q, A>(
    Topic<I, Q, A> topic,
    LockedTask task,
    I subject,
    OutboundCall noted,
    Q request,
    boolean maybeSent,
    Optional<Outcome<A>> known) {

  /** Makes the call, or asks for it; completes later, on a thread that must not be held up. */
  CompletionStage<Outcome<A>> make() {
    return maybeSent
        ? topic.step().find(noted.key(), request).thenCompose(this::unlessFound)
        : topic.step().call(noted.key(), request);
  }

  private CompletionStage<Outcome<A>> unlessFound(Outcome<Optional<A>> found) {
    if (found instanceof Outcome.Answer<Optional<A>> answer) {
      return answer
          .value()
          .<CompletionStage<Outcome<A>>>map(
              value -> CompletableFuture.completedFuture(new Outcome.Answer<>(value)))
          .orElseGet(() -> topic.step().call(noted.key(), request));
    }
    if (found instanceof Outcome.Unavailable<Optional<A>> unavailable) {
      return CompletableFuture.completedFuture(
          new Outcome.Unavailable<>(unavailable.failure(), unavailable.retryAfter()));
    }
    // a question that is refused says nothing about the effect
    Failure failure =
        found instanceof Outcome.Rejected<Optional<A>> rejected
            ? rejected.failure()
            : ((Outcome.Unknown<Optional<A>>) found).failure();
    return CompletableFuture.completedFuture(new Outcome.Unknown<>(failure));
  }

  /** The component that it is for, if it is for one. */
  Optional<ComponentId> component() {
    return topic.subject().component(subject);
  }

  /** The components that it is for, if it is for several together. */
  List<ComponentId> group() {
    return topic.subject().group(subject);
  }

  /** The delivery that it is for, if it is for one. */
  Optional<DeliveryId> delivery() {
    return topic.subject().delivery(subject);
  }

  /**
   * What is to be kept if it falls out for this reason.
   *
   * @param component of several the one that it is about
   * @param attempts how often it was made
   */
  StepFellOut fellOut(Failure failure, Optional<ComponentId> component, int attempts) {
    return new StepFellOut(
        noted.order(),
        component,
        delivery(),
        topic.name(),
        failure,
        Optional.of(noted.key()),
        attempts);
  }

  /** Whether the call is to change something outside, so that an answer may have to be undone. */
  boolean isEffect() {
    return topic.step().intentOf(subject).isPresent();
  }
}
