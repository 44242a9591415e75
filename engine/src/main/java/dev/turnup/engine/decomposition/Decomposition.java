package dev.turnup.engine.decomposition;

import dev.turnup.engine.decomposition.Catalogue.Line;
import dev.turnup.engine.decomposition.Catalogue.Part;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Site;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What an order is made of, and what stands in its way.
 *
 * @param components none if there are findings
 */
record Decomposition(List<Component> components, List<Finding> findings) {

  static Decomposition of(
      ProductOrder order, Catalogue catalogue, Territories territories, Supplier<ComponentId> ids) {
    Builder builder = new Builder(order, catalogue, territories, ids);
    builder.expectRelationsThatHold();
    order.items().forEach(builder::decompose);
    builder.expectSomething();
    if (!builder.findings.isEmpty()) {
      return new Decomposition(List.of(), builder.findings);
    }
    List<Component> related = builder.related();
    return builder.findings.isEmpty()
        ? new Decomposition(related, List.of())
        : new Decomposition(List.of(), builder.findings);
  }

  /** Whether the catalogue knows what the item orders. */
  boolean knowsOfferingOf(ItemId item) {
    return findings.stream()
        .noneMatch(
            finding ->
                finding.code().equals("unknown-offering")
                    && finding.item().equals(Optional.of(item)));
  }

  /** A component whose relations are not known yet. */
  private record Draft(
      Component component, boolean perSite, Map<String, ComponentState> reliesOn) {}

  private static final class Builder {
    private final ProductOrder order;
    private final Catalogue catalogue;
    private final Territories territories;
    private final Supplier<ComponentId> ids;
    private final Map<ItemId, OrderItem> items = new LinkedHashMap<>();
    private final Map<ItemId, List<ItemId>> children = new HashMap<>();
    private final Map<String, Line> lines = new HashMap<>();
    private final List<Draft> drafts = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    Builder(
        ProductOrder order,
        Catalogue catalogue,
        Territories territories,
        Supplier<ComponentId> ids) {
      this.order = order;
      this.catalogue = catalogue;
      this.territories = territories;
      this.ids = ids;
      for (OrderItem item : order.items()) {
        items.put(item.id(), item);
        item.parent()
            .ifPresent(
                parent -> children.computeIfAbsent(parent, p -> new ArrayList<>()).add(item.id()));
      }
    }

    /** Items name items of the order, and none relies on itself. A bundle relies on its parts. */
    void expectRelationsThatHold() {
      Map<ItemId, Set<ItemId>> edges = new HashMap<>();
      for (OrderItem item : items.values()) {
        Set<ItemId> others = new LinkedHashSet<>(item.reliesOn());
        others.addAll(children.getOrDefault(item.id(), List.of()));
        item.parent().filter(parent -> !items.containsKey(parent)).ifPresent(others::add);
        for (ItemId other : others) {
          if (!items.containsKey(other)) {
            find("unknown-item-relation", item, "item " + other);
          }
        }
        edges.put(item.id(), others);
      }
      Cycles.find(items.keySet(), edges)
          .ifPresent(cycle -> find("cyclic-relation", items.get(cycle.get(0)), path(cycle)));
    }

    void decompose(OrderItem item) {
      boolean bundle = children.containsKey(item.id());
      List<Part> parts =
          item.offering().isEmpty() ? List.of() : catalogue.partsOf(item, item.action());
      if (!parts.isEmpty()) {
        parts.forEach(part -> add(item, part));
      } else if (item.offering().isEmpty() && !bundle) {
        find("unknown-offering", item, "none is named");
      } else if (!bundle && item.action() != ItemAction.NO_CHANGE) {
        boolean known =
            item.action() != ItemAction.ADD && !catalogue.partsOf(item, ItemAction.ADD).isEmpty();
        find(
            known ? "unsupported-action" : "unknown-offering",
            item,
            known ? item.action().tmfName() : item.offering().orElseThrow());
      }
    }

    void expectSomething() {
      if (drafts.isEmpty() && findings.isEmpty()) {
        findings.add(
            new Finding("nothing-to-fulfil", Optional.empty(), "no item asks for anything"));
      }
    }

    private void add(OrderItem item, Part part) {
      Line line = lines.computeIfAbsent(part.component(), catalogue::lineOf);
      Optional<Site> site = order.siteOf(item.id());
      boolean placed = part.perSite() || line.specification().siteVisit();
      if (placed && site.isEmpty()) {
        findOnce("missing-site", item, "no installation site is named");
        return;
      }
      if (line.specification().siteVisit()
          && territories.covering(site.orElseThrow().postalCode()).isEmpty()) {
        findOnce("unknown-territory", item, "postal code " + quoted(site.get().postalCode()));
      }
      Optional<Specification> specification = line.specificationFor(item.characteristics());
      if (specification.isEmpty()) {
        findOnce("missing-characteristic", item, line.units());
        return;
      }
      long there =
          part.perSite()
              ? drafts.stream().filter(draft -> draft.perSite() && isAt(draft, part, site)).count()
              : 0;
      for (long n = there; n < part.quantity(); n++) {
        drafts.add(draft(item, site, specification.get(), part, line));
      }
    }

    private Draft draft(
        OrderItem item, Optional<Site> site, Specification specification, Part part, Line line) {
      return new Draft(
          new Component(
              ids.get(),
              order.id(),
              item.id(),
              ComponentAction.ADD,
              Optional.empty(),
              specification,
              site.map(Site::id),
              item.characteristics(),
              Map.of(),
              ComponentState.PLANNED,
              specification.capacity().isPresent()
                  ? new Availability.Unchecked()
                  : new Availability.NotNeeded(),
              1,
              0),
          part.perSite(),
          line.reliesOn());
    }

    private static boolean isAt(Draft draft, Part part, Optional<Site> site) {
      return draft.component().name().equals(part.component())
          && draft.component().site().equals(site.map(Site::id));
    }

    /** The components with what they rely on; a cycle is found here if the catalogue has one. */
    List<Component> related() {
      Map<ItemId, List<Draft>> ownOf =
          drafts.stream()
              .filter(draft -> !draft.perSite())
              .collect(Collectors.groupingBy(draft -> draft.component().item()));
      Map<Optional<String>, List<Draft>> sharedAt =
          drafts.stream()
              .filter(Draft::perSite)
              .collect(Collectors.groupingBy(draft -> draft.component().site()));
      Map<ItemId, Set<ComponentId>> ownBelow = new HashMap<>();
      List<Component> related = new ArrayList<>();
      for (Draft draft : drafts) {
        Component component = draft.component();
        Map<ComponentId, ComponentState> needs = new HashMap<>();
        if (!draft.perSite()) {
          for (ItemId other : items.get(component.item()).reliesOn()) {
            ownBelow(other, ownOf, ownBelow).forEach(id -> needs.put(id, ComponentState.ACTIVE));
          }
          needs.putAll(named(draft, ownOf.getOrDefault(component.item(), List.of())));
        }
        needs.putAll(named(draft, sharedAt.getOrDefault(component.site(), List.of())));
        related.add(component.needing(needs));
      }
      expectNoCycle(related);
      return related;
    }

    /** Those of the drafts that the catalogue names as what this one relies on. */
    private static Map<ComponentId, ComponentState> named(Draft draft, Collection<Draft> others) {
      return others.stream()
          .map(Draft::component)
          .filter(other -> draft.reliesOn().containsKey(other.name()))
          .collect(Collectors.toMap(Component::id, other -> draft.reliesOn().get(other.name())));
    }

    /** An item's own components and those of the items that it bundles. */
    private Set<ComponentId> ownBelow(
        ItemId item, Map<ItemId, List<Draft>> ownOf, Map<ItemId, Set<ComponentId>> known) {
      Set<ComponentId> below = known.get(item);
      if (below == null) {
        below = new LinkedHashSet<>();
        for (Draft draft : ownOf.getOrDefault(item, List.of())) {
          below.add(draft.component().id());
        }
        for (ItemId child : children.getOrDefault(item, List.of())) {
          below.addAll(ownBelow(child, ownOf, known));
        }
        known.put(item, below);
      }
      return below;
    }

    private void expectNoCycle(List<Component> related) {
      Map<ComponentId, Component> byId =
          related.stream().collect(Collectors.toMap(Component::id, component -> component));
      Map<ComponentId, Set<ComponentId>> edges = new HashMap<>();
      related.forEach(component -> edges.put(component.id(), component.reliesOn()));
      Cycles.find(byId.keySet(), edges)
          .ifPresent(
              cycle -> {
                Component first = byId.get(cycle.get(0));
                find(
                    "cyclic-relation",
                    items.get(first.item()),
                    path(cycle.stream().map(id -> byId.get(id).name()).toList()));
              });
    }

    private void find(String code, OrderItem item, String detail) {
      findings.add(new Finding(code, Optional.of(item.id()), detail));
    }

    /** Several components of an item may lack the same. */
    private void findOnce(String code, OrderItem item, String detail) {
      Finding finding = new Finding(code, Optional.of(item.id()), detail);
      if (!findings.contains(finding)) {
        findings.add(finding);
      }
    }

    private static String path(List<?> cycle) {
      return cycle.stream().map(Object::toString).collect(Collectors.joining(" → "));
    }

    private static String quoted(String text) {
      return text.isBlank() ? "missing" : text;
    }
  }
}
