package dev.turnup.engine.escalation;

import dev.turnup.engine.escalation.Jeopardy.Colour;
import dev.turnup.engine.order.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
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
 * @param waitsFor what it shares with other orders and waits for: {@code problem PB-1007}, or
 *     {@code system billing}, which is away
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
    Optional<String> waitsFor,
    Jeopardy shown,
    String reason) {

  private static final int WHOLE = 100;

  /** How it looks, and why. */
  record Sight(Colour colour, String reason) {}

  /**
   * Red is what is broken, or will be by what is projected. Amber is what is not done, and by what
   * is known might have been, when so much of the time until its end is gone: from the promise
   * where nobody knows a day, else from the day for which it is projected.
   *
   * @param amberFrom per cent
   */
  Sight at(Instant now, int amberFrom) {
    if (now.isAfter(end)) {
      return new Sight(Colour.RED, told(", which is over"));
    }
    if (projected.filter(day::isBefore).isPresent()) {
      return new Sight(Colour.RED, told(", projected for " + projected.orElseThrow()));
    }
    if (possibleFrom().filter(from -> !now.isBefore(share(from, amberFrom))).isPresent()) {
      return new Sight(Colour.AMBER, told(", and " + whyNot()));
    }
    return new Sight(Colour.GREEN, told(", which can be kept"));
  }

  private Optional<Instant> possibleFrom() {
    return undated || unsettled
        ? Optional.of(madeAt)
        : projected
            .map(planned -> end.minus(Duration.ofDays(ChronoUnit.DAYS.between(planned, day) + 1)))
            .map(start -> start.isBefore(madeAt) ? madeAt : start);
  }

  private Instant share(Instant from, int percent) {
    return from.plus(Duration.between(from, end).multipliedBy(percent).dividedBy(WHOLE));
  }

  private String whyNot() {
    if (undated) {
      return "nobody knows when the last delivery can be made";
    }
    return unsettled
        ? "something fell out and is not settled"
        : "what is projected for " + projected.orElseThrow() + " is not done";
  }

  private String told(String more) {
    return "Promised for "
        + day
        + more
        + waitsFor.map(shared -> "; it waits for " + shared).orElse("");
  }
}
