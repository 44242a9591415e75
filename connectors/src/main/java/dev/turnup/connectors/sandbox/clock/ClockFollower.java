package dev.turnup.connectors.sandbox.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/**
 * Keeps this node's {@link SandboxClock} at the offset that all nodes share, and does what a walk
 * asks of this node: hold still, tell what is due next, go on.
 */
public final class ClockFollower implements SmartLifecycle {

  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Duration LOOK_EVERY_IN_A_WALK = Duration.ofMillis(20);
  private static final Duration SAY_EVERY = Duration.ofSeconds(1);

  /** How often in a row nothing may be found to do before it is believed. */
  private static final int QUIET_LOOKS = 2;

  private static final int LONGEST_REASON = 2_000;

  private final UUID node = UUID.randomUUID();
  private final ClockBooks books;
  private final SandboxClock clock;
  private final Supplier<List<NextDue>> found;

  private List<NextDue> works = List.of();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread follower = new Thread(task, "sandbox-clock");
            follower.setDaemon(true);
            return follower;
          });

  private boolean running;

  private NodeState said = new NodeState(-1, true, Optional.empty(), "");
  private long saidAtNanos;
  private int quietLooks;
  private boolean held;

  /**
   * @param works what this node runs by the clock, asked when it starts; a node that runs nothing
   *     only follows
   */
  public ClockFollower(DataSource dataSource, SandboxClock clock, Supplier<List<NextDue>> works) {
    this.books = new ClockBooks(dataSource);
    this.clock = clock;
    this.found = works;
  }

  @Override
  public synchronized void start() {
    works = List.copyOf(found.get());
    running = true;
    thread.execute(this::look);
  }

  private void look() {
    Duration next = LOOK_EVERY;
    try {
      Position position = books.position();
      clock.follow(position.offsetMillis());
      if (!works.isEmpty()) {
        if (position.led()) {
          next = LOOK_EVERY_IN_A_WALK;
          walkAlong(position);
        } else {
          goOn(position);
        }
      }
    } catch (DataAccessException e) {
      // The database is away for a moment: whoever walks sees that this node is silent, and the
      // next look asks again.
      next = SAY_EVERY;
    } finally {
      lookAgainIn(next);
    }
  }

  private void lookAgainIn(Duration pause) {
    try {
      thread.schedule(this::look, pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopped) {
      // nothing is followed any more
    }
  }

  private void goOn(Position position) {
    if (held) {
      works.forEach(NextDue::resume);
      held = false;
    }
    say(new NodeState(position.step(), true, Optional.empty(), ""));
  }

  private void walkAlong(Position position) {
    if (said.readyWith(position.step())) {
      say(said);
      return;
    }
    if (said.step() != position.step()) {
      quietLooks = 0;
    }
    Instant now = clock.instant();
    held = position.phase() == Phase.HOLD;
    List<String> undone = new ArrayList<>();
    for (NextDue work : works) {
      undone.addAll(waitsFor(work, position.phase(), now));
    }
    quietLooks = undone.isEmpty() ? quietLooks + 1 : 0;
    if (!undone.isEmpty() || quietLooks < QUIET_LOOKS) {
      say(new NodeState(position.step(), false, Optional.empty(), shortened(undone)));
      return;
    }
    Optional<Instant> due =
        position.phase() == Phase.RUN
            ? Optional.empty()
            : works.stream()
                .map(work -> ClockWalk.dueOf(work, now))
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    say(new NodeState(position.step(), true, due, ""));
  }

  /** What could not even be asked is waited for too: the walk says so, and goes nowhere. */
  private static List<String> waitsFor(NextDue work, Phase phase, Instant now) {
    try {
      return ClockWalk.waitsFor(work, phase, now);
    } catch (RuntimeException e) {
      return List.of(work.getClass().getSimpleName() + " fails: " + e);
    }
  }

  private void say(NodeState state) {
    boolean news = !state.equals(said);
    if (news || System.nanoTime() - saidAtNanos > SAY_EVERY.toNanos()) {
      books.say(node, state);
      said = state;
      saidAtNanos = System.nanoTime();
    }
  }

  private static String shortened(List<String> undone) {
    String all = String.join("; ", undone);
    return all.length() <= LONGEST_REASON ? all : all.substring(0, LONGEST_REASON) + " …";
  }

  @Override
  public synchronized void stop() {
    running = false;
    thread.shutdown();
    try {
      thread.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!works.isEmpty()) {
      books.leave(node);
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return running;
  }

  /** Follows before anything runs by the clock, and until nothing does any more. */
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE + 100;
  }
}
