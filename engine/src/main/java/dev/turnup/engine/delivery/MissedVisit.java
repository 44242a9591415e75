package dev.turnup.engine.delivery;

import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.VisitId;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A visit that was in vain through the customer.
 *
 * @param day of the visit, at the site
 * @param charge what the customer pays for it; empty if nothing
 * @param reference billing's own id, once it is charged
 */
public record MissedVisit(
    VisitId id,
    OrderId order,
    DeliveryId delivery,
    LocalDate day,
    Optional<Charge> charge,
    Optional<String> reference) {

  /**
   * @param code by which billing knows what it costs
   * @param reason for the bill
   */
  public record Charge(String code, String reason) {}
}
