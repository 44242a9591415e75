package dev.turnup.engine.scheduling;

import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.Refused;

/** Takes dispatch's answer to a visit that fits nowhere. */
public final class HoldChosenSlot {

  /**
   * What the form of <em>Schedule installation</em> submits.
   *
   * @param decision {@code chosen} or {@code searchAgain}
   * @param technicianId empty if none is chosen
   * @param slotStart the site's local date and time, {@code 2026-12-04T09:00}; empty if none
   */
  public record Choice(String decision, String technicianId, String slotStart) {}

  /**
   * @return whether the chosen slot is held; false to search again
   * @throws Refused if the chosen technician cannot make the visit then
   */
  public boolean forDelivery(DeliveryId id, Choice choice) {
    throw new UnsupportedOperationException();
  }
}
