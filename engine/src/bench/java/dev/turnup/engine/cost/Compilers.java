package dev.turnup.engine.cost;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * The processor time of a JVM's compilers. Their threads come and go, and take what they have used
 * with them: so they are looked at all the time.
 */
final class Compilers implements AutoCloseable {

  private static final Duration LOOK = Duration.ofMillis(500);

  private final Map<Long, Long> last = new HashMap<>();
  private volatile boolean over;
  private long millis;

  /** Looks from now on. */
  static Compilers of(ProcessHandle jvm) {
    Compilers compilers = new Compilers();
    Thread thread = new Thread(() -> compilers.look(jvm), "compilers");
    thread.setDaemon(true);
    thread.start();
    return compilers;
  }

  private void look(ProcessHandle jvm) {
    while (!over) {
      note(Proc.compilerMillis(jvm));
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  /**
   * @param byThread what each living one has used so far, by its id; one that has used less than
   *     before is another one
   */
  synchronized void note(Map<Long, Long> byThread) {
    byThread.forEach(
        (id, used) -> {
          long before = last.getOrDefault(id, 0L);
          millis += used >= before ? used - before : used;
        });
    last.clear();
    last.putAll(byThread);
  }

  /** Since the first look. */
  synchronized long millis() {
    return millis;
  }

  @Override
  public void close() {
    over = true;
  }
}
