package dev.turnup.engine.escalation;

import dev.turnup.engine.escalation.Jeopardy.Colour;
import dev.turnup.engine.order.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What an order's customer was told last, and what speaks against it.
 *
 * @param open whether it is still to be kept: the order has not ended and is not being cancelled
 * @param madeAt when it was made, or changed last
 * @param day the promised day, at the site
 * @param end when that day is over there
 * @param projected the last day of the order's deliveries, as far as they have one
 * @param undated whether a delivery has none
 * @param unsettled whether something fell out and is not settled
 * @param shown its jeopardy so far
 * @param reason why that is shown; empty for none
 */
public record Promise(
    OrderId order,
    String tier,
    boolean open,
    Instant madeAt,
    LocalDate day,
    Instant end,
    Optional<LocalDate> projected,
    boolean undated,
    boolean unsettled,
    Jeopardy shown,
    String reason) {

  private static final int WHOLE = 100;

  /** How it looks, and why. */
  record Sight(Colour colour, String reason) {}

  /**
   * Red is what is broken, or will be by what is projected. Amber is what nothing says will be
   * kept, when so much of the time from the promise to its end is gone.
   *
   * @param amberFrom per cent
   */
  Sight at(Instant now, int amberFrom) {
    if (now.isAfter(end)) {
      return new Sight(Colour.RED, "Promised for " + day + ", which is over");
    }
    if (projected.filter(day::isBefore).isPresent()) {
      return new Sight(
          Colour.RED, "Promised for " + day + ", projected for " + projected.orElseThrow());
    }
    if ((undated || unsettled) && !now.isBefore(share(amberFrom))) {
      return new Sight(
          Colour.AMBER,
          "Promised for "
              + day
              + ", and "
              + (undated
                  ? "nobody knows when the last delivery can be made"
                  : "something fell out and is not settled"));
    }
    return new Sight(Colour.GREEN, "Promised for " + day + ", which can be kept");
  }

  private Instant share(int percent) {
    return madeAt.plus(Duration.between(madeAt, end).multipliedBy(percent).dividedBy(WHOLE));
  }
}
