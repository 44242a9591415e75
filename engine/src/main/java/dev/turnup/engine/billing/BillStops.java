package dev.turnup.engine.billing;

import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.time.LocalDate;

/** What is charged no more by the orders. */
public interface BillStops {

  /**
   * Writes down that what the item's product was charged ends.
   *
   * @return false, and nothing is written, if that is known
   */
  boolean add(EndedBill ended);

  /**
   * The one end of what the product of an item was charged.
   *
   * @param effective the first day that is not charged, at the site
   * @param reference billing's own id
   */
  record EndedBill(
      OrderId order,
      ItemId item,
      String product,
      LocalDate effective,
      String reference,
      Instant stoppedAt) {}
}
