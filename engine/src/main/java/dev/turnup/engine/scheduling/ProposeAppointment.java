package dev.turnup.engine.scheduling;

import dev.turnup.engine.order.Assignment;
import dev.turnup.engine.order.DeliveryId;
import java.util.Optional;

/** Holds the earliest time at which a technician can make a delivery. */
public final class ProposeAppointment {

  /**
   * @param scheduling what dispatch has to do, if no slot was found
   */
  public record Proposal(boolean slotFound, Optional<Assignment> scheduling) {}

  /** Keeps what is held or booked already, as long as the visit is possible then. */
  public Proposal forDelivery(DeliveryId id) {
    throw new UnsupportedOperationException();
  }
}
