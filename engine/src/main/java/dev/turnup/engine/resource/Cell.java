package dev.turnup.engine.resource;

/** What came of reading a value. */
sealed interface Cell {

  /** The value as it is kept. */
  record Fit(String value) implements Cell {}

  /** Why the value cannot be kept, for people. */
  record Unfit(String reason) implements Cell {}
}
