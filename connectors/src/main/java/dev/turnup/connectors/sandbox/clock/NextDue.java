package dev.turnup.connectors.sandbox.clock;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What waits for time, and how to hold it still while the sandbox's clock moves. Whoever runs work
 * by this clock contributes one as a bean; every node asks its own.
 *
 * <p>A walk goes, until its target is reached: wait until nothing is {@link #runnable} → {@link
 * #pause} → wait until nothing is {@link #inFlight} → ask {@link #after} → move the clock → {@link
 * #resume}. All methods are called from one thread at a time and return soon; they are repeated
 * while the walk waits, so none may wait itself.
 */
public interface NextDue {

  /**
   * The earliest moment strictly after {@code now} at which something becomes runnable that is not
   * runnable now: jobs, retry dates, locks, breaker waits, own dates. What only watches time
   * (periodic look-outs) is not named, or a walk would stop at each of them.
   */
  Optional<Instant> after(Instant now);

  /** Takes up nothing new: no job acquired, no task fetched. Repeating it changes nothing. */
  void pause();

  /** What this node has taken up and not finished, in words for a person; empty when still. */
  List<String> inFlight();

  /**
   * What is due by {@code now} and not done, whoever will do it, in words for a person: due jobs
   * and fetchable tasks of all nodes, taken up or not. Empty when there is nothing to do before
   * time goes on. What cannot run (suspended, out of retries) is not named.
   */
  List<String> runnable(Instant now);

  /** Goes on as before {@link #pause}. Repeating it changes nothing. */
  void resume();
}
