package dev.turnup.engine.scheduling;

import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.UUID;

/**
 * A visit as whoever ordered knows it: the same, however often it is moved, until it is over or
 * given up.
 *
 * @param order empty if there is none yet
 * @param delivery empty if the order is not planned yet, or there is none
 * @param site the place's id
 * @param start in the time zone of the site
 * @param wanted another time, to which the workforce system has not agreed yet
 */
public record Booking(
    UUID id,
    Optional<OrderId> order,
    Optional<Brought> delivery,
    Optional<String> site,
    State state,
    ZonedDateTime start,
    ZonedDateTime end,
    Optional<SearchSlots.Time> wanted) {

  /**
   * What the technician comes for.
   *
   * @param number in its order
   */
  public record Brought(DeliveryId id, int number) {}

  /** How far it has come, by its name in TMF646. */
  public enum State {
    /** The time is held. */
    INITIALIZED("initialized"),
    CONFIRMED("confirmed"),
    COMPLETED("completed"),
    /** The technician was there in vain. */
    FAILED("failed"),
    CANCELLED("cancelled");

    private final String tmfName;

    State(String tmfName) {
      this.tmfName = tmfName;
    }

    public String tmfName() {
      return tmfName;
    }

    /** Whether it is still to come. */
    public boolean isOpen() {
      return this == INITIALIZED || this == CONFIRMED;
    }
  }
}
