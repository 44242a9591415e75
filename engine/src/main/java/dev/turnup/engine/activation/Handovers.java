package dev.turnup.engine.activation;

import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import java.time.LocalDate;
import java.util.Optional;

/** Which items were handed over to the customer, and what has to be billed for them. */
public interface Handovers {

  /**
   * Writes down that the item was accepted, and that its bill is due if it has a billed component.
   *
   * @param day at the site
   * @return false, and nothing is written, if it was accepted before
   */
  boolean accept(OrderId order, ItemId item, LocalDate day, Optional<ComponentId> billed);
}
