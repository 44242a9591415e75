package dev.turnup.engine.workflow.engine;

import dev.turnup.engine.workflow.Recent;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.camunda.bpm.engine.impl.history.event.HistoricProcessInstanceEventEntity;
import org.jspecify.annotations.Nullable;

/** How the latest instances of this node started, which does not change. */
final class LatelyStarted {

  /** Less than half a megabyte; an order that nothing holds up has ended before it is forgotten. */
  private static final int MOST = 2_000;

  private static final long HOLDS = Duration.ofSeconds(5).toNanos();

  private static final long NEVER = Long.MIN_VALUE;

  /**
   * Milliseconds of the epoch, in place of dates: there are many.
   *
   * @param caller the instance that called it
   * @param removal when its history is removed
   */
  private record Start(long at, @Nullable String caller, long removal, long nanos) {}

  private final LongSupplier nanos;

  /** By id of the instance. */
  private final Map<String, Start> starts = Recent.of(MOST);

  /**
   * @param nanos a clock that nobody walks
   */
  LatelyStarted(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** One that is rolled back is never asked for. */
  void add(HistoricProcessInstanceEventEntity instance) {
    starts.put(
        instance.getId(),
        new Start(
            instance.getStartTime().getTime(),
            instance.getSuperProcessInstanceId(),
            Optional.ofNullable(instance.getRemovalTime()).map(Date::getTime).orElse(NEVER),
            nanos.getAsLong()));
  }

  void forget(String instance) {
    starts.remove(instance);
  }

  /** Empty if it is not known. */
  Optional<Date> start(String instance) {
    return of(instance).map(start -> new Date(start.at()));
  }

  /** Empty if it is not known, or has none. */
  Optional<String> caller(String instance) {
    return of(instance).map(Start::caller);
  }

  /** For five seconds: whoever administers the history may set another one later. */
  Optional<Date> removal(String instance) {
    return of(instance)
        .filter(start -> nanos.getAsLong() - start.nanos() < HOLDS)
        .filter(start -> start.removal() != NEVER)
        .map(start -> new Date(start.removal()));
  }

  private Optional<Start> of(String instance) {
    return Optional.ofNullable(starts.get(instance));
  }
}
