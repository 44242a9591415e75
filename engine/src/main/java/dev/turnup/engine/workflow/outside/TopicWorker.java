package dev.turnup.engine.workflow.outside;

import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off one topic on this node: locks no more tasks than it has free slots, prepares them
 * together, lets their calls run side by side, and hands over what has come back.
 */
final class TopicWorker<I, Q, A> {

  private static final Logger LOG = LoggerFactory.getLogger(TopicWorker.class);

  /** The connectors' word for 401 and 403. */
  private static final String CREDENTIAL_REFUSED = "credential-refused";

  /** In one transaction; more gain nothing. */
  private static final int BATCH = 32;

  private final Topic<I, Q, A> topic;
  private final TopicLimits limits;
  private final Workshop shop;
  private final Function<OutsideCall<I, Q, A>, CompletionStage<Outcome<A>>> caller;
  private final Consumer<Failure> credentialRefused;
  private final Breaker breaker;
  private final Turn fetching;

  /** Each holds a slot from its lock until it is let go of. */
  private final Set<LockedTask> taken = ConcurrentHashMap.newKeySet();

  private final Semaphore slots;

  private volatile boolean open;
  private volatile boolean moreIsThere;

  /**
   * @param caller makes a call; may throw nothing and hold nothing up
   * @param credentialRefused is told, in place of the breaker, when the system refuses whoever
   *     calls rather than what is asked
   */
  TopicWorker(
      Topic<I, Q, A> topic,
      TopicLimits limits,
      Workshop shop,
      Function<OutsideCall<I, Q, A>, CompletionStage<Outcome<A>>> caller,
      Consumer<Failure> credentialRefused) {
    this.topic = topic;
    this.limits = limits;
    this.shop = shop;
    this.caller = caller;
    this.credentialRefused = credentialRefused;
    this.slots = new Semaphore(limits.inFlight());
    this.breaker = new Breaker(topic.name(), limits.breakerWait(), shop.clock());
    this.fetching = new Turn(shop.threads(), this::fetch);
  }

  String topic() {
    return topic.name();
  }

  String system() {
    return topic.system();
  }

  /** Takes tasks up from now on. */
  void open() {
    open = true;
    wake();
  }

  /** Takes nothing new up; calls under way end. */
  void close() {
    open = false;
  }

  /** There may be tasks. */
  void wake() {
    if (open) {
      fetching.ask();
    }
  }

  /** The current transaction makes a task, if it is not gone already. */
  void came(Optional<NewTask> task) {
    if (task.filter(this::takeNew).isEmpty()) {
      TakenAtOnce.by(this).leaveSome();
    }
  }

  /**
   * Takes a task that the current transaction makes, if there is a slot for it, and nobody waits
   * for one; else it is to be looked for. Nobody else sees it before it is locked.
   */
  boolean takeNew(NewTask task) {
    if (!open || moreIsThere || breaker.isTrying() || topic.variables().isEmpty()) {
      return false;
    }
    TakenAtOnce<I, Q, A> takenNow = TakenAtOnce.by(this);
    if (takenNow.isAbout(task.order()) || !slots.tryAcquire()) {
      return false;
    }
    LockedTask locked = shop.tasks().lock(task, limits.lock());
    taken.add(locked);
    takenNow.add(locked);
    return true;
  }

  /** Prepares what the current transaction has taken, as far as it can. */
  List<OutsideCall<I, Q, A>> prepareNew(List<LockedTask> tasks) {
    return shop.prepare().ofNew(topic, tasks);
  }

  /**
   * The transaction that took these tasks has committed; what it could not prepare is anybody's
   * again.
   */
  void goOn(List<LockedTask> tasks, List<OutsideCall<I, Q, A>> calls) {
    calls.forEach(call -> shop.threads().execute(() -> start(call)));
    Set<LockedTask> called = calls.stream().map(OutsideCall::task).collect(Collectors.toSet());
    tasks.stream()
        .filter(task -> !called.contains(task))
        .forEach(
            task ->
                shop.threads()
                    .execute(
                        () -> {
                          giveBack(task);
                          wake();
                        }));
  }

  /** There are none: the transaction that took these tasks did not commit. */
  void forget(List<LockedTask> tasks) {
    tasks.forEach(this::release);
  }

  /** The tasks that this node works on now. */
  Set<String> underWay() {
    return taken.stream().map(LockedTask::id).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether something is under way, be it that tasks are just being looked for. */
  boolean isBusy() {
    return !taken.isEmpty() || !fetching.isOver();
  }

  int limit() {
    return limits.inFlight();
  }

  Breaker breaker() {
    return breaker;
  }

  /** Gives back what is still under way: its outcome will be asked for by key. */
  void letGo() {
    for (LockedTask task : List.copyOf(taken)) {
      if (letGo(task)) {
        shop.tasks().unlock(task);
      }
    }
  }

  private void fetch() {
    if (!open || shop.pauses().isPaused(topic.name())) {
      return;
    }
    int free = slots.availablePermits();
    int most = Math.min(breaker.allows(free, limits.inFlight() - free), BATCH);
    moreIsThere = free <= 0;
    // a task made at this moment may have taken one of them
    if (most <= 0 || !slots.tryAcquire(most)) {
      moreIsThere |= most > 0;
      return;
    }
    List<LockedTask> locked = lock(most);
    List<LockedTask> idle = new ArrayList<>(locked);
    try {
      for (OutsideCall<I, Q, A> call : shop.prepare().of(topic, locked)) {
        idle.remove(call.task());
        start(call);
      }
    } finally {
      idle.forEach(this::letGo);
    }
    moreIsThere = locked.size() == most;
    if (moreIsThere) {
      fetching.ask();
    }
  }

  private List<LockedTask> lock(int most) {
    List<LockedTask> locked = List.of();
    try {
      locked = shop.tasks().lock(topic, most, limits.lock());
      taken.addAll(locked);
      return locked;
    } finally {
      slots.release(most - locked.size());
    }
  }

  private void start(OutsideCall<I, Q, A> call) {
    if (call.known().isPresent()) {
      end(new EndedCall<>(call, call.known().get(), false));
      return;
    }
    if (!breaker.lets()) {
      giveBack(call.task());
      return;
    }
    boolean probe = breaker.isTrying();
    caller
        .apply(call)
        .toCompletableFuture()
        .orTimeout(limits.call().toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((outcome, broken) -> returned(call, outcome, broken, probe));
  }

  private void returned(
      OutsideCall<I, Q, A> call,
      @Nullable Outcome<A> outcome,
      @Nullable Throwable broken,
      boolean probe) {
    if (!taken.contains(call.task())) {
      // let go of: the end of this node is no failure of the other side
      return;
    }
    if (outcome != null) {
      tell(outcome);
      end(new EndedCall<>(call, outcome, probe));
    } else if (broken instanceof TimeoutException) {
      Failure failure =
          new Failure(topic.system(), "no-outcome", "no outcome within " + limits.call());
      breaker.ended(new Outcome.Unknown<>(failure));
      end(new EndedCall<>(call, new Outcome.Unknown<>(failure), probe));
    } else {
      breaker.brokeHere();
      shop.threads().execute(() -> stop(call.task(), new IllegalStateException(broken)));
    }
  }

  private void tell(Outcome<A> outcome) {
    if (outcome instanceof Outcome.Unavailable<A> unavailable
        && unavailable.failure().code().equals(CREDENTIAL_REFUSED)) {
      credentialRefused.accept(unavailable.failure());
    } else {
      breaker.ended(outcome);
    }
  }

  private void end(EndedCall<I, Q, A> ended) {
    shop.ended().add(ended, () -> release(ended.call().task()));
  }

  private void stop(LockedTask task, RuntimeException bug) {
    try {
      LogLines.about(
          task.order(), () -> LOG.error("a call of {} broke on this side", topic.name(), bug));
      shop.tasks().stop(task, bug);
    } finally {
      release(task);
    }
  }

  private void giveBack(LockedTask task) {
    try {
      shop.tasks().unlock(task);
    } finally {
      release(task);
    }
  }

  private void release(LockedTask task) {
    letGo(task);
    if (moreIsThere) {
      wake();
    }
  }

  /** Its slot is free again, unless it was already. */
  private boolean letGo(LockedTask task) {
    boolean held = taken.remove(task);
    if (held) {
      slots.release();
    }
    return held;
  }
}
