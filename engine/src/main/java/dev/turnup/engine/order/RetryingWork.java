package dev.turnup.engine.order;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Work that failed and is tried again by itself: not stopped yet, and nobody's task. */
public interface RetryingWork {

  /**
   * Calls to outside systems, the last tried first; those under way just now are left out.
   *
   * @param most how many at most, up to 1,000
   */
  List<Retry> calls(int most);

  /**
   * Turnup's own work, the first that is due first.
   *
   * @param most how many at most, up to 1,000
   */
  List<Retry> ownWork(int most);

  /**
   * A piece of work between two tries.
   *
   * @param order whose it is; empty if it is no order's
   * @param step the topic of a call, the model and its element otherwise
   * @param id of the engine's external task or job, as Cockpit shows it
   * @param attempts how often it failed; empty where nobody counts
   * @param failure what it failed of the last time
   * @param lastTry when that was; empty where nobody knows
   * @param nextTry when it is tried again at the earliest; past if something holds it back: a pause
   *     of the topic, a system that is left alone
   */
  record Retry(
      Optional<OrderId> order,
      String step,
      String id,
      Optional<Integer> attempts,
      String failure,
      Optional<Instant> lastTry,
      Instant nextTry) {}
}
