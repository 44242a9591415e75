package dev.turnup.engine.cost;

/** What is printed of a row. */
enum Measure {
  THROUGHPUT("orders/s to completion, at saturation", 1, true),
  ACCEPT_P50_AT_20("accept at 20 orders/s, p50 ms", 1, false),
  ACCEPT_P99_AT_20("accept at 20 orders/s, p99 ms", 1, false),
  ACCEPT_P999_AT_20("accept at 20 orders/s, p99.9 ms", 1, false),
  ACCEPT_P50_AT_HALF("accept at half of saturation, p50 ms", 1, false),
  ACCEPT_P99_AT_HALF("accept at half of saturation, p99 ms", 1, false),
  ACCEPT_P999_AT_HALF("accept at half of saturation, p99.9 ms", 1, false),
  CPU("CPU ms per order, JVM and PostgreSQL", 1, false),
  JVM_CPU("– of the JVM", 1, false),
  POSTGRES_CPU("– of PostgreSQL", 1, false),
  STATEMENTS("SQL statements per order", 1, false),
  COMMITS("commits per order", 1, false),
  WAL("WAL KB per order", 1, false),
  HEAP_OF_WAITING("heap KB per 1,000 waiting orders", 0, false),
  BYTES_WAITING("KB on disk per waiting order", 1, false),
  BYTES_FINISHED("KB on disk per finished order", 1, false),
  FIRST_START("s from exec to the first accepted order, empty database", 1, false),
  SECOND_START("s from exec to the first accepted order, second start", 1, false),
  WARM_UP("s under load until its compilers rest", 0, false),
  STAND_IN_CPU("CPU ms per order outside: stand-ins and their database", 1, false),
  LOAD_CPU("CPU ms per order of the load generator", 1, false);

  private final String label;
  private final int decimals;
  private final boolean moreIsBetter;

  Measure(String label, int decimals, boolean moreIsBetter) {
    this.label = label;
    this.decimals = decimals;
    this.moreIsBetter = moreIsBetter;
  }

  String label() {
    return label;
  }

  boolean isMoreBetter() {
    return moreIsBetter;
  }

  String shown(double value) {
    return ("%,." + decimals + "f").formatted(value);
  }
}
