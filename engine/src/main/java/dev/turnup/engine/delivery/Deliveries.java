package dev.turnup.engine.delivery;

import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StaleVersion;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The deliveries of all orders. */
public interface Deliveries {

  /** An id that no other delivery has or will have. */
  DeliveryId nextId();

  void add(Collection<Delivery> deliveries);

  /**
   * @throws IllegalArgumentException if there is no such delivery
   */
  Delivery get(DeliveryId id);

  /** By number. */
  List<Delivery> of(OrderId order);

  /**
   * Writes state and ready date.
   *
   * @throws StaleVersion if it was changed since it was read
   */
  void update(Delivery delivery);

  /**
   * Keeps the day on which each delivery can be made, that of its visit where it needs one, but
   * none before its planned end; empty if it has none at the moment.
   */
  void expect(Map<DeliveryId, Optional<LocalDate>> days);

  /**
   * Keeps the day on which the plan has each delivery made at the earliest; empty if that is not
   * known. None is expected before it.
   */
  void plan(Map<DeliveryId, Optional<LocalDate>> ends);

  /** The last day on which an open delivery can be made; empty if one has none, or none is open. */
  Optional<LocalDate> lastExpected(OrderId order);

  /** Planned deliveries with a ready date whose day was not looked for yet, by number. */
  List<Delivery> unexpected(OrderId order);
}
