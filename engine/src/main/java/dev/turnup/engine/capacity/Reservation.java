package dev.turnup.engine.capacity;

import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * Capacity held for a component.
 *
 * @param number counts the reservations of the component, from 1
 * @param reference as the inventory names it
 * @param from the day from which it will be used
 * @param on the very resource that it is held on, where the inventory tells
 * @param version how many changes its row has seen
 */
public record Reservation(
    ComponentId component,
    int number,
    OrderId order,
    String reference,
    LocalDate from,
    Instant expiresAt,
    State state,
    Optional<String> on,
    int version) {

  /** What became of it. */
  public enum State {
    RESERVED,
    /** The component is recorded in the inventory and keeps the capacity. */
    USED,
    RELEASED,
    LAPSED;

    /** How rows name the state. */
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

  public Reservation in(State next) {
    return new Reservation(component, number, order, reference, from, expiresAt, next, on, version);
  }

  public Reservation until(LocalDate nextFrom, Instant nextExpiresAt) {
    return new Reservation(
        component, number, order, reference, nextFrom, nextExpiresAt, state, on, version);
  }

  /** The next reservation of the same component, held. */
  Reservation followedBy(String nextReference, LocalDate nextFrom, Instant nextExpiresAt) {
    return new Reservation(
        component,
        number + 1,
        order,
        nextReference,
        nextFrom,
        nextExpiresAt,
        State.RESERVED,
        on,
        version);
  }
}
