package dev.turnup.engine.workflow.outside;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The few threads that fetch, prepare and apply for all topics: these are short transactions. Calls
 * under way need none.
 */
@Component
class OutsideThreads implements Executor, DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(OutsideThreads.class);

  /** Besides those that apply outcomes. */
  private static final int OTHERS = 6;

  private final ExecutorService threads;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(named("outside-clock"));

  /**
   * @param atOnce batches of outcomes that are applied at the same time
   */
  OutsideThreads(@Value("${turnup.at-once}") int atOnce) {
    threads = Executors.newFixedThreadPool(atOnce + OTHERS, named("outside"));
  }

  /** Once this node ends, whatever is asked for is left to others, who look for it. */
  @Override
  public void execute(Runnable work) {
    try {
      threads.execute(work);
    } catch (RejectedExecutionException over) {
      LOG.debug("not begun any more", over);
    }
  }

  /** Asks for a turn again and again, from now on. */
  void every(Duration pause, Turn turn) {
    clock.scheduleWithFixedDelay(turn::ask, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void destroy() {
    clock.shutdownNow();
    threads.shutdown();
  }

  private static ThreadFactory named(String name) {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      // the database is away, most likely: what was locked comes back when its lock ends
      thread.setUncaughtExceptionHandler((t, e) -> LOG.error("outside work broke off", e));
      return thread;
    };
  }
}
