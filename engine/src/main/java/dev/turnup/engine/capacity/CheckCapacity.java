package dev.turnup.engine.capacity;

import dev.turnup.engine.decomposition.Availability;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.decomposition.Specification.CapacityNeed;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.OutsideStep;
import dev.turnup.engine.order.Site;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Asks the inventory whether there is room for a component, and from when. */
@UseCase
public final class CheckCapacity
    implements OutsideStep<ComponentId, CapacityInventory.Question, CapacityInventory.Room> {

  private final CapacityInventory inventory;
  private final Orders orders;
  private final Components components;
  private final Timeline timeline;
  private final SiteClock siteClock;

  public CheckCapacity(
      CapacityInventory inventory,
      Orders orders,
      Components components,
      Timeline timeline,
      SiteClock siteClock) {
    this.inventory = inventory;
    this.orders = orders;
    this.components = components;
    this.timeline = timeline;
    this.siteClock = siteClock;
  }

  @Override
  public CapacityInventory.Question requestFor(ComponentId id) {
    Component component = components.get(id);
    CapacityNeed need = component.toReserve().orElseThrow();
    return new CapacityInventory.Question(
        component.subjectIn(orders.around(component.order(), component.item())),
        component.name(),
        need.resource(),
        need.units());
  }

  @Override
  public CompletionStage<Outcome<CapacityInventory.Room>> call(
      CallKey key, CapacityInventory.Question request) {
    return inventory.checkCapacity(key, request);
  }

  @Override
  public StepResult record(ComponentId id, CapacityInventory.Room answer) {
    Component component = components.get(id);
    if (!component.isOpen()) {
      return capacityDated(false);
    }
    Availability availability = availability(component, answer);
    components.update(List.of(component.available(availability)));
    String room =
        availability
            .firstDay()
            .map(day -> " from " + day)
            .orElse(": no date" + (answer.reason().isEmpty() ? "" : " (" + answer.reason() + ")"));
    timeline.add(
        component.order(),
        TimelineEntry.of(EventKind.CAPACITY_CHECKED, "Capacity for " + component.name() + room)
            .about(id)
            .with("from", availability.firstDay().map(LocalDate::toString).orElse("none")));
    return capacityDated(availability.isDated());
  }

  /**
   * An inventory that goes on saying what it has refused would be asked for ever: a person looks.
   */
  private Availability availability(Component component, CapacityInventory.Room answer) {
    if (answer.verdict() == CapacityInventory.Room.Verdict.NONE) {
      return new Availability.None();
    }
    Optional<Site> site =
        orders.around(component.order(), component.item()).siteOf(component.item());
    LocalDate today = siteClock.todayAt(site);
    LocalDate from = answer.from().filter(day -> day.isAfter(today)).orElse(today);
    return component.availability().equals(new Availability.Contested(from))
        ? new Availability.Unknown()
        : new Availability.From(from);
  }

  private static StepResult capacityDated(boolean dated) {
    return StepResult.done("capacityDated", dated);
  }
}
