package dev.turnup.engine.capacity;

import dev.turnup.engine.capacity.CapacityInventory.Holding;
import dev.turnup.engine.capacity.CapacityInventory.Release;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.OutsideStep;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.order.Vouched;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Gives reserved capacity back. */
@UseCase
public final class ReleaseReservation
    implements OutsideStep<ComponentId, Release, Holding>, Vouched<Release, Holding> {

  private final CapacityInventory inventory;
  private final Orders orders;
  private final Components components;
  private final Reservations reservations;
  private final Timeline timeline;

  public ReleaseReservation(
      CapacityInventory inventory,
      Orders orders,
      Components components,
      Reservations reservations,
      Timeline timeline) {
    this.inventory = inventory;
    this.orders = orders;
    this.components = components;
    this.reservations = reservations;
    this.timeline = timeline;
  }

  @Override
  public Release requestFor(ComponentId id) {
    Component component = components.get(id);
    return new Release(
        component.subjectIn(orders.around(component.order(), component.item())),
        reservations.of(id).orElseThrow().reference());
  }

  @Override
  public Optional<String> intentOf(ComponentId id) {
    return Optional.of(reservations.of(id).orElseThrow().reference());
  }

  @Override
  public CompletionStage<Outcome<Holding>> call(CallKey key, Release request) {
    return inventory.releaseReservation(key, request);
  }

  @Override
  public CompletionStage<Outcome<Optional<Holding>>> find(CallKey key, Release request) {
    return inventory.findReservation(key, request.subject());
  }

  @Override
  public Holding done(CallKey key, Release request, String reference) {
    return new Holding(Holding.Verdict.ENDED, request.reference(), Optional.empty(), reference);
  }

  @Override
  public StepResult record(ComponentId id, Holding answer) {
    Reservation reservation = reservations.of(id).orElseThrow();
    if (answer.verdict() != Holding.Verdict.ENDED) {
      return StepResult.fellOut(
          new Failure(
              "inventory",
              "reservation-not-released",
              "reservation " + reservation.reference() + " is still held"));
    }
    reservations.update(reservation.in(Reservation.State.RELEASED));
    Component component = components.get(id);
    timeline.add(
        component.order(),
        TimelineEntry.of(
                EventKind.CAPACITY_RELEASED, "Capacity for " + component.name() + " given back")
            .about(id)
            .with("reference", reservation.reference()));
    return StepResult.done();
  }
}
