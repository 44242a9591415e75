package dev.turnup.engine.workflow.outside;

import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.Fallouts;
import dev.turnup.engine.order.OpenProblems;
import dev.turnup.engine.order.OutboundCall;
import dev.turnup.engine.order.OutboundCall.State;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.StepFellOut;
import dev.turnup.engine.order.StepResult;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What each way to end does to the order's rows and to the task, in one transaction: the caller's.
 */
@Component
class Reaction {

  private final ExternalTasks tasks;
  private final Fallouts fallouts;
  private final RetryPolicy retryPolicy;
  private final OpenProblems openProblems;

  Reaction(
      ExternalTasks tasks, Fallouts fallouts, RetryPolicy retryPolicy, OpenProblems openProblems) {
    this.tasks = tasks;
    this.fallouts = fallouts;
    this.retryPolicy = retryPolicy;
    this.openProblems = openProblems;
  }

  /** Moves the order on; returns the call as the book is to have it. */
  <I, Q, A> OutboundCall to(EndedCall<I, Q, A> ended) {
    OutboundCall noted = noted(ended);
    if (ended.outcome() instanceof Outcome.Answer<A> answer) {
      record(ended.call(), answer.value());
      return noted.as(State.APPLIED);
    }
    if (ended.outcome() instanceof Outcome.Skipped<A>) {
      OutsideCall<I, Q, A> call = ended.call();
      goOn(call, KeptWords.skippable(call.topic().step()).skipped(call.subject()));
    } else if (ended.outcome() instanceof Outcome.Rejected<A> rejected) {
      fallOut(ended.call(), rejected.failure(), noted.attempts());
    } else if (ended.isVainProbe()) {
      tasks.unlock(ended.call().task());
    } else {
      again(ended.call(), noted, askedDelay(ended.outcome()));
    }
    return noted;
  }

  /** The call with its outcome, whatever becomes of its task. */
  static <I, Q, A> OutboundCall noted(EndedCall<I, Q, A> ended) {
    OutboundCall call = ended.call().noted();
    if (ended.outcome() instanceof Outcome.Skipped<A>) {
      return call;
    }
    if (ended.outcome() instanceof Outcome.Answer<A> answer) {
      return call.answered(State.ANSWERED, CallJson.of(answer.value()));
    }
    if (ended.outcome() instanceof Outcome.Rejected<A> rejected) {
      return call.failed(State.REJECTED, rejected.failure(), true);
    }
    if (ended.outcome() instanceof Outcome.Unavailable<A> unavailable) {
      // what was sent before is as unknown as it was
      State state = ended.call().maybeSent() ? State.UNKNOWN : State.UNAVAILABLE;
      return call.failed(state, unavailable.failure(), !ended.isVainProbe());
    }
    return call.failed(State.UNKNOWN, ((Outcome.Unknown<A>) ended.outcome()).failure(), true);
  }

  private <I, Q, A> void record(OutsideCall<I, Q, A> call, A answer) {
    goOn(call, call.topic().step().record(call.subject(), answer));
  }

  private void goOn(OutsideCall<?, ?, ?> call, StepResult result) {
    if (result instanceof StepResult.Done done) {
      tasks.complete(call.task(), done.routing());
    } else {
      // the attempt that was answered counts as well
      fallOut(call, ((StepResult.FellOut) result).failure(), call.noted().attempts() + 1);
    }
  }

  /** While a problem is open, trying again is in vain: it falls out, and waits for its end. */
  private void again(OutsideCall<?, ?, ?> call, OutboundCall failed, Optional<Duration> asked) {
    Failure failure = failed.failure().orElseThrow();
    retryPolicy
        .delay(call, failed, asked)
        .filter(delay -> !openProblems.areBehind(fellOut(call, failure, failed.attempts())))
        .ifPresentOrElse(
            delay -> tasks.later(call.task(), failure.message(), delay),
            () -> fallOut(call, failure, failed.attempts()));
  }

  private void fallOut(OutsideCall<?, ?, ?> call, Failure failure, int attempts) {
    FalloutId fallout = fallouts.raise(fellOut(call, failure, attempts));
    tasks.fallOut(call.task(), fallout, failure.message());
  }

  private static StepFellOut fellOut(OutsideCall<?, ?, ?> call, Failure failure, int attempts) {
    return call.fellOut(failure, call.component(), attempts);
  }

  private static Optional<Duration> askedDelay(Outcome<?> outcome) {
    return outcome instanceof Outcome.Unavailable<?> unavailable
        ? unavailable.retryAfter()
        : Optional.empty();
  }
}
