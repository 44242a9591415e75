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
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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
    return requestsFor(List.of(id)).get(0);
  }

  /** The same for several components of one order. */
  List<CapacityInventory.Question> requestsFor(List<ComponentId> ids) {
    List<Component> some = components.all(ids);
    return some.isEmpty() ? List.of() : questions(some, orderOf(some));
  }

  private static List<CapacityInventory.Question> questions(
      List<Component> some, ProductOrder order) {
    List<CapacityInventory.Question> questions = new ArrayList<>();
    for (Component component : some) {
      CapacityNeed need = component.toReserve().orElseThrow();
      questions.add(
          new CapacityInventory.Question(
              component.subjectIn(order), component.name(), need.resource(), need.units()));
    }
    return questions;
  }

  private ProductOrder orderOf(List<Component> some) {
    Component first = some.get(0);
    return some.size() == 1
        ? orders.around(first.order(), first.item())
        : orders.get(first.order());
  }

  @Override
  public CompletionStage<Outcome<CapacityInventory.Room>> call(
      CallKey key, CapacityInventory.Question request) {
    return inventory.checkCapacity(key, request);
  }

  @Override
  public StepResult record(ComponentId id, CapacityInventory.Room answer) {
    recordAll(List.of(id), List.of(answer));
    Component component = components.get(id);
    return StepResult.done(
        "capacityDated", component.isOpen() && component.availability().isDated());
  }

  /** The same for several components of one order, each with its answer. */
  void recordAll(List<ComponentId> ids, List<CapacityInventory.Room> answers) {
    List<Component> some = components.all(ids);
    if (some.stream().noneMatch(Component::isOpen)) {
      return;
    }
    ProductOrder order = orderOf(some);
    SiteClock here = siteClock.asOfNow();
    List<Component> checked = new ArrayList<>();
    List<TimelineEntry> told = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      Component component = some.get(i);
      if (component.isOpen()) {
        CapacityInventory.Room answer = answers.get(i);
        Availability availability =
            availability(component, answer, here.todayAt(order.siteOf(component.item())));
        checked.add(component.available(availability));
        told.add(told(component, availability, answer.reason()));
      }
    }
    components.update(checked);
    timeline.addAll(order.id(), told);
  }

  private static TimelineEntry told(Component component, Availability availability, String reason) {
    String room =
        availability
            .firstDay()
            .map(day -> " from " + day)
            .orElse(": no date" + (reason.isEmpty() ? "" : " (" + reason + ")"));
    return TimelineEntry.of(EventKind.CAPACITY_CHECKED, "Capacity for " + component.name() + room)
        .about(component.id())
        .with("from", availability.firstDay().map(LocalDate::toString).orElse("none"));
  }

  /**
   * An inventory that goes on saying what it has refused would be asked for ever: a person looks.
   */
  private static Availability availability(
      Component component, CapacityInventory.Room answer, LocalDate today) {
    if (answer.verdict() == CapacityInventory.Room.Verdict.NONE) {
      return new Availability.None();
    }
    LocalDate from = answer.from().filter(day -> day.isAfter(today)).orElse(today);
    return component.availability().equals(new Availability.Contested(from))
        ? new Availability.Unknown()
        : new Availability.From(from);
  }
}
