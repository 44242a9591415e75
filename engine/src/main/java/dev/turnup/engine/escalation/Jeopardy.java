package dev.turnup.engine.escalation;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * In how much jeopardy a promise is, as it is shown. It is raised at once, so that it never looks
 * better than it is; it is lowered by one colour at a time, and only after a while in which it
 * looked better every time, so that it does not flap.
 *
 * @param since when it became this colour
 * @param betterSince since when it has looked better; empty if it has not
 */
public record Jeopardy(Colour colour, Instant since, Optional<Instant> betterSince) {

  /** As long as nobody has looked, or nothing was wrong. */
  public static final Jeopardy NONE = new Jeopardy(Colour.GREEN, Instant.EPOCH, Optional.empty());

  /** From good to bad; the constant in lower case is how rows and the API name it. */
  public enum Colour {
    GREEN,
    AMBER,
    RED;

    /** {@code amber}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException if there is no such colour
     */
    public static Colour of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }

    private Colour better() {
      return values()[ordinal() - 1];
    }
  }

  /**
   * How slowly it is lowered.
   *
   * @param stands how long a colour is shown at least
   * @param calm how long it has to have looked better
   */
  public record Damping(Duration stands, Duration calm) {}

  /** What is shown when it looks like that now. */
  Jeopardy seeing(Colour now, Instant at, Damping damping) {
    if (now.compareTo(colour) > 0) {
      return new Jeopardy(now, at, Optional.empty());
    }
    if (now == colour) {
      return new Jeopardy(colour, since, Optional.empty());
    }
    Instant from = betterSince.orElse(at);
    if (at.isBefore(from.plus(damping.calm())) || at.isBefore(since.plus(damping.stands()))) {
      return new Jeopardy(colour, since, Optional.of(from));
    }
    Colour next = colour.better();
    return new Jeopardy(next, at, now == next ? Optional.empty() : Optional.of(at));
  }
}
