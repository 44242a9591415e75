package dev.turnup.engine.kpi;

import dev.turnup.engine.kpi.EndedTasks.Page;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Counts what happened in the last 30 days, for all who ask until it does so again. It also writes
 * down how long people had the work that they have ended since the last time: nobody waits for that
 * when work is ended.
 */
@UseCase
public final class TakeSnapshot {

  private static final int PAGE = 500;

  /** The first time there may be a month of work. */
  private static final int MOST_PAGES = 20;

  /** What is ended may be seen a little later than it was; looking twice does no harm. */
  private static final Duration SEEN_LATE = Duration.ofMinutes(10);

  private final EndedTasks endedTasks;
  private final TaskTimes taskTimes;
  private final CountOrders countOrders;
  private final Snapshots snapshots;
  private final Clock clock;

  public TakeSnapshot(
      EndedTasks endedTasks,
      TaskTimes taskTimes,
      CountOrders countOrders,
      Snapshots snapshots,
      Clock clock) {
    this.endedTasks = endedTasks;
    this.taskTimes = taskTimes;
    this.countOrders = countOrders;
    this.snapshots = snapshots;
    this.clock = clock;
  }

  /** What takes too long leaves the last snapshot as it is; its time tells. */
  public void now() {
    Window window = Window.before(clock.instant());
    Instant since = taskTimes.last().map(last -> last.minus(SEEN_LATE)).orElse(window.from());
    Page page;
    int pages = 0;
    do {
      page = endedTasks.since(since, pages * PAGE, PAGE);
      taskTimes.add(page.tasks());
      pages++;
    } while (!page.last() && pages < MOST_PAGES);
    countOrders.again(window).ifPresent(snapshots::keep);
  }
}
