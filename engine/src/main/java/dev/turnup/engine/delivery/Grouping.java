package dev.turnup.engine.delivery;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.turnup.engine.decomposition.Component;
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

/**
 * Puts components into groups. Together: everything at a site that has a date, on the latest one.
 * As available: whatever can be had on the same day. Each component comes no earlier than what it
 * relies on, and what carries others comes with the first of them, because a line without a service
 * is worth nothing; but what needs a technician comes with the first visit, if it is there by then.
 * What has no date never holds up what has one, and what has no site holds up nothing.
 */
final class Grouping {

  private static final Comparator<LocalDate> EARLIEST = Comparator.naturalOrder();

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

  private final Map<ComponentId, Component> components = new LinkedHashMap<>();
  private final Map<ComponentId, List<Component>> dependants = new HashMap<>();
  private final Map<ComponentId, Optional<LocalDate>> possible = new HashMap<>();
  private final Map<ComponentId, Optional<LocalDate>> wanted = new HashMap<>();
  private final Terms terms;

  private Grouping(Collection<Component> open, Terms terms) {
    this.terms = terms;
    open.forEach(component -> components.put(component.id(), component));
    for (Component component : open) {
      for (ComponentId other : component.reliesOn()) {
        dependants.computeIfAbsent(other, o -> new ArrayList<>()).add(component);
      }
    }
  }

  /**
   * Groups open components; what they rely on besides is taken as there. Dated groups come first,
   * the earliest at the front.
   */
  static List<Group> of(Collection<Component> open, Terms terms) {
    Grouping grouping = new Grouping(open, terms);
    Map<Place, List<Component>> places =
        open.stream().collect(groupingBy(Place::of, LinkedHashMap::new, toList()));
    List<Group> groups = new ArrayList<>();
    places.forEach((place, there) -> groups.addAll(grouping.at(place, there)));
    groups.sort(Comparator.comparing(group -> group.readyDate().orElse(LocalDate.MAX)));
    return groups;
  }

  private List<Group> at(Place place, List<Component> there) {
    Optional<LocalDate> first =
        there.stream()
            .filter(component -> dependantsAtPlaceOf(component).isEmpty())
            .flatMap(component -> possible(component).stream())
            .min(EARLIEST);
    TreeMap<LocalDate, List<Component>> dated = new TreeMap<>();
    List<Component> undated = new ArrayList<>();
    for (Component component : there) {
      wanted(component, first)
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
      Component other = components.get(id);
      if (other != null) {
        Optional<LocalDate> before = possible(other);
        day = day.flatMap(d -> before.map(b -> later(d, b)));
      }
    }
    possible.put(component.id(), day);
    return day;
  }

  /** The day on which the component is to be delivered as available. */
  private Optional<LocalDate> wanted(Component component, Optional<LocalDate> first) {
    Optional<LocalDate> known = wanted.get(component.id());
    if (known != null) {
      return known;
    }
    Optional<LocalDate> possible = possible(component);
    List<Component> above = dependantsAtPlaceOf(component);
    boolean withFirstVisit =
        component.specification().siteVisit()
            && first.isPresent()
            && possible.filter(day -> !day.isAfter(first.get())).isPresent();
    Optional<LocalDate> day;
    if (withFirstVisit) {
      day = first;
    } else if (above.isEmpty()) {
      day = possible;
    } else {
      day = above.stream().flatMap(other -> wanted(other, first).stream()).min(EARLIEST);
    }
    wanted.put(component.id(), day);
    return day;
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
