package dev.turnup.engine.delivery;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentAction;
import dev.turnup.engine.decomposition.Sequence;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.ItemId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Puts components into groups. Together: everything at a site that has a date, on the latest one.
 * As available: each service that is billed as soon as it can be had; what carries services comes
 * with the first of them, because a line without a service is worth nothing; but what needs a
 * technician comes with the first group, if it is there by then. Nothing comes earlier than what it
 * relies on. What has no date never holds up what has one, and what has no site holds up nothing.
 *
 * <p>A group of as many components grouped again is one group still, unless a date has moved.
 */
final class Grouping {

  /** Where components may be grouped: a site, or an item that has none. */
  private record Place(Optional<String> site, Optional<ItemId> item) {
    static Place of(Component component) {
      return new Place(
          component.site(),
          component.site().isPresent() ? Optional.empty() : Optional.of(component.item()));
    }
  }

  /** What the customer wants at a site. */
  interface Terms {

    boolean together(Optional<String> site);

    /** The first day that anything may be delivered there. */
    LocalDate firstDay(Optional<String> site);
  }

  private final Map<ComponentId, Component> open = new HashMap<>();
  private final Map<ComponentId, List<Component>> dependants = new HashMap<>();
  private final Map<ComponentId, Optional<LocalDate>> possible = new HashMap<>();
  private final Map<ComponentId, Optional<LocalDate>> wanted = new HashMap<>();
  private final Map<ComponentId, Integer> positions = new HashMap<>();
  private final Terms terms;

  private Grouping(Collection<Component> all, Collection<Component> some, Terms terms) {
    this.terms = terms;
    all.forEach(component -> open.put(component.id(), component));
    for (Component component : some) {
      for (ComponentId other : component.reliesOn()) {
        dependants.computeIfAbsent(other, o -> new ArrayList<>()).add(component);
      }
    }
    // each finds what is known of its neighbours, so that no chain is too long for it
    for (Component component :
        Sequence.prerequisitesFirst(all, Component::id, Component::reliesOn)) {
      positions.put(component.id(), positions.size());
      possible(component);
    }
  }

  /**
   * Groups some of the open components of an order. Dated groups come first, the earliest at the
   * front.
   */
  static List<Group> of(Collection<Component> all, Collection<Component> some, Terms terms) {
    Grouping grouping = new Grouping(all, some, terms);
    Map<Place, List<Component>> places =
        some.stream().collect(groupingBy(Place::of, LinkedHashMap::new, toList()));
    List<Group> groups = new ArrayList<>();
    places.forEach((place, there) -> groups.addAll(grouping.at(place, there)));
    groups.sort(Comparator.comparing(group -> group.readyDate().orElse(LocalDate.MAX)));
    return groups;
  }

  private List<Group> at(Place place, List<Component> there) {
    TreeSet<LocalDate> services = daysOfServices(there);
    there.stream()
        .sorted(Comparator.comparing((Component c) -> positions.getOrDefault(c.id(), 0)).reversed())
        .forEach(component -> wanted(component, services));
    TreeMap<LocalDate, List<Component>> dated = new TreeMap<>();
    List<Component> undated = new ArrayList<>();
    for (Component component : there) {
      wanted(component, services)
          .ifPresentOrElse(
              day -> dated.computeIfAbsent(day, d -> new ArrayList<>()).add(component),
              () -> undated.add(component));
    }
    List<Group> groups = new ArrayList<>();
    if (terms.together(place.site()) && !dated.isEmpty()) {
      List<Component> all = dated.values().stream().flatMap(List::stream).toList();
      groups.add(new Group(place.site(), Optional.of(dated.lastKey()), all));
    } else {
      dated.forEach((day, some) -> groups.add(new Group(place.site(), Optional.of(day), some)));
    }
    if (!undated.isEmpty()) {
      groups.add(new Group(place.site(), Optional.empty(), undated));
    }
    return groups;
  }

  /**
   * The days on which services can be had; at a place without services, the last day of what
   * carries nothing there.
   */
  private TreeSet<LocalDate> daysOfServices(List<Component> there) {
    TreeSet<LocalDate> services = new TreeSet<>();
    there.stream()
        .filter(component -> component.specification().billable())
        .forEach(component -> possible(component).ifPresent(services::add));
    if (there.stream().noneMatch(component -> component.specification().billable())) {
      there.stream()
          .filter(component -> dependantsAtPlaceOf(component).isEmpty())
          .flatMap(component -> possible(component).stream())
          .max(Comparator.naturalOrder())
          .ifPresent(services::add);
    }
    return services;
  }

  /** The first day on which the component and all that it relies on can be there. */
  private Optional<LocalDate> possible(Component component) {
    Optional<LocalDate> known = possible.get(component.id());
    if (known != null) {
      return known;
    }
    Optional<LocalDate> day =
        component.availability().isDated()
            ? Optional.of(
                later(
                    terms.firstDay(component.site()),
                    component.availability().firstDay().orElse(LocalDate.MIN)))
            : Optional.empty();
    for (ComponentId id : component.reliesOn()) {
      Component other = open.get(id);
      // what is to end waits for what has to happen first, whenever that is
      if (other != null && component.action() != ComponentAction.CEASE) {
        Optional<LocalDate> before = possible(other);
        day = day.flatMap(d -> before.map(b -> later(d, b)));
      }
    }
    possible.put(component.id(), day);
    return day;
  }

  /** The day on which the component is to be delivered as available. */
  private Optional<LocalDate> wanted(Component component, TreeSet<LocalDate> services) {
    Optional<LocalDate> known = wanted.get(component.id());
    if (known != null) {
      return known;
    }
    Optional<LocalDate> day =
        component.specification().billable()
            ? possible(component)
            : wantedByOthers(component, services);
    wanted.put(component.id(), day);
    return day;
  }

  private Optional<LocalDate> wantedByOthers(Component component, TreeSet<LocalDate> services) {
    Optional<LocalDate> possible = possible(component);
    if (component.needsVisit()
        && !services.isEmpty()
        && possible.filter(day -> !day.isAfter(services.first())).isPresent()) {
      return Optional.of(services.first());
    }
    List<Component> above = dependantsAtPlaceOf(component);
    return above.isEmpty()
        ? possible.map(day -> Optional.ofNullable(services.ceiling(day)).orElse(day))
        : above.stream()
            .flatMap(other -> wanted(other, services).stream())
            .min(Comparator.naturalOrder());
  }

  private List<Component> dependantsAtPlaceOf(Component component) {
    Place place = Place.of(component);
    return dependants.getOrDefault(component.id(), List.of()).stream()
        .filter(other -> Place.of(other).equals(place))
        .toList();
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }
}
