package dev.turnup.engine.capacity;

import dev.turnup.engine.capacity.CapacityInventory.Extension;
import dev.turnup.engine.capacity.CapacityInventory.Holding;
import dev.turnup.engine.decomposition.Availability;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.OutsideStep;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.Subject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Holds reserved capacity until the delivery of its component, whenever that is now. */
public final class ExtendReservation implements OutsideStep<ComponentId, Extension, Holding> {

  private final CapacityInventory inventory;
  private final Orders orders;
  private final Components components;
  private final Reservations reservations;
  private final SiteClock siteClock;

  public ExtendReservation(
      CapacityInventory inventory,
      Orders orders,
      Components components,
      Reservations reservations,
      SiteClock siteClock) {
    this.inventory = inventory;
    this.orders = orders;
    this.components = components;
    this.reservations = reservations;
    this.siteClock = siteClock;
  }

  @Override
  public Extension requestFor(ComponentId id) {
    Component component = components.get(id);
    Subject subject = component.subjectIn(orders.get(component.order()));
    Reservation reservation = reservations.of(id).orElseThrow();
    LocalDate day = reservations.neededOn(id);
    return new Extension(
        subject,
        reservation.reference(),
        day,
        siteClock.startOf(day.plus(ReserveCapacity.HELD_FOR), subject.site()));
  }

  @Override
  public Optional<String> intentOf(ComponentId id) {
    return Optional.of(
        reservations.of(id).orElseThrow().reference() + ":" + reservations.neededOn(id));
  }

  @Override
  public CompletionStage<Outcome<Holding>> call(CallKey key, Extension request) {
    return inventory.extendReservation(key, request);
  }

  @Override
  public CompletionStage<Outcome<Optional<Holding>>> find(CallKey key, Extension request) {
    return inventory.findReservation(key, request.subject());
  }

  /** Capacity that is held no more may be somebody else's by now: nothing is built on it. */
  @Override
  public StepResult record(ComponentId id, Holding answer) {
    Reservation reservation = reservations.of(id).orElseThrow();
    if (answer.verdict() == Holding.Verdict.HELD) {
      reservations.update(
          reservation.until(
              reservations.neededOn(id), answer.until().orElse(reservation.expiresAt())));
      return StepResult.done();
    }
    reservations.update(reservation.in(Reservation.State.LAPSED));
    Component component = components.get(id);
    if (component.isOpen()) {
      components.update(List.of(component.available(new Availability.Unknown())));
    }
    return StepResult.fellOut(
        new Failure(
            "inventory",
            "reservation-lapsed",
            "reservation "
                + reservation.reference()
                + " for "
                + component.name()
                + " is held no more: "
                + answer.reason()));
  }
}
