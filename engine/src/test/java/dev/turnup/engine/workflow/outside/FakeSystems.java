package dev.turnup.engine.workflow.outside;

import dev.turnup.engine.operation.OperationAnswer;
import dev.turnup.engine.operation.OutsideSystems;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Outside systems that answer operations as the test says. */
final class FakeSystems implements OutsideSystems {

  /** What was asked for, by key. */
  final Map<CallKey, Request> asked = new ConcurrentHashMap<>();

  /** What was done although its answer got lost, by key. */
  final Map<CallKey, OperationAnswer> done = new ConcurrentHashMap<>();

  private volatile Function<CallKey, CompletionStage<Outcome<OperationAnswer>>> answers;

  FakeSystems() {
    reset();
  }

  void reset() {
    asked.clear();
    done.clear();
    answer(key -> OperationAnswer.done(key, Map.of()));
  }

  void answer(Function<CallKey, OperationAnswer> answer) {
    answers = key -> CompletableFuture.completedFuture(new Outcome.Answer<>(answer.apply(key)));
  }

  void end(Function<CallKey, CompletionStage<Outcome<OperationAnswer>>> outcome) {
    answers = outcome;
  }

  @Override
  public CompletionStage<Outcome<OperationAnswer>> perform(CallKey key, Request request) {
    asked.put(key, request);
    return answers.apply(key);
  }

  @Override
  public CompletionStage<Outcome<Optional<OperationAnswer>>> find(CallKey key, Request request) {
    return CompletableFuture.completedFuture(
        new Outcome.Answer<>(Optional.ofNullable(done.get(key))));
  }
}
