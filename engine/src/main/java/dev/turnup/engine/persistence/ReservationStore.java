package dev.turnup.engine.persistence;

import dev.turnup.engine.capacity.Reservation;
import dev.turnup.engine.capacity.Reservations;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.persistence.ReservationMapper.ReservationRow;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;

@Repository
class ReservationStore implements Reservations {

  private final ReservationMapper mapper;
  private final LockedOrders lockedOrders;

  ReservationStore(ReservationMapper mapper, LockedOrders lockedOrders) {
    this.mapper = mapper;
    this.lockedOrders = lockedOrders;
  }

  @Override
  public Optional<Reservation> of(ComponentId component) {
    return lockedOrders
        .about(
            component,
            Last.class,
            () -> new Last(mapper.find(component.value()).map(ReservationStore::reservation)))
        .reservation();
  }

  @Override
  public List<Reservation> heldFor(DeliveryId delivery) {
    return mapper.findHeld(delivery.value()).stream().map(ReservationStore::reservation).toList();
  }

  @Override
  public List<Reservation> heldFor(OrderId order) {
    return mapper.findHeldByOrder(order.value()).stream()
        .map(ReservationStore::reservation)
        .toList();
  }

  @Override
  public void add(Reservation reservation) {
    lockedOrders.forget(reservation.component(), Last.class);
    if (mapper.put(row(reservation)) == 0) {
      throw new StaleVersion("reservation " + reservation.reference());
    }
  }

  @Override
  public void update(Reservation reservation) {
    lockedOrders.forget(reservation.component(), Last.class);
    if (mapper.update(row(reservation)) == 0) {
      throw new StaleVersion("reservation " + reservation.reference());
    }
  }

  @Override
  public LocalDate neededOn(ComponentId component) {
    return mapper
        .findReadyDate(component.value())
        .orElseThrow(
            () ->
                new IllegalArgumentException("the delivery of " + component + " has no date yet"));
  }

  /** What is, or was, held for a component, if anything. */
  private record Last(Optional<Reservation> reservation) {}

  private static ReservationRow row(Reservation reservation) {
    return new ReservationRow(
        reservation.component().value(),
        reservation.number(),
        reservation.order().value(),
        reservation.reference(),
        reservation.from(),
        Utc.of(reservation.expiresAt()),
        reservation.state().code(),
        reservation.on().orElse(null),
        reservation.version());
  }

  private static Reservation reservation(ReservationRow row) {
    return new Reservation(
        new ComponentId(row.componentId()),
        row.number(),
        new OrderId(row.orderId()),
        row.reference(),
        row.availableFrom(),
        row.expiresAt().toInstant(),
        Reservation.State.of(row.state()),
        Optional.ofNullable(row.resource()),
        row.version());
  }
}
