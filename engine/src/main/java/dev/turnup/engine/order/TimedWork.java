package dev.turnup.engine.order;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Work of this node that goes by the clock, and that can be held still while somebody moves the
 * clock. No method waits.
 */
public interface TimedWork {

  /**
   * The earliest moment after {@code now} at which something becomes runnable that is not runnable
   * now. What only watches time is not named.
   */
  Optional<Instant> after(Instant now);

  /** Takes up nothing new. Repeating it changes nothing. */
  void pause();

  /** What this node has taken up and not finished, in words; empty when still. */
  List<String> inFlight();

  /** What is due by {@code now} and not done, whoever will do it, in words. */
  List<String> runnable(Instant now);

  /** Goes on as before {@link #pause}. Repeating it changes nothing. */
  void resume();
}
