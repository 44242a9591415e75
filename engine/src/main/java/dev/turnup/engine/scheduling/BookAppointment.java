package dev.turnup.engine.scheduling;

import dev.turnup.engine.order.Assignment;
import dev.turnup.engine.order.DeliveryId;
import java.util.Optional;

/** Makes the time that is held for a delivery an appointment. */
public final class BookAppointment {

  /**
   * Booked or not; where it is not, another slot is to be proposed.
   *
   * @return what the technician has to do, and until when, if it is booked
   */
  public Optional<Assignment> forDelivery(DeliveryId id) {
    throw new UnsupportedOperationException();
  }
}
