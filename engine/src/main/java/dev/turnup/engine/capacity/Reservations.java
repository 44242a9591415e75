package dev.turnup.engine.capacity;

import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import java.util.List;
import java.util.Optional;

/** What is held of the network's capacity. */
public interface Reservations {

  /** The newest reservation of the component, ended ones included. */
  Optional<Reservation> of(ComponentId component);

  /** The reservations that are held now for the components of a delivery. */
  List<Reservation> heldFor(DeliveryId delivery);

  void add(Reservation reservation);

  /** Writes day, expiry and state. */
  void update(Reservation reservation);
}
