package dev.turnup.engine.escalation;

import dev.turnup.engine.order.OrderId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An open order that does not move as it should.
 *
 * @param explanation for people: what is late, and since when
 */
public record Stuck(OrderId order, Finding finding, String explanation) {

  /** What is wrong; the constant in lower case is how rows name it. */
  public enum Finding {
    /** A person's work that is not done until when it should be. */
    OVERDUE_TASK(Gravity.LATE),
    /** A fallout that nobody has settled until when it should be. */
    OVERDUE_FALLOUT(Gravity.LATE),
    /** A call or an answer takes longer than the table gives it. */
    LATE_STEP(Gravity.LATE),
    /** Turnup's own work that nobody takes up: job executors stand still, or are too slow. */
    LATE_JOB(Gravity.LATE),
    /** Time is short, and nothing says that the promise will be kept. */
    PROMISE_AMBER(Gravity.LATE),
    /** Work that somebody has reserved for longer than any work takes. */
    STALE_LOCK(Gravity.STANDS),
    /** A visit to which nobody comes. */
    LOST_VISIT(Gravity.STANDS),
    /** A job or a call that failed and is not tried again. */
    STOPPED_WORK(Gravity.STANDS),
    /** An instance of the order was suspended by hand. */
    SUSPENDED(Gravity.STANDS),
    /** Nothing will move the order, or one of the places where it stands. */
    NO_NEXT_EVENT(Gravity.STANDS),
    /** The promise is broken, or will be as things stand. */
    PROMISE_RED(Gravity.BROKEN);

    private enum Gravity {
      LATE,
      STANDS,
      BROKEN
    }

    private final Gravity gravity;

    Finding(Gravity gravity) {
      this.gravity = gravity;
    }

    /** {@code no-next-event}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * @throws IllegalArgumentException if there is no such finding
     */
    public static Finding of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Whether somebody higher has to hear of it who looks after the other already. */
    boolean isWorseThan(Finding other) {
      return gravity.compareTo(other.gravity) > 0;
    }

    /** Whether the order may yet move by itself. */
    boolean isMerelyLate() {
      return gravity == Gravity.LATE;
    }

    /** Whether some desk is late with it. */
    boolean isOfPeople() {
      return this == OVERDUE_TASK || this == OVERDUE_FALLOUT;
    }

    /** Whether it is about the promise, whose colours the timeline tells by themselves. */
    boolean isOfPromise() {
      return this == PROMISE_AMBER || this == PROMISE_RED;
    }
  }

  /** The gravest of some first. */
  static List<Stuck> gravestFirst(Collection<Stuck> some) {
    return some.stream()
        .sorted(
            Comparator.comparing((Stuck stuck) -> stuck.finding().gravity)
                .thenComparing(Stuck::finding)
                .reversed())
        .toList();
  }

  /** All of them, for people: a line for each. */
  static String told(Collection<Stuck> some) {
    return gravestFirst(some).stream().map(Stuck::explanation).collect(Collectors.joining("\n"));
  }
}
