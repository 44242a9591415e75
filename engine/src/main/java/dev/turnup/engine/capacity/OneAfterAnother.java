package dev.turnup.engine.capacity;

import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Calls one after the other, so that a group asks no more of a system at a time than one component
 * does. Stops at the first that has no answer, and when the time is up.
 */
final class OneAfterAnother {

  private final long begin = System.nanoTime();
  private final Duration atMost;

  private OneAfterAnother(Duration atMost) {
    this.atMost = atMost;
  }

  /**
   * Begins no call after this; what takes so long at most itself is over after twice the time, when
   * the group's own call is given up.
   */
  static OneAfterAnother within(Duration atMost) {
    return new OneAfterAnother(atMost);
  }

  /** One of the calls; the first has number 0. */
  interface Call<Q, A> {
    CompletionStage<Outcome<A>> make(Q request, int number);
  }

  /**
   * @param stopped the outcome at which it stopped, if that was no answer
   */
  record Asked<A>(List<A> answers, Optional<Outcome<A>> stopped) {

    /** The same for the whole group, if it stopped because the system could not be had. */
    <G> Optional<Outcome<G>> unavailable() {
      return stopped.flatMap(
          outcome ->
              outcome instanceof Outcome.Unavailable<A> of
                  ? Optional.of(new Outcome.Unavailable<G>(of.failure(), of.retryAfter()))
                  : Optional.empty());
    }

    /** Why it stopped, if it is not known whether the system acted. */
    Optional<Failure> unknown() {
      return stopped.filter(Outcome.Unknown.class::isInstance).flatMap(outcome -> failure());
    }

    /** Why it stopped, if a call had no answer. */
    Optional<Failure> failure() {
      return stopped.map(Asked::failureOf);
    }

    private static Failure failureOf(Outcome<?> outcome) {
      if (outcome instanceof Outcome.Unavailable<?> unavailable) {
        return unavailable.failure();
      }
      return outcome instanceof Outcome.Rejected<?> rejected
          ? rejected.failure()
          : ((Outcome.Unknown<?>) outcome).failure();
    }
  }

  <Q, A> CompletionStage<Asked<A>> ask(List<Q> requests, Call<Q, A> call) {
    return next(requests, call, new ArrayList<>());
  }

  private <Q, A> CompletionStage<Asked<A>> next(
      List<Q> requests, Call<Q, A> call, List<A> answers) {
    int number = answers.size();
    if (number == requests.size() || System.nanoTime() - begin > atMost.toNanos()) {
      return CompletableFuture.completedFuture(new Asked<>(List.copyOf(answers), Optional.empty()));
    }
    return call.make(requests.get(number), number)
        .thenCompose(
            outcome -> {
              if (outcome instanceof Outcome.Answer<A> answer) {
                answers.add(answer.value());
                return next(requests, call, answers);
              }
              return CompletableFuture.completedFuture(
                  new Asked<>(List.copyOf(answers), Optional.of(outcome)));
            });
  }
}
