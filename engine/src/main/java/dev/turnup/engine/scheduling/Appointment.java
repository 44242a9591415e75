package dev.turnup.engine.scheduling;

import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A technician's time for a delivery.
 *
 * @param territory where the visit is; empty if that was not told
 * @param heldUntil until when it is held for a delivery that has not booked it; empty once it is
 *     booked
 * @param journey what those have in common that a technician comes once for; its own id if there
 *     are no others
 * @param outside whether the workforce system keeps it by its own calendar; whom it sends has names
 *     of its own
 */
public record Appointment(
    UUID id,
    OrderId order,
    DeliveryId delivery,
    Slot slot,
    Optional<String> territory,
    Optional<Instant> heldUntil,
    UUID journey,
    boolean outside) {

  /** A time on our technicians' calendars. */
  public Appointment(
      UUID id,
      OrderId order,
      DeliveryId delivery,
      Slot slot,
      Optional<String> territory,
      Optional<Instant> heldUntil,
      UUID journey) {
    this(id, order, delivery, slot, territory, heldUntil, journey, false);
  }

  public boolean isBooked() {
    return heldUntil.isEmpty();
  }

  /** Whether the same technician has the other time right before or after. */
  boolean isBeside(Slot other) {
    return slot.technician().equals(other.technician())
        && (slot.end().isEqual(other.start()) || slot.start().isEqual(other.end()));
  }

  /** Which of our technicians makes it; empty where the workforce system sends its own. */
  public Optional<String> ourTechnician() {
    return outside ? Optional.empty() : Optional.of(slot.technician());
  }

  /** The day of the visit at the site. */
  public LocalDate day() {
    return slot.start().toLocalDate();
  }
}
