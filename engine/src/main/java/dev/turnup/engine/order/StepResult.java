package dev.turnup.engine.order;

import java.util.Map;

/** What came of recording an answer. */
public sealed interface StepResult {

  /**
   * The order goes on.
   *
   * @param routing facts that gateways after the step decide on, by name; text, numbers, booleans
   *     or an ArrayList of ids as text
   */
  record Done(Map<String, Object> routing) implements StepResult {}

  /** The answer cannot be accepted; somebody has to look. */
  record FellOut(Failure failure) implements StepResult {}

  /** Nothing to decide on. */
  static StepResult done() {
    return new Done(Map.of());
  }

  /** One routing fact. */
  static StepResult done(String name, Object value) {
    return new Done(Map.of(name, value));
  }

  /** Fell out in Turnup's own judgement. */
  static StepResult fellOut(Failure failure) {
    return new FellOut(failure);
  }
}
