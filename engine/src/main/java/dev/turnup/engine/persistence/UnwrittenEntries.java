package dev.turnup.engine.persistence;

import dev.turnup.engine.persistence.TimelineMapper.NewEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.ResourceHolderSupport;
import org.springframework.transaction.support.ResourceHolderSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What the current transaction has said in timelines and not written yet: one statement writes all
 * of it before the transaction is committed. Whoever reads entries in a transaction that may have
 * some has them written first, {@link #write}.
 */
@Component
class UnwrittenEntries {

  private final TimelineMapper mapper;

  UnwrittenEntries(TimelineMapper mapper) {
    this.mapper = mapper;
  }

  /** Appends entries, in this order, after all that were appended before. */
  void add(List<NewEvent> entries) {
    Optional<Held> held = held();
    if (held.isEmpty() && !TransactionSynchronizationManager.isSynchronizationActive()) {
      insert(entries);
      return;
    }
    Held mine = held.orElseGet(this::begin);
    mine.entries.addAll(entries);
    if (mine.ending) {
      write();
    }
  }

  /** Writes what there is. */
  void write() {
    held()
        .filter(held -> !held.entries.isEmpty())
        .ifPresent(
            held -> {
              List<NewEvent> entries = List.copyOf(held.entries);
              held.entries.clear();
              insert(entries);
            });
  }

  private void insert(List<NewEvent> entries) {
    mapper.insert(Json.of(entries));
  }

  private static Optional<Held> held() {
    return Optional.ofNullable(
        (Held) TransactionSynchronizationManager.getResource(UnwrittenEntries.class));
  }

  private Held begin() {
    Held held = new Held();
    TransactionSynchronizationManager.bindResource(UnwrittenEntries.class, held);
    TransactionSynchronizationManager.registerSynchronization(new AtTheEnd(held));
    return held;
  }

  private static final class Held extends ResourceHolderSupport {

    private final List<NewEvent> entries = new ArrayList<>();
    private boolean ending;

    /** What was unwritten when a transaction came to a point that it may go back to. */
    private final Map<Object, List<NewEvent>> before = new HashMap<>();

    @Override
    public void clear() {
      super.clear();
      entries.clear();
      before.clear();
    }
  }

  private final class AtTheEnd
      extends ResourceHolderSynchronization<Held, Class<UnwrittenEntries>> {

    private final Held held;

    AtTheEnd(Held held) {
      super(held, UnwrittenEntries.class);
      this.held = held;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      // what others say who are called after this is written at once
      held.ending = true;
      write();
    }

    @Override
    public void savepoint(Object savepoint) {
      held.before.put(savepoint, List.copyOf(held.entries));
    }

    @Override
    public void savepointRollback(Object savepoint) {
      held.entries.clear();
      held.entries.addAll(held.before.getOrDefault(savepoint, List.of()));
    }
  }
}
