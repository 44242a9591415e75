package dev.turnup.engine.escalation;

import dev.turnup.engine.order.OrderId;
import java.util.Locale;
import java.util.Optional;

/**
 * What many orders wait for, and nobody can do anything about in one of them.
 *
 * @param name {@code billing}, {@code PB-1007}
 * @param situation for people: what it is, since when, and who waits for it
 * @param first the order that waits for it and was promised for the earliest day; empty if none
 *     does
 */
public record HoldUp(Kind kind, String name, String situation, Optional<OrderId> first) {

  /** What it is; the constant in lower case is how people name it. */
  public enum Kind {
    /** An outside system, or topics of it, to which no call is made. */
    SYSTEM("away-system", 0),
    /** A problem that those who have it in view do not look after. */
    PROBLEM("neglected-problem", 2);

    private final String finding;
    private final int known;

    Kind(String finding, int known) {
      this.finding = finding;
      this.known = known;
    }

    /** How the table of levels names it. */
    public String finding() {
      return finding;
    }

    /** The level whose people have work with it before it is found; 0 for none. */
    int known() {
      return known;
    }
  }

  /** {@code system billing}, which is unique. */
  public String subject() {
    return kind.name().toLowerCase(Locale.ROOT) + " " + name;
  }
}
