package dev.turnup.engine.capacity;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.delivery.Deliveries;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reservations without a database. */
public final class ReservationsInMemory implements Reservations {

  private final Map<ComponentId, Reservation> newest = new HashMap<>();
  private final Components components;
  private final Deliveries deliveries;

  public ReservationsInMemory(Components components, Deliveries deliveries) {
    this.components = components;
    this.deliveries = deliveries;
  }

  @Override
  public Optional<Reservation> of(ComponentId component) {
    return Optional.ofNullable(newest.get(component));
  }

  @Override
  public List<Reservation> heldFor(DeliveryId delivery) {
    return components.of(delivery).stream()
        .map(Component::id)
        .flatMap(id -> of(id).stream())
        .filter(reservation -> reservation.state() == Reservation.State.RESERVED)
        .toList();
  }

  @Override
  public List<Reservation> heldFor(OrderId order) {
    return components.of(order).stream()
        .map(Component::id)
        .flatMap(id -> of(id).stream())
        .filter(reservation -> reservation.state() == Reservation.State.RESERVED)
        .toList();
  }

  @Override
  public void add(Reservation reservation) {
    newest.put(reservation.component(), reservation);
  }

  @Override
  public void update(Reservation reservation) {
    newest.put(reservation.component(), reservation);
  }

  @Override
  public LocalDate neededOn(ComponentId component) {
    return deliveries
        .get(components.get(component).delivery().orElseThrow())
        .readyDate()
        .orElseThrow(IllegalArgumentException::new);
  }
}
