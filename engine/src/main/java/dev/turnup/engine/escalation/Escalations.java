package dev.turnup.engine.escalation;

import dev.turnup.engine.order.OrderId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The escalations that Turnup keeps. */
public interface Escalations {

  /**
   * Adds an open one of a locked order.
   *
   * @throws dev.turnup.engine.order.StaleVersion if the order has one
   */
  void add(Escalation escalation);

  /**
   * @throws java.util.NoSuchElementException if there is none
   */
  Escalation get(EscalationId id);

  /** The open one of a locked order. */
  Optional<Escalation> openOf(OrderId order);

  /**
   * Writes findings, who was told and end.
   *
   * @throws dev.turnup.engine.order.StaleVersion if it was changed since it was read
   */
  void update(Escalation escalation);

  /**
   * Up to {@code limit} open ones, by id.
   *
   * @param after the last one of the page before
   */
  List<Escalation> open(Optional<EscalationId> after, int limit);

  /** Those of the orders that have not ended. */
  Set<OrderId> ofOpenOrders(Collection<OrderId> orders);
}
