package dev.turnup.engine.bulk;

import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What can be done to many orders in a run. It is asked in the name of the run's author, and acts
 * by the use cases that do the same to one order.
 */
public interface BulkAction {

  /** How runs name it: {@code retry-fallout}. */
  String name();

  /**
   * Does it to one order, in the caller's transaction, which nothing else shares but the note that
   * it is done: so it is done once, whatever dies meanwhile.
   *
   * @throws dev.turnup.engine.order.Refused if it cannot be done, in words for people; all that was
   *     done is rolled back
   * @throws dev.turnup.engine.order.StaleVersion if somebody was faster; it is tried again
   */
  Outcome run(OrderId order, Map<String, String> parameters);

  /**
   * Looks what came of what was begun; changes nothing.
   *
   * @param reference as {@link Outcome.Begun} told it
   * @param since when it was done
   */
  default Recheck recheck(OrderId order, String reference, Instant since) {
    return new Recheck.Progressed();
  }

  /**
   * A run with this action is done or stopped, in the transaction that says so and holds the run's
   * row: who locks a row of its own and a run's locks the run's first. Some of its orders may still
   * be re-checked.
   */
  default void ended(Run run) {}

  /** What became of an order's turn. */
  sealed interface Outcome {

    /**
     * It is begun; what comes of it shows later.
     *
     * @param reference to recognise it by
     * @param carriedOut when it is done, where a decision may be taken back before
     */
    record Begun(String reference, Optional<Instant> carriedOut) implements Outcome {

      /** At once. */
      public Begun(String reference) {
        this(reference, Optional.empty());
      }
    }

    /** It is done. */
    record Done() implements Outcome {}

    /**
     * There is nothing to do (any more).
     *
     * @param why for people, without a full stop
     */
    record NotNeeded(String why) implements Outcome {}
  }

  /** What came of what was begun. */
  sealed interface Recheck {

    /** The order went on. */
    record Progressed() implements Recheck {}

    /**
     * It failed again.
     *
     * @param why for people, without a full stop
     */
    record FailedAgain(String why) implements Recheck {}

    /** Nothing, so far. */
    record Unchanged() implements Recheck {}
  }
}
