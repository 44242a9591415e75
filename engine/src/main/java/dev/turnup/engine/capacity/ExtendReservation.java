package dev.turnup.engine.capacity;

import dev.turnup.engine.capacity.CapacityInventory.Extension;
import dev.turnup.engine.capacity.CapacityInventory.Holding;
import dev.turnup.engine.capacity.CapacityInventory.Wish;
import dev.turnup.engine.decomposition.Availability;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.decomposition.Specification.CapacityNeed;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.OutsideStep;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.Subject;
import dev.turnup.engine.order.UseCase;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Holds reserved capacity until the delivery of its component, whenever that is now. Where the
 * reservation has lapsed, it is reserved anew at the next attempt.
 */
@UseCase
public final class ExtendReservation
    implements OutsideStep<ComponentId, ExtendReservation.Need, Holding> {

  /** What is held is to be held longer, or what is held no more is to be held again. */
  public record Need(Optional<Extension> longer, Optional<Wish> again) {}

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
  public Need requestFor(ComponentId id) {
    Component component = components.get(id);
    Subject subject = component.subjectIn(orders.around(component.order(), component.item()));
    CapacityNeed need = component.toReserve().orElseThrow();
    Reservation reservation = reservations.of(id).orElseThrow();
    LocalDate day = reservations.neededOn(id);
    Instant until = siteClock.startOf(day.plus(ReserveCapacity.HELD_FOR), subject.site());
    return reservation.state() == Reservation.State.RESERVED
        ? new Need(
            Optional.of(new Extension(subject, reservation.reference(), day, until)),
            Optional.empty())
        : new Need(
            Optional.empty(),
            Optional.of(new Wish(subject, need.resource(), need.units(), day, until)));
  }

  @Override
  public Optional<String> intentOf(ComponentId id) {
    Reservation reservation = reservations.of(id).orElseThrow();
    String again = reservation.state() == Reservation.State.RESERVED ? "" : "again:";
    return Optional.of(again + reservation.reference() + ":" + reservations.neededOn(id));
  }

  @Override
  public CompletionStage<Outcome<Holding>> call(CallKey key, Need request) {
    return request
        .longer()
        .map(extension -> inventory.extendReservation(key, extension))
        .orElseGet(() -> inventory.reserveCapacity(key, request.again().orElseThrow()));
  }

  @Override
  public CompletionStage<Outcome<Optional<Holding>>> find(CallKey key, Need request) {
    return inventory.findReservation(
        key,
        request
            .longer()
            .map(Extension::subject)
            .orElseGet(() -> request.again().orElseThrow().subject()));
  }

  /** Capacity that is held no more may be somebody else's by now: nothing is built on it. */
  @Override
  public StepResult record(ComponentId id, Holding answer) {
    Reservation reservation = reservations.of(id).orElseThrow();
    LocalDate day = reservations.neededOn(id);
    if (answer.verdict() != Holding.Verdict.HELD) {
      reservations.update(reservation.in(Reservation.State.LAPSED));
      makeAvailable(id, new Availability.Unknown());
      return StepResult.fellOut(
          new Failure(
              "inventory",
              "reservation-lapsed",
              "reservation " + reservation.reference() + " is held no more: " + answer.reason()));
    }
    Instant until = answer.until().orElse(reservation.expiresAt());
    if (reservation.state() == Reservation.State.RESERVED) {
      reservations.update(reservation.until(day, until));
    } else {
      reservations.add(reservation.followedBy(answer.reference(), day, until));
      makeAvailable(id, new Availability.From(day));
    }
    return StepResult.done();
  }

  private void makeAvailable(ComponentId id, Availability availability) {
    Component component = components.get(id);
    if (component.isOpen()) {
      components.update(List.of(component.available(availability)));
    }
  }
}
