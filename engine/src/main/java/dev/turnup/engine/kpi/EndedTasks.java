package dev.turnup.engine.kpi;

import dev.turnup.engine.order.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The work on orders that people have ended. */
public interface EndedTasks {

  /**
   * A page of what was ended since a moment, the earliest first; it may lack what was no work on an
   * order.
   */
  Page since(Instant moment, int offset, int limit);

  /**
   * Some of it.
   *
   * @param last whether nothing comes after it
   */
  record Page(List<Ended> tasks, boolean last) {}

  /**
   * A piece of work.
   *
   * @param inHand how long somebody had it, having taken it up; empty if nobody had
   */
  record Ended(String task, OrderId order, Instant at, Optional<Duration> inHand) {}
}
