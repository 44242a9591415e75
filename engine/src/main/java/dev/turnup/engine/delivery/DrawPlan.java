package dev.turnup.engine.delivery;

import static java.util.stream.Collectors.toSet;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.delivery.Blueprint.PlannedComponent;
import dev.turnup.engine.delivery.Blueprint.PlannedDelivery;
import dev.turnup.engine.delivery.Blueprint.Span;
import dev.turnup.engine.delivery.Timetable.Slot;
import dev.turnup.engine.delivery.Timetable.Step;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.UseCase;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Draws the plan of an order: what is made when, at the earliest. */
@UseCase
public final class DrawPlan {

  private final PlanSteps planSteps;

  public DrawPlan(PlanSteps planSteps) {
    this.planSteps = planSteps;
  }

  /**
   * What reaches the customer together, before its times are known.
   *
   * @param notBefore until then nothing can be done there, whatever is available
   */
  record Bundle(
      int number,
      Optional<String> site,
      Optional<LocalDate> readyDate,
      Optional<LocalDate> notBefore,
      Collection<ComponentId> components) {}

  /** The components of a bundle come together, as soon as all of them are possible. */
  Blueprint of(ProductOrder order, List<Component> components, List<Bundle> bundles) {
    Map<ComponentId, Integer> numbers = new HashMap<>();
    Map<Integer, LocalDate> notBefore = new HashMap<>();
    for (Bundle bundle : bundles) {
      bundle.components().forEach(id -> numbers.put(id, bundle.number()));
      bundle.notBefore().ifPresent(day -> notBefore.put(bundle.number(), day));
    }
    List<Step> steps = planSteps.of(order, components, order.wantedFrom());
    Timetable timetable = Timetable.of(together(steps, numbers, notBefore));
    Set<ComponentId> open =
        components.stream().filter(Component::isOpen).map(Component::id).collect(toSet());
    return new Blueprint(
        order.plannedStart(),
        timetable.end(),
        bundles.stream().map(bundle -> planned(bundle, open, timetable)).toList(),
        components.stream()
            .map(
                component ->
                    planned(
                        component,
                        Optional.ofNullable(numbers.get(component.id())),
                        Optional.ofNullable(timetable.slots().get(component.id()))))
            .toList());
  }

  private static List<Step> together(
      List<Step> steps, Map<ComponentId, Integer> numbers, Map<Integer, LocalDate> notBefore) {
    Map<Integer, Optional<Instant>> from = new HashMap<>();
    for (Step step : steps) {
      Integer number = numbers.get(step.id());
      if (number != null) {
        Optional<Instant> possible =
            notBefore.containsKey(number)
                ? later(step.from(), Optional.of(step.calendar().startOf(notBefore.get(number))))
                : step.from();
        from.merge(number, possible, DrawPlan::later);
      }
    }
    List<Step> together = new ArrayList<>();
    for (Step step : steps) {
      Integer number = numbers.get(step.id());
      together.add(number == null ? step : step.possibleFrom(from.get(number)));
    }
    return together;
  }

  private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
    return one.flatMap(a -> other.map(b -> a.isAfter(b) ? a : b));
  }

  private static PlannedDelivery planned(
      Bundle bundle, Set<ComponentId> open, Timetable timetable) {
    List<ComponentId> left = bundle.components().stream().filter(open::contains).toList();
    List<Slot> slots =
        left.stream().filter(timetable.slots()::containsKey).map(timetable.slots()::get).toList();
    Optional<Span> time =
        slots.size() < left.size()
            ? Optional.empty()
            : slots.stream()
                .map(Slot::start)
                .min(Comparator.naturalOrder())
                .map(start -> new Span(start, lastEnd(slots)));
    return new PlannedDelivery(bundle.number(), bundle.site(), bundle.readyDate(), time);
  }

  private static Instant lastEnd(List<Slot> slots) {
    return slots.stream().map(Slot::end).max(Comparator.naturalOrder()).orElseThrow();
  }

  private static PlannedComponent planned(
      Component component, Optional<Integer> delivery, Optional<Slot> slot) {
    return new PlannedComponent(
        component.id(),
        component.name(),
        component.item(),
        component.site(),
        delivery,
        component.needs(),
        component.specification().leadTime(),
        slot.map(times -> new Span(times.start(), times.end())),
        slot.filter(Slot::critical).isPresent());
  }
}
