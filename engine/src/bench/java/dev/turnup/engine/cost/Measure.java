package dev.turnup.engine.cost;

import java.util.Locale;

/** What is printed of a row. */
enum Measure {
  THROUGHPUT("orders/s to completion, at saturation", 1, Better.MORE),
  ACCEPT_P50_AT_20("accept at 20 orders/s, p50 ms", 1, Better.LESS),
  ACCEPT_P99_AT_20("accept at 20 orders/s, p99 ms", 1, Better.LESS),
  ACCEPT_P999_AT_20("accept at 20 orders/s, p99.9 ms", 1, Better.LESS),
  ACCEPTS_AT_20("– of how many orders", 0, Better.NEITHER),
  ACCEPT_P50_AT_HALF("accept at half of saturation, p50 ms", 1, Better.LESS),
  ACCEPT_P99_AT_HALF("accept at half of saturation, p99 ms", 1, Better.LESS),
  ACCEPT_P999_AT_HALF("accept at half of saturation, p99.9 ms", 1, Better.LESS),
  ACCEPTS_AT_HALF("– of how many orders", 0, Better.NEITHER),
  CPU("CPU ms per order, JVM and PostgreSQL", 1, Better.LESS),
  JVM_CPU("– of the JVM", 1, Better.LESS),
  POSTGRES_CPU("– of PostgreSQL", 1, Better.LESS),
  STATEMENTS("SQL statements per order", 1, Better.LESS),
  COMMITS("commits per order", 1, Better.LESS),
  WAL("WAL KB per order", 1, Better.LESS),
  HEAP_OF_WAITING("heap KB per 1,000 orders that wait for their day", 0, Better.LESS),
  HEAP_OF_CALLBACKS("heap KB per 1,000 orders that wait for a callback", 0, Better.LESS),
  HEAP_OF_TASKS("heap KB per 1,000 orders that wait for somebody", 0, Better.LESS),
  OUT_OF_MEMORY("times that it had no memory left", 0, Better.LESS),
  BYTES_WAITING("KB on disk per waiting order", 1, Better.LESS),
  BYTES_FINISHED("KB on disk per finished order", 1, Better.LESS),
  FIRST_START("s from exec to the first accepted order, empty database", 1, Better.LESS),
  SECOND_START("s from exec to the first accepted order, second start", 1, Better.LESS),
  WARM_UP("s of warm-up", 0, Better.NEITHER),
  COMPILERS_AT_REST(
      "% of a processor that its compilers took at the end of the warm-up", 1, Better.NEITHER),
  COMPILERS("% of the JVM's CPU that its compilers took at saturation", 1, Better.NEITHER),
  STAND_IN_CPU("CPU ms per order outside: stand-ins and their database", 1, Better.LESS),
  LOAD_CPU("CPU ms per order of the load generator", 1, Better.LESS);

  private enum Better {
    MORE,
    LESS,
    NEITHER
  }

  private final String label;
  private final int decimals;
  private final Better better;

  Measure(String label, int decimals, Better better) {
    this.label = label;
    this.decimals = decimals;
    this.better = better;
  }

  String label() {
    return label;
  }

  /** Whether one value is better than another; neither is of what says how it was measured. */
  boolean isBetter(double value, double other) {
    return switch (better) {
      case MORE -> value > other;
      case LESS -> value < other;
      case NEITHER -> false;
    };
  }

  String shown(double value) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
