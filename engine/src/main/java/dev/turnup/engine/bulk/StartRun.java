package dev.turnup.engine.bulk;

import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;

/**
 * Starts a run that nobody previews, because something else has decided about its orders already.
 */
@UseCase
public final class StartRun {

  private final Runs runs;
  private final Clock clock;

  public StartRun(Runs runs, Clock clock) {
    this.runs = runs;
    this.clock = clock;
  }

  /** Starts it over these orders, each once, in this sequence; in the caller's transaction. */
  public RunId of(Run.Wish wish, Collection<OrderId> orders) {
    Instant now = clock.instant();
    Run run = Run.created(runs.nextId(), wish, now);
    runs.add(run);
    int total = runs.addOrders(run.id(), orders);
    runs.update(run.over(total).runningAtOnce(now));
    return run.id();
  }
}
