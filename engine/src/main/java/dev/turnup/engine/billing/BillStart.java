package dev.turnup.engine.billing;

import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * The one bill of an item.
 *
 * @param component the service that is billed
 * @param effective the first day that is billed: the day of acceptance, at the site
 * @param reference billing's own id, once it was started
 */
public record BillStart(
    OrderId order,
    ItemId item,
    ComponentId component,
    State state,
    LocalDate effective,
    Optional<String> reference,
    Optional<Instant> startedAt,
    Optional<Instant> confirmedAt,
    int version) {

  /** How far it got. */
  public enum State {
    DUE,
    STARTED,
    CONFIRMED;

    /** How rows name it. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException if there is no such state
     */
    public static State of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  BillStart started(String billReference, Instant now) {
    return new BillStart(
        order,
        item,
        component,
        State.STARTED,
        effective,
        Optional.of(billReference),
        Optional.of(now),
        confirmedAt,
        version);
  }

  BillStart confirmed(Instant now) {
    return new BillStart(
        order,
        item,
        component,
        State.CONFIRMED,
        effective,
        reference,
        startedAt,
        Optional.of(now),
        version);
  }
}
