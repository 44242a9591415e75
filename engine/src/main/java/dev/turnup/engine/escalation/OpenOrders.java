package dev.turnup.engine.escalation;

import dev.turnup.engine.escalation.Jeopardy.Colour;
import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How all orders are that have not ended, for those who look after many. */
public interface OpenOrders {

  /**
   * Up to {@code limit} of them, by number as text.
   *
   * @param colours in such jeopardy only; in any or none if empty
   * @param escalated only those that somebody looks after
   * @param after the last order of the page before
   */
  List<Shown> find(Set<Colour> colours, boolean escalated, Optional<OrderId> after, int limit);

  /**
   * One of them.
   *
   * @param promised the day that the customer was told
   * @param projected the last day of its deliveries; empty if one has none
   * @param reason what speaks against the promise
   * @param level how loudly it is escalated
   * @param findings what it is escalated for
   */
  record Shown(
      OrderId order,
      String state,
      String tier,
      Optional<LocalDate> promised,
      Optional<LocalDate> projected,
      Colour colour,
      Optional<Instant> since,
      String reason,
      Optional<Integer> level,
      Optional<String> group,
      Set<Finding> findings) {}
}
