package dev.turnup.engine.escalation;

import dev.turnup.engine.order.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What many orders wait for, and nobody can do anything about in one of them.
 *
 * @param name {@code billing}, {@code PB-1007}
 * @param situation for people: what it is, since when, and who waits for it
 * @param first the order that waits for it and was promised for the earliest day; empty if none
 *     does, or if all that wait are just being tried again
 * @param due until when the task with it is, or was, to be completed; empty if there was none
 */
public record HoldUp(
    Kind kind, String name, String situation, Optional<OrderId> first, Optional<Instant> due) {

  /** What it is; the constant in lower case is how people name it. */
  public enum Kind {
    /**
     * An outside system, or topics of it, to which no call is made. What comes back for less than
     * its calm was not away: a system that comes and goes is told of once.
     */
    SYSTEM("away-system", 0, Duration.ofMinutes(15)),
    /** A problem that is not closed. */
    PROBLEM("open-problem", 2, Duration.ZERO);

    private final String finding;
    private final int known;
    private final Duration calm;

    Kind(String finding, int known, Duration calm) {
      this.finding = finding;
      this.known = known;
      this.calm = calm;
    }

    /** The kind of a subject. */
    static Kind of(String subject) {
      return valueOf(subject.substring(0, subject.indexOf(' ')).toUpperCase(Locale.ROOT));
    }

    /** How the table of levels names it. */
    public String finding() {
      return finding;
    }

    /** The level whose people have work with it before it is found; 0 for none. */
    int known() {
      return known;
    }

    /** How long it has to have been found no more before it is over. */
    Duration calm() {
      return calm;
    }
  }

  /** {@code system billing}, which is unique. */
  public String subject() {
    return kind.name().toLowerCase(Locale.ROOT) + " " + name;
  }
}
