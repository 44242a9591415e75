package dev.turnup.engine.delivery;

import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.VisitId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Optional;

/** The visits that deliveries have on technicians' calendars. */
public interface Visits {

  /** The visit that is held or booked for a delivery. */
  Optional<Visit> visitOf(DeliveryId delivery);

  /** Ends the visit of a delivery, so that the technician's time is free or was used. */
  void end(DeliveryId delivery, End end);

  /**
   * Whether the workforce system has, or may have, a visit for a delivery that does not take place.
   */
  boolean isLeftOutside(DeliveryId delivery);

  /** The workforce system has no such visit any more. */
  void calledOff(DeliveryId delivery);

  /**
   * A technician's time for a delivery, in the site's time zone.
   *
   * @param booked false while it is only held
   */
  record Visit(
      VisitId id, String technician, ZonedDateTime start, ZonedDateTime end, boolean booked) {
    public LocalDate day() {
      return start.toLocalDate();
    }

    /** Whether it takes place then, if it does as agreed. */
    boolean isAt(Instant moment) {
      return !moment.isBefore(start.toInstant()) && !moment.isAfter(end.toInstant());
    }
  }

  /** How a visit ends. */
  enum End {
    DONE,
    /** The technician was there in vain. */
    MISSED,
    /** It does not take place. */
    RELEASED
  }
}
