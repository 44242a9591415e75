package dev.turnup.engine.delivery;

import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.ItemId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is planned for an order at one moment: its components, what relies on what, what brings them
 * to the customer, and when that can be at the earliest. How far they have come is not in it.
 *
 * @param start when the fulfillment starts, if later than at once
 * @param projectedEnd when the last component is made; empty if one of them has no date
 * @param components in the order in which they were made
 */
public record Blueprint(
    Optional<Instant> start,
    Optional<Instant> projectedEnd,
    List<PlannedDelivery> deliveries,
    List<PlannedComponent> components) {

  /**
   * What reaches the customer together.
   *
   * @param time of its components; empty if one has no date, or nothing of it is left to be made
   */
  public record PlannedDelivery(
      int number, Optional<String> site, Optional<LocalDate> readyDate, Optional<Span> time) {}

  /**
   * A service or resource of the order.
   *
   * @param delivery the number of what brings it
   * @param needs what it relies on, and the state that each must have reached before it
   * @param leadTime how much working time it takes
   * @param time when it can be made; empty if that is not known, or it is made or given up already
   * @param critical whether the end is later if this takes longer
   */
  public record PlannedComponent(
      ComponentId id,
      String name,
      ItemId item,
      Optional<String> site,
      Optional<Integer> delivery,
      Map<ComponentId, ComponentState> needs,
      Duration leadTime,
      Optional<Span> time,
      boolean critical) {}

  /** The earliest time at which something can be made. */
  public record Span(Instant start, Instant end) {}
}
