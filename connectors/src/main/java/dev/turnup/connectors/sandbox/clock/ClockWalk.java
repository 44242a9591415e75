package dev.turnup.connectors.sandbox.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Moves the sandbox's time, from one due moment to the next and never over one: at each it lets
 * every node do what is due, holds them still, and only then goes on.
 */
public final class ClockWalk {

  private static final Duration LOOK_EVERY = Duration.ofMillis(10);
  private static final Duration BEAT_EVERY = Duration.ofSeconds(1);

  private final ClockBooks books;
  private final SandboxClock clock;
  private final NextDue own;

  /**
   * @param own what the sandbox itself waits for: late callbacks, reservations that expire
   */
  public ClockWalk(DataSource dataSource, SandboxClock clock, NextDue own) {
    this.books = new ClockBooks(dataSource);
    this.clock = clock;
    this.own = own;
  }

  /** How many nodes work by this clock now. */
  public int nodes() {
    return books.nodes().size();
  }

  /**
   * Walks by {@code distance}, and returns when that is reached and nothing is left to do, or when
   * {@code within} of real time is over.
   *
   * @throws WalkInProgress if somebody else is walking
   */
  public WalkReport advance(Duration distance, Duration within) throws InterruptedException {
    UUID walker = UUID.randomUUID();
    if (!books.begin(walker)) {
      throw new WalkInProgress();
    }
    try {
      return new Walk(walker, clock.instant().plus(distance), within).toTarget();
    } finally {
      own.resume();
      books.end(walker);
    }
  }

  private final class Walk {

    private final UUID walker;
    private final Instant from = clock.instant();
    private final Instant target;
    private final long deadline;
    private final List<Instant> stops = new ArrayList<>();
    private long lastBeat = System.nanoTime();

    Walk(UUID walker, Instant target, Duration within) {
      this.walker = walker;
      this.target = target;
      this.deadline = System.nanoTime() + within.toNanos();
    }

    WalkReport toTarget() throws InterruptedException {
      while (true) {
        List<String> undone = reach(Phase.RUN);
        if (!undone.isEmpty()) {
          return report(undone);
        }
        if (!clock.instant().isBefore(target)) {
          return report(List.of());
        }
        undone = reach(Phase.HOLD);
        if (!undone.isEmpty()) {
          return report(undone);
        }
        moveOn();
      }
    }

    /** All stand still: goes to the next due moment, unless one has come by itself meanwhile. */
    private void moveOn() {
      Instant now = clock.instant();
      Optional<Instant> due =
          Stream.concat(Stream.of(dueOf(own, now)), books.nodes().stream().map(NodeState::nextDue))
              .flatMap(Optional::stream)
              .min(Instant::compareTo);
      Instant next = due.filter(target::isAfter).orElse(target);
      if (next.isAfter(now)) {
        // rounded up: a moment is due when it is over, not a microsecond before
        long offset = next.plusNanos(999_999).toEpochMilli() - System.currentTimeMillis();
        books.move(walker, offset);
        clock.follow(offset);
        due.filter(next::equals).ifPresent(stops::add);
      }
    }

    /** Waits until everybody is in {@code phase}; returns who is not when the time is over. */
    private List<String> reach(Phase phase) throws InterruptedException {
      long step = books.ask(walker, phase);
      while (true) {
        List<String> undone = new ArrayList<>(waitsFor(own, phase, clock.instant()));
        for (NodeState node : books.nodes()) {
          if (!node.readyWith(step)) {
            undone.add(
                node.step() == step && !node.waitsFor().isEmpty()
                    ? node.waitsFor()
                    : "a node that has not answered yet");
          }
        }
        if (undone.isEmpty() || System.nanoTime() > deadline) {
          return undone;
        }
        if (System.nanoTime() - lastBeat > BEAT_EVERY.toNanos()) {
          books.beat(walker);
          lastBeat = System.nanoTime();
        }
        Thread.sleep(LOOK_EVERY.toMillis());
      }
    }

    private WalkReport report(List<String> undone) {
      return new WalkReport(from, target, clock.instant(), stops, undone.isEmpty(), undone);
    }
  }

  /** Brings {@code work} into {@code phase}, and says what it still waits for. */
  static List<String> waitsFor(NextDue work, Phase phase, Instant now) {
    List<String> undone = new ArrayList<>();
    if (phase == Phase.HOLD) {
      work.pause();
    } else {
      work.resume();
      undone.addAll(work.runnable(now));
    }
    undone.addAll(work.inFlight());
    return undone;
  }

  /** What is due next for {@code work} that stands still; now, if something is runnable. */
  static Optional<Instant> dueOf(NextDue work, Instant now) {
    return work.runnable(now).isEmpty() ? work.after(now) : Optional.of(now);
  }
}
