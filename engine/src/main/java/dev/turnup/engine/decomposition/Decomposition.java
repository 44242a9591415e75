package dev.turnup.engine.decomposition;

import static java.util.stream.Collectors.toMap;

import dev.turnup.engine.decomposition.Catalogue.Line;
import dev.turnup.engine.decomposition.Needs.Need;
import dev.turnup.engine.decomposition.Needs.Place;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Site;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What an order is made of, and what stands in its way.
 *
 * @param components none if there are findings
 */
record Decomposition(List<Component> components, List<Finding> findings) {

  static Decomposition of(
      ProductOrder order, Catalogue catalogue, Territories territories, Supplier<ComponentId> ids) {
    Items items = new Items(order);
    Builder builder = new Builder(order, items, catalogue, territories, ids);
    builder.findings.addAll(items.wrongRelations());
    builder.make(Needs.of(order, items, catalogue));
    List<Component> related = builder.findings.isEmpty() ? builder.related() : List.of();
    return builder.findings.isEmpty()
        ? new Decomposition(related, List.of())
        : new Decomposition(List.of(), items.inOrder(builder.findings));
  }

  /** Whether the catalogue knows what the item orders. */
  boolean knowsOfferingOf(ItemId item) {
    return findings.stream()
        .noneMatch(
            finding ->
                finding.code().equals("unknown-offering")
                    && finding.item().equals(Optional.of(item)));
  }

  private static final class Builder {
    private final ProductOrder order;
    private final Items items;
    private final Catalogue catalogue;
    private final Territories territories;
    private final Supplier<ComponentId> ids;
    private final Map<String, Line> lines = new HashMap<>();
    private final Map<String, Boolean> covered = new HashMap<>();
    private final Map<Place, List<Component>> made = new LinkedHashMap<>();
    private final Map<ItemId, List<ComponentId>> ownOf = new HashMap<>();
    private final Set<Finding> findings = new LinkedHashSet<>();

    Builder(
        ProductOrder order,
        Items items,
        Catalogue catalogue,
        Territories territories,
        Supplier<ComponentId> ids) {
      this.order = order;
      this.items = items;
      this.catalogue = catalogue;
      this.territories = territories;
      this.ids = ids;
    }

    void make(Needs needs) {
      findings.addAll(needs.findings());
      if (findings.isEmpty() && needs.all().isEmpty()) {
        findings.add(
            new Finding("nothing-to-fulfil", Optional.empty(), "no item asks for anything"));
      }
      needs.all().forEach(this::make);
    }

    private void make(Need need) {
      Line line = lines.computeIfAbsent(need.place().component(), catalogue::lineOf);
      OrderItem item = need.item();
      if (line.specification().siteVisit()) {
        need.askers().forEach(this::expectSomebodyCanCome);
      }
      Optional<Specification> specification = line.specificationFor(need.characteristics());
      if (specification.isEmpty()) {
        find(item, "missing-characteristic", line.units());
        return;
      }
      List<Component> components = new ArrayList<>();
      for (int n = 0; n < need.quantity(); n++) {
        components.add(component(need, specification.get()));
      }
      made.put(need.place(), components);
      if (need.place().scope() == Scope.ITEM) {
        ownOf
            .computeIfAbsent(item.id(), i -> new ArrayList<>())
            .addAll(components.stream().map(Component::id).toList());
      }
    }

    private void expectSomebodyCanCome(ItemId id) {
      OrderItem item = items.get(id);
      Optional<String> postalCode = order.siteOf(id).map(Site::postalCode);
      if (postalCode.isEmpty()) {
        find(item, "missing-site", "no installation site is named");
      } else if (!covered.computeIfAbsent(
          postalCode.get(), code -> territories.covering(code).isPresent())) {
        find(
            item,
            "unknown-territory",
            "postal code " + (postalCode.get().isBlank() ? "missing" : postalCode.get()));
      }
    }

    private Component component(Need need, Specification specification) {
      return new Component(
          ids.get(),
          order.id(),
          need.item().id(),
          ComponentAction.ADD,
          Optional.empty(),
          specification,
          order.siteOf(need.item().id()).map(Site::id),
          need.characteristics(),
          Map.of(),
          ComponentState.PLANNED,
          specification.capacity().isPresent()
              ? new Availability.Unchecked()
              : new Availability.NotNeeded(),
          1,
          0);
    }

    /** The components with what they rely on; a cycle is found here if the catalogue has one. */
    List<Component> related() {
      List<Component> related = new ArrayList<>();
      made.forEach(
          (place, components) -> {
            Map<ComponentId, ComponentState> needs = needsOf(place, components.get(0));
            components.forEach(component -> related.add(component.needing(needs)));
          });
      expectNoCycle(related);
      return related;
    }

    /**
     * What the catalogue names, as far as it serves the component's item; and for an item's own
     * component all that belongs to the items that its item relies on.
     */
    private Map<ComponentId, ComponentState> needsOf(Place place, Component component) {
      Map<ComponentId, ComponentState> needs = new HashMap<>();
      OrderItem item = items.get(component.item());
      lines
          .get(place.component())
          .reliesOn()
          .forEach(
              (name, state) ->
                  serving(item, place.scope(), name).forEach(id -> need(needs, id, state)));
      if (place.scope() == Scope.ITEM) {
        for (ItemId other : item.reliesOn()) {
          for (ItemId part : items.withParts(other)) {
            ownOf
                .getOrDefault(part, List.of())
                .forEach(id -> need(needs, id, ComponentState.ACTIVE));
          }
        }
      }
      return needs;
    }

    /** The components of that name that serve an item, and are not narrower than the scope. */
    private List<ComponentId> serving(OrderItem item, Scope scope, String name) {
      return scope.andWider().stream()
          .flatMap(
              wider ->
                  items
                      .within(wider, item)
                      .map(within -> made.getOrDefault(new Place(name, wider, within), List.of()))
                      .stream())
          .flatMap(List::stream)
          .map(Component::id)
          .toList();
    }

    private static void need(
        Map<ComponentId, ComponentState> needs, ComponentId id, ComponentState state) {
      needs.merge(id, state, BinaryOperator.maxBy(Comparator.naturalOrder()));
    }

    private void expectNoCycle(List<Component> related) {
      Map<ComponentId, Component> byId =
          related.stream().collect(toMap(Component::id, Function.identity()));
      Map<ComponentId, Set<ComponentId>> edges = new LinkedHashMap<>();
      related.forEach(component -> edges.put(component.id(), component.reliesOn()));
      Cycles.find(edges.keySet(), edges)
          .ifPresent(
              cycle ->
                  findings.add(
                      Finding.cycle(
                          byId.get(cycle.get(0)).item(),
                          cycle.stream().map(id -> byId.get(id).name()).toList())));
    }

    private void find(OrderItem item, String code, String detail) {
      findings.add(Finding.about(item.id(), code, detail));
    }
  }
}
