package dev.turnup.engine.decomposition;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.turnup.engine.decomposition.Catalogue.Line;
import dev.turnup.engine.decomposition.Installed.Ending;
import dev.turnup.engine.decomposition.Needs.Need;
import dev.turnup.engine.decomposition.Needs.Place;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.ProductOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/** What relies on what, of all that an order makes, keeps and ends. */
final class Relations {

  /** Far more than an order of the largest size has, unless all of it relies on all of it. */
  static final int MOST = 200_000;

  private final Items items;
  private final Map<String, Line> lines;
  private final List<Made> made;
  private final List<Ended> ended;
  private final Map<Place, Made> byPlace = new HashMap<>();
  private final Map<Within, Set<Within>> meeting = new HashMap<>();
  private final Map<Within, Set<ItemId>> within = new HashMap<>();
  private final Set<ItemId> owning = new HashSet<>();
  private final Map<ItemId, List<Component>> serving = new HashMap<>();
  private final Map<ComponentId, Set<ItemId>> mayServe = new HashMap<>();
  private final Map<Use, List<Component>> using = new HashMap<>();
  private final Map<ComponentId, Component> related = new LinkedHashMap<>();
  private int count;

  /** What there is to be of something that the order needs. */
  record Made(Need need, List<Component> components) {}

  /** What is there no longer. */
  record Ended(Component component, Ending ending) {}

  /** Where a component may serve items: an item, a bundle, a site, an account, the order. */
  private record Within(Scope scope, String what) {

    static Within of(Place place) {
      return new Within(place.scope(), place.within());
    }
  }

  /** That something of a product runs over a component. */
  private record Use(String component, String product) {}

  /** With a finding if there is anything wrong with it. */
  record Found(List<Component> components, Optional<Finding> finding) {}

  private Relations(
      ProductOrder order,
      Items items,
      Map<String, Line> lines,
      List<Made> made,
      List<Ended> ended) {
    this.items = items;
    this.lines = lines;
    this.made = made;
    this.ended = ended;
    order.items().forEach(this::placeOf);
    for (Made each : made) {
      byPlace.put(each.need().place(), each);
      if (each.need().place().scope() == Scope.ITEM) {
        owning.add(each.need().item().id());
      }
      Set<ItemId> all = new LinkedHashSet<>(each.need().askers());
      all.addAll(within.get(Within.of(each.need().place())));
      each.components().forEach(component -> serves(component, each.need().askers(), all));
    }
    for (Ended each : ended) {
      Set<ItemId> all =
          each.ending().items().stream()
              .map(OrderItem::id)
              .collect(toCollection(LinkedHashSet::new));
      serves(each.component(), all, all);
    }
    for (Made each : made) {
      Set<String> products =
          each.need().askers().stream()
              .flatMap(asker -> items.get(asker).product().stream())
              .collect(toSet());
      each.components().forEach(component -> uses(component, products));
    }
    ended.forEach(each -> uses(each.component(), each.ending().products()));
  }

  /**
   * The components with what they rely on.
   *
   * @param lines those of all components, by name
   */
  static Found of(
      ProductOrder order,
      Items items,
      Map<String, Line> lines,
      List<Made> made,
      List<Ended> ended) {
    return new Relations(order, items, lines, made, ended).found();
  }

  private void placeOf(OrderItem item) {
    if (item.action() != ItemAction.ADD && item.action() != ItemAction.MODIFY) {
      return;
    }
    List<Within> all =
        Arrays.stream(Scope.values())
            .flatMap(
                scope -> items.within(scope, item).map(what -> new Within(scope, what)).stream())
            .toList();
    for (Within each : all) {
      meeting.computeIfAbsent(each, w -> new LinkedHashSet<>()).addAll(all);
      within.computeIfAbsent(each, w -> new LinkedHashSet<>()).add(item.id());
    }
  }

  /**
   * @param all those that it may serve as well, by what it is shared within
   */
  private void serves(Component component, Set<ItemId> those, Set<ItemId> all) {
    if (component.action() != ComponentAction.NONE) {
      mayServe.merge(
          component.id(),
          all,
          (one, other) -> {
            Set<ItemId> both = new LinkedHashSet<>(one);
            both.addAll(other);
            return both;
          });
      those.forEach(id -> serving.computeIfAbsent(id, i -> new ArrayList<>()).add(component));
    }
  }

  private void uses(Component component, Set<String> products) {
    if (component.action() != ComponentAction.NONE) {
      for (String other : lines.get(component.name()).reliesOn().keySet()) {
        for (String product : products) {
          using.computeIfAbsent(new Use(other, product), u -> new ArrayList<>()).add(component);
        }
      }
    }
  }

  private Found found() {
    for (Made each : made) {
      Map<ComponentId, ComponentState> needs = needsOf(each.need().place());
      for (Component component : each.components()) {
        relate(component, component.action() == ComponentAction.NONE ? Map.of() : needs);
        if (count > MOST) {
          return tooMany();
        }
      }
    }
    for (Ended each : ended) {
      relate(each.component(), needsOf(each));
      if (count > MOST) {
        return tooMany();
      }
    }
    List<Component> all = List.copyOf(related.values());
    return new Found(all, cycleOf(all));
  }

  private static Found tooMany() {
    return new Found(
        List.of(),
        Optional.of(
            new Finding("too-many-components", Optional.empty(), "over " + MOST + " relations")));
  }

  /** An installed one that several items change waits for what any of them needs. */
  private void relate(Component component, Map<ComponentId, ComponentState> needs) {
    Map<ComponentId, ComponentState> all = new HashMap<>(needs);
    Optional.ofNullable(related.get(component.id()))
        .ifPresent(before -> before.needs().forEach((id, state) -> need(all, id, state)));
    related.put(component.id(), component.needing(all));
    count += needs.size();
  }

  /**
   * All that the catalogue names and that serves an item which this may serve as well. What an item
   * has of its own waits besides for all that serves the items that it relies on; where items have
   * nothing of their own, what they share does, for those that each of them relies on.
   */
  private Map<ComponentId, ComponentState> needsOf(Place place) {
    Map<ComponentId, ComponentState> needs = new HashMap<>();
    lines
        .get(place.component())
        .reliesOn()
        .forEach(
            (name, state) ->
                meeting.get(Within.of(place)).stream()
                    .map(other -> new Place(name, other.scope(), other.what()))
                    .flatMap(other -> Optional.ofNullable(byPlace.get(other)).stream())
                    .flatMap(other -> other.components().stream())
                    .forEach(other -> need(needs, other.id(), state)));
    Set<ItemId> there = within.get(Within.of(place));
    if (place.scope() == Scope.ITEM || Collections.disjoint(there, owning)) {
      needItems(needs, beforeAll(there), there);
    }
    return needs;
  }

  /**
   * What runs over it, as the catalogue says, ends or changes before it; what a changed product has
   * in its place works before it is off; and all that belongs to the items that its items rely on
   * is done. Equipment is exchanged in one visit.
   */
  private Map<ComponentId, ComponentState> needsOf(Ended ends) {
    Map<ComponentId, ComponentState> needs = new HashMap<>();
    for (String product : ends.ending().products()) {
      using
          .getOrDefault(new Use(ends.component().name(), product), List.of())
          .forEach(other -> need(needs, other.id(), goalOf(other)));
    }
    for (OrderItem item : ends.ending().items()) {
      if (item.action() == ItemAction.MODIFY && !ends.component().needsVisit()) {
        serving.getOrDefault(item.id(), List.of()).stream()
            .filter(own -> own.action() == ComponentAction.ADD)
            .forEach(own -> need(needs, own.id(), ComponentState.ACTIVE));
      }
      needItems(needs, beforeAll(Set.of(item.id())), mayServe.get(ends.component().id()));
    }
    return needs;
  }

  /**
   * All that serves one of the items before, but what may serve one of those after as well: what
   * they share comes before or after it as the catalogue says. What ends does so after all that it
   * served, and can come first only where all of that does.
   */
  private void needItems(
      Map<ComponentId, ComponentState> needs, Set<ItemId> before, Collection<ItemId> after) {
    for (ItemId item : before) {
      for (Component component : serving.getOrDefault(item, List.of())) {
        Set<ItemId> all = mayServe.get(component.id());
        boolean isFirst = component.action() != ComponentAction.CEASE || before.containsAll(all);
        if (isFirst && Collections.disjoint(all, after)) {
          need(needs, component.id(), goalOf(component));
        }
      }
    }
  }

  /** The items that each of these relies on, with their parts. */
  private Set<ItemId> beforeAll(Set<ItemId> those) {
    Set<ItemId> common = new LinkedHashSet<>();
    boolean first = true;
    for (ItemId each : those) {
      Set<ItemId> before = new LinkedHashSet<>();
      items.get(each).reliesOn().forEach(other -> before.addAll(items.withParts(other)));
      if (first) {
        common.addAll(before);
        first = false;
      }
      common.retainAll(before);
      if (common.isEmpty()) {
        break;
      }
    }
    return common;
  }

  private static ComponentState goalOf(Component component) {
    return component.action() == ComponentAction.CEASE
        ? ComponentState.CEASED
        : ComponentState.ACTIVE;
  }

  private static void need(
      Map<ComponentId, ComponentState> needs, ComponentId id, ComponentState state) {
    needs.merge(id, state, BinaryOperator.maxBy(Comparator.naturalOrder()));
  }

  private static Optional<Finding> cycleOf(List<Component> all) {
    Map<ComponentId, Component> byId =
        all.stream().collect(toMap(Component::id, Function.identity()));
    Map<ComponentId, Set<ComponentId>> edges = new LinkedHashMap<>();
    all.forEach(component -> edges.put(component.id(), component.reliesOn()));
    return Cycles.find(edges.keySet(), edges)
        .map(
            cycle ->
                Finding.cycle(
                    byId.get(cycle.get(0)).item(),
                    cycle.stream().map(id -> byId.get(id).name()).toList()));
  }
}
