package dev.turnup.engine.delivery;

import static java.util.stream.Collectors.toSet;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.delivery.Timetable.Step;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Site;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.order.WorkingCalendar;
import dev.turnup.engine.order.WorkingCalendars;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes components into the steps of a timetable. */
@UseCase
public final class PlanSteps {

  private final WorkingCalendars calendars;
  private final Clock clock;

  public PlanSteps(WorkingCalendars calendars, Clock clock) {
    this.calendars = calendars;
    this.clock = clock;
  }

  /**
   * The steps of those components that are still to be made: each from now on, from when on the
   * customer wants it, and from the first day on that there is capacity.
   *
   * @param wantedFrom before it nothing is to be made; may be past
   */
  List<Step> of(
      ProductOrder order, Collection<Component> components, Optional<Instant> wantedFrom) {
    Instant now = clock.instant();
    Instant earliest = wantedFrom.filter(now::isBefore).orElse(now);
    List<Component> open = components.stream().filter(Component::isOpen).toList();
    Map<Optional<String>, WorkingCalendar> at = calendarsOf(order, open);
    List<Step> steps = new ArrayList<>();
    for (Component component : open) {
      WorkingCalendar calendar = at.get(postalCode(order, component));
      steps.add(
          new Step(
              component.id(),
              component.reliesOn(),
              firstMoment(component, calendar, earliest),
              component.specification().leadTime(),
              calendar));
    }
    return steps;
  }

  private static Optional<Instant> firstMoment(
      Component component, WorkingCalendar calendar, Instant earliest) {
    if (!component.availability().isDated()) {
      return Optional.empty();
    }
    Optional<LocalDate> day = component.availability().firstDay();
    return Optional.of(day.map(calendar::startOf).filter(earliest::isBefore).orElse(earliest));
  }

  private Map<Optional<String>, WorkingCalendar> calendarsOf(
      ProductOrder order, List<Component> open) {
    Set<Optional<String>> codes =
        open.stream().map(component -> postalCode(order, component)).collect(toSet());
    List<String> asked = codes.stream().flatMap(Optional::stream).toList();
    Map<String, WorkingCalendar> known = asked.isEmpty() ? Map.of() : calendars.covering(asked);
    WorkingCalendar office = WorkingCalendar.office(clock.getZone());
    Map<Optional<String>, WorkingCalendar> found = new HashMap<>();
    codes.forEach(code -> found.put(code, code.map(known::get).orElse(office)));
    return found;
  }

  private static Optional<String> postalCode(ProductOrder order, Component component) {
    return order.siteOf(component.item()).map(Site::postalCode).filter(code -> !code.isBlank());
  }
}
