package dev.turnup.engine.workflow.outside;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A piece of work that one thread at a time does. Who asks for it while it is done has it done once
 * more, so that no asking is lost and many cost one.
 */
final class Turn {

  private final Executor threads;
  private final Runnable work;
  private final AtomicInteger asked = new AtomicInteger();

  Turn(Executor threads, Runnable work) {
    this.threads = threads;
    this.work = work;
  }

  void ask() {
    if (asked.getAndIncrement() == 0) {
      threads.execute(this::take);
    }
  }

  /** Whether nobody waits for the work, nor does it. */
  boolean isOver() {
    return asked.get() == 0;
  }

  private void take() {
    int answering = asked.get();
    try {
      work.run();
    } finally {
      if (!asked.compareAndSet(answering, 0)) {
        threads.execute(this::take);
      }
    }
  }
}
