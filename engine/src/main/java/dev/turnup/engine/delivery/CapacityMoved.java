package dev.turnup.engine.delivery;

import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Takes the news that capacity at a site is there from another day on, or no more. */
public final class CapacityMoved {

  /** A delivery that has to be assessed again, because of what it waits for. */
  public record Concerned(OrderId order, DeliveryId delivery) {}

  /**
   * Changes the rows of what is planned there. The same news again changes nothing, and names only
   * the deliveries that have not been assessed since.
   *
   * @param site the place's id; empty for what has no place
   * @param availableFrom empty if there is no date
   */
  public List<Concerned> at(
      Optional<String> site, String resource, Optional<LocalDate> availableFrom) {
    throw new UnsupportedOperationException();
  }
}
