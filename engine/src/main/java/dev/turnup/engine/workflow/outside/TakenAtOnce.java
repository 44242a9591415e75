package dev.turnup.engine.workflow.outside;

import java.util.ArrayList;
import java.util.List;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * New tasks of a topic that the transaction which makes them has locked for this node: their calls
 * are prepared as its last work, and made once it is committed. Thus nobody looks for them, locks
 * them and begins another transaction.
 */
final class TakenAtOnce<I, Q, A> implements TransactionSynchronization {

  private final TopicWorker<I, Q, A> worker;
  private final List<LockedTask> tasks = new ArrayList<>();
  private List<OutsideCall<I, Q, A>> calls = List.of();
  private boolean leftSome;

  private TakenAtOnce(TopicWorker<I, Q, A> worker) {
    this.worker = worker;
  }

  /** What the current transaction has taken for a worker so far. */
  // one worker's are of its topic
  @SuppressWarnings("unchecked")
  static <I, Q, A> TakenAtOnce<I, Q, A> by(TopicWorker<I, Q, A> worker) {
    return TransactionSynchronizationManager.getSynchronizations().stream()
        .filter(TakenAtOnce.class::isInstance)
        .map(TakenAtOnce.class::cast)
        .filter(taken -> taken.worker == worker)
        .findFirst()
        .orElseGet(
            () -> {
              TakenAtOnce<I, Q, A> taken = new TakenAtOnce<>(worker);
              TransactionSynchronizationManager.registerSynchronization(taken);
              return taken;
            });
  }

  /** One thing about an order at a time, as ever. */
  boolean isAbout(String order) {
    return tasks.stream().anyMatch(task -> task.order().equals(order));
  }

  void add(LockedTask task) {
    tasks.add(task);
  }

  /** There are others, which are to be looked for. */
  void leaveSome() {
    leftSome = true;
  }

  @Override
  public void beforeCommit(boolean readOnly) {
    calls = tasks.isEmpty() ? List.of() : worker.prepareNew(tasks);
  }

  @Override
  public void afterCompletion(int status) {
    if (status != STATUS_COMMITTED) {
      worker.forget(tasks);
      return;
    }
    worker.goOn(tasks, calls);
    if (leftSome) {
      worker.wake();
    }
  }
}
