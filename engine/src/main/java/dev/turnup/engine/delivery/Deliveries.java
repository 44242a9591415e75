package dev.turnup.engine.delivery;

import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StaleVersion;
import java.util.Collection;
import java.util.List;

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
}
