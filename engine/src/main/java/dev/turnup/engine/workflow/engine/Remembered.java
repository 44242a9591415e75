package dev.turnup.engine.workflow.engine;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/** What was read, for a moment: a change is noticed after that, on every node. */
final class Remembered<T> {

  private static final long HOLDS = Duration.ofSeconds(5).toNanos();

  private record Reading<T>(T value, long at) {}

  private final LongSupplier nanos;
  private volatile Map<String, Reading<T>> readings = new ConcurrentHashMap<>();

  /**
   * @param nanos a clock that nobody walks
   */
  Remembered(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Empty if it was not read lately. */
  Optional<T> of(String key) {
    return Optional.ofNullable(readings.get(key))
        .filter(reading -> nanos.getAsLong() - reading.at() < HOLDS)
        .map(Reading::value);
  }

  /** Keeps what is read from now on; in vain, if all is forgotten before it has been read. */
  BiConsumer<String, T> keeper() {
    Map<String, Reading<T>> current = readings;
    long now = nanos.getAsLong();
    return (key, value) -> current.put(key, new Reading<>(value, now));
  }

  void forgetAll() {
    readings = new ConcurrentHashMap<>();
  }
}
