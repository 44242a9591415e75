package dev.turnup.engine.escalation;

import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Shortened;
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

  /** Characters of all that is told; the notes on the order stand beside it in a form. */
  private static final int MOST_TOLD = 2_000;

  /** Characters of each explanation, so that what may be done is still told. */
  private static final int MOST_OF_ONE = 400;

  /** What is wrong; the constant in lower case is how rows name it. */
  public enum Finding {
    /** A person's work that is not done until when it should be. */
    OVERDUE_TASK(Gravity.LATE, "Have it done, or give it to somebody else in Tasklist."),
    /** A fallout that nobody has settled until when it should be. */
    OVERDUE_FALLOUT(
        Gravity.LATE, "Have it settled in Tasklist; Resolve fallout says how it can be."),
    /** A call or an answer takes longer than the table gives it. */
    LATE_STEP(
        Gravity.LATE,
        "See on the order's page what it waits for, and ask there; /operations/retrying "
            + "says what is tried again, and when."),
    /** Turnup's own work that nobody takes up: job executors stand still, or are too slow. */
    LATE_JOB(Gravity.LATE, "Operators: see that nodes run, and what they are busy with."),
    /** Time is short, and nothing says that the promise will be kept. */
    PROMISE_AMBER(
        Gravity.LATE, "Hurry what is next on the order's page, or tell the customer in time."),
    /** Work that somebody has reserved for longer than any work takes. */
    STALE_LOCK(
        Gravity.STANDS,
        "Administrators: make sure that the worker is gone, and unlock it through "
            + "/engine-rest."),
    /** A visit to which nobody comes. */
    LOST_VISIT(
        Gravity.STANDS,
        "Find somebody who goes there, or agree on another time with the customer."),
    /** A job or a call that failed and is not tried again. */
    STOPPED_WORK(
        Gravity.STANDS,
        "Operators: mend what its incident in Cockpit says, and give it retries there; "
            + "a call by /operations/tasks/{its id}/retry."),
    /** An instance of the order was suspended by hand. */
    SUSPENDED(Gravity.STANDS, "Operators: ask why, and activate it in Cockpit."),
    /** Nothing will move the order, or one of the places where it stands. */
    NO_NEXT_EVENT(
        Gravity.STANDS,
        "Administrators: have the step begun anew through /engine-rest (modification of "
            + "its instance); where no model runs for the order, have it ordered again."),
    /** The promise is broken, or will be as things stand. */
    PROMISE_RED(
        Gravity.BROKEN,
        "Tell the customer a day that can be kept, and hurry what is next on the "
            + "order's page.");

    private enum Gravity {
      LATE,
      STANDS,
      BROKEN
    }

    private final Gravity gravity;
    private final String remedy;

    Finding(Gravity gravity, String remedy) {
      this.gravity = gravity;
      this.remedy = remedy;
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

  private String shortly() {
    return Shortened.to(MOST_OF_ONE, explanation);
  }

  /** All of them, for people, and what may be done about each: a line for each. */
  static String told(Collection<Stuck> some) {
    return Shortened.to(
        MOST_TOLD,
        gravestFirst(some).stream()
            .map(stuck -> stuck.shortly() + " – " + stuck.finding().remedy)
            .collect(Collectors.joining("\n")));
  }
}
