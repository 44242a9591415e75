package dev.turnup.engine.workflow.outside;

import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.OutsideStep;
import dev.turnup.engine.order.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * An outside step whose system does what the test says. Nobody calls it inside a transaction, which
 * would hold a connection of the pool for as long as the system takes.
 */
final class FakeStep implements OutsideStep<ComponentId, FakeStep.Ask, FakeStep.Told> {

  record Ask(String what) {}

  record Told(String what) {}

  static final Outcome<Told> DONE = new Outcome.Answer<>(new Told("done"));
  static final Outcome<Told> UNAVAILABLE =
      new Outcome.Unavailable<>(new Failure("fake", "refused", "nobody listens"), Optional.empty());
  static final Outcome<Told> UNKNOWN =
      new Outcome.Unknown<>(new Failure("fake", "silence", "nothing came back"));
  static final Outcome<Told> REJECTED =
      new Outcome.Rejected<>(new Failure("fake", "http-422", "not like this"));

  final List<ComponentId> called = new CopyOnWriteArrayList<>();
  final List<ComponentId> asked = new CopyOnWriteArrayList<>();

  /** What was recorded in a transaction that was committed. */
  final List<ComponentId> recorded = new CopyOnWriteArrayList<>();

  final Set<ComponentId> cannotBePrepared = ConcurrentHashMap.newKeySet();
  final Set<ComponentId> cannotBeRecorded = ConcurrentHashMap.newKeySet();

  /** What the system has done, by key. */
  final Set<CallKey> effects = ConcurrentHashMap.newKeySet();

  /** Does not do what it is asked to. */
  volatile boolean forgets;

  /** The order takes up what no task waits for. */
  volatile boolean takenUp;

  /** What it says when it is asked by key, in place of whether it did it. */
  volatile Optional<Outcome<Optional<Told>>> toldByKey = Optional.empty();

  private final ConcurrentLinkedQueue<CompletableFuture<Outcome<Told>>> held =
      new ConcurrentLinkedQueue<>();
  private final boolean effect;
  private volatile Function<ComponentId, Optional<Outcome<Told>>> answers = id -> Optional.of(DONE);
  volatile StepResult result = StepResult.done("answered", true);

  FakeStep(boolean effect) {
    this.effect = effect;
  }

  void reset() {
    List.of(called, asked, recorded).forEach(List::clear);
    List.of(cannotBePrepared, cannotBeRecorded, effects).forEach(Set::clear);
    answers(DONE);
    forgets = false;
    takenUp = false;
    toldByKey = Optional.empty();
    result = StepResult.done("answered", true);
  }

  void answers(Outcome<Told> outcome) {
    answers = id -> Optional.of(outcome);
  }

  /** One after the other, the last for ever. */
  void answersInTurn(Outcome<Told> first, Outcome<Told> then) {
    answersInTurn(List.of(first, then));
  }

  void answersInTurn(List<Outcome<Told>> outcomes) {
    List<Outcome<Told>> left = new ArrayList<>(outcomes);
    answers =
        id -> {
          synchronized (left) {
            return Optional.of(left.size() > 1 ? left.remove(0) : left.get(0));
          }
        };
  }

  /** Keeps the answers back until {@link #release}. */
  void holds() {
    answers = id -> Optional.empty();
  }

  void release(Outcome<Told> outcome) {
    for (CompletableFuture<Outcome<Told>> call; (call = held.poll()) != null; ) {
      call.complete(outcome);
    }
  }

  @Override
  public Ask requestFor(ComponentId id) {
    if (cannotBePrepared.contains(id)) {
      throw new IllegalStateException("cannot be prepared");
    }
    return new Ask(id.toString());
  }

  @Override
  public Optional<String> intentOf(ComponentId id) {
    return effect ? Optional.of(id + ":1") : Optional.empty();
  }

  @Override
  public CompletionStage<Outcome<Told>> call(CallKey key, Ask request) {
    refuseInTransaction();
    ComponentId id = ComponentId.of(request.what());
    if (!forgets) {
      effects.add(key);
    }
    Optional<Outcome<Told>> outcome = answers.apply(id);
    CompletableFuture<Outcome<Told>> call = new CompletableFuture<>();
    outcome.ifPresentOrElse(call::complete, () -> held.add(call));
    // last: a test that sees it called can release it
    called.add(id);
    return call;
  }

  @Override
  public CompletionStage<Outcome<Optional<Told>>> find(CallKey key, Ask request) {
    if (!effect) {
      return OutsideStep.super.find(key, request);
    }
    refuseInTransaction();
    asked.add(ComponentId.of(request.what()));
    return CompletableFuture.completedFuture(
        toldByKey.orElseGet(
            () ->
                new Outcome.Answer<>(
                    effects.contains(key) ? Optional.of(new Told("found")) : Optional.empty())));
  }

  /** The call breaks, and whoever waits for its outcome waits in vain. */
  private static void refuseInTransaction() {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("called inside a transaction");
    }
  }

  @Override
  public boolean isTakenUp(ComponentId id) {
    return takenUp;
  }

  @Override
  public StepResult record(ComponentId id, Told answer) {
    if (cannotBeRecorded.contains(id)) {
      throw new IllegalStateException("cannot be recorded");
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            recorded.add(id);
          }
        });
    return result;
  }
}
