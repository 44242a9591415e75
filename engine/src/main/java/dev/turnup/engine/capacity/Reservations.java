package dev.turnup.engine.capacity;

import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What is held of the network's capacity. */
public interface Reservations {

  /** The newest reservation of the component, which may have ended. */
  Optional<Reservation> of(ComponentId component);

  /** The reservations that are held now for the components of a delivery. */
  List<Reservation> heldFor(DeliveryId delivery);

  /** The same for all components of an order. */
  List<Reservation> heldFor(OrderId order);

  /** Adds the newest reservation of a component, in place of the one before. */
  void add(Reservation reservation);

  /** Writes day, expiry and state of the newest reservation of a component. */
  void update(Reservation reservation);

  /**
   * The day on which the component is to be delivered, as it was assessed last.
   *
   * @throws IllegalArgumentException if its delivery has no date
   */
  LocalDate neededOn(ComponentId component);
}
