package dev.turnup.engine.workflow.engine;

import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.camunda.bpm.engine.impl.history.event.HistoricProcessInstanceEventEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ConcurrentLruCache;

/** How the latest instances of this node started, which does not change. */
final class LatelyStarted {

  /** Some two megabytes; an order that nothing holds up has ended before it is forgotten. */
  private static final int MOST = 10_000;

  private static final long HOLDS = Duration.ofSeconds(5).toNanos();

  /**
   * @param caller the instance that called it
   * @param removal when its history is removed
   */
  private record Start(Date at, @Nullable String caller, @Nullable Date removal, long nanos) {}

  private final LongSupplier nanos;

  /** By id of the instance. */
  private final ConcurrentLruCache<String, AtomicReference<Start>> starts =
      new ConcurrentLruCache<>(MOST, id -> new AtomicReference<>());

  /**
   * @param nanos a clock that nobody walks
   */
  LatelyStarted(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** One that is rolled back is never asked for. */
  void add(HistoricProcessInstanceEventEntity instance) {
    starts
        .get(instance.getId())
        .set(
            new Start(
                instance.getStartTime(),
                instance.getSuperProcessInstanceId(),
                instance.getRemovalTime(),
                nanos.getAsLong()));
  }

  void forget(String instance) {
    starts.remove(instance);
  }

  /** Empty if it is not known. */
  Optional<Date> start(String instance) {
    return of(instance).map(Start::at);
  }

  /** Empty if it is not known, or has none. */
  Optional<String> caller(String instance) {
    return of(instance).map(Start::caller);
  }

  /** For five seconds: whoever administers the history may set another one later. */
  Optional<Date> removal(String instance) {
    return of(instance)
        .filter(start -> nanos.getAsLong() - start.nanos() < HOLDS)
        .map(Start::removal);
  }

  private Optional<Start> of(String instance) {
    return starts.contains(instance)
        ? Optional.ofNullable(starts.get(instance).get())
        : Optional.empty();
  }
}
