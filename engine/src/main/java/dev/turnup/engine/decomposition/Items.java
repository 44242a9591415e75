package dev.turnup.engine.decomposition;

import static java.util.Comparator.comparing;

import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.ProductOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The items of an order, and how they are related to one another. */
final class Items {

  private final ProductOrder order;
  private final Map<ItemId, OrderItem> byId = new LinkedHashMap<>();
  private final Map<ItemId, List<ItemId>> children = new HashMap<>();

  Items(ProductOrder order) {
    this.order = order;
    for (OrderItem item : order.items()) {
      byId.put(item.id(), item);
      item.parent()
          .ifPresent(
              parent -> children.computeIfAbsent(parent, p -> new ArrayList<>()).add(item.id()));
    }
  }

  OrderItem get(ItemId id) {
    return byId.get(id);
  }

  /** Whether something that is installed is to change or to end. */
  boolean touchInstalled() {
    return byId.values().stream()
        .anyMatch(item -> item.action() == ItemAction.MODIFY || item.action() == ItemAction.DELETE);
  }

  boolean isBundle(OrderItem item) {
    return children.containsKey(item.id());
  }

  /** Items name items of the order, and none relies on itself. A bundle relies on its parts. */
  List<Finding> wrongRelations() {
    List<Finding> findings = new ArrayList<>();
    Map<ItemId, Set<ItemId>> edges = new HashMap<>();
    for (OrderItem item : byId.values()) {
      Set<ItemId> others = new LinkedHashSet<>(item.reliesOn());
      others.addAll(children.getOrDefault(item.id(), List.of()));
      item.parent().filter(parent -> !byId.containsKey(parent)).ifPresent(others::add);
      for (ItemId other : others) {
        if (!byId.containsKey(other)) {
          findings.add(Finding.about(item.id(), "unknown-item-relation", "item " + other));
        }
      }
      edges.put(item.id(), others);
    }
    Cycles.find(byId.keySet(), edges)
        .ifPresent(cycle -> findings.add(Finding.cycle(cycle.get(0), cycle)));
    return findings;
  }

  /** What is wrong with the order first, then with its items as they were sent. */
  List<Finding> inOrder(Collection<Finding> findings) {
    Map<ItemId, Integer> positions = new HashMap<>();
    byId.keySet().forEach(item -> positions.put(item, positions.size()));
    return findings.stream()
        .sorted(comparing(finding -> finding.item().map(positions::get).orElse(-1)))
        .toList();
  }

  /** An item and all that it bundles, to any depth. */
  Set<ItemId> withParts(ItemId item) {
    Set<ItemId> all = new LinkedHashSet<>();
    List<ItemId> next = List.of(item);
    while (!next.isEmpty()) {
      all.addAll(next);
      next = next.stream().flatMap(id -> children.getOrDefault(id, List.of()).stream()).toList();
    }
    return all;
  }

  /** What a component of the item is shared within: an item's id, a site's, an account's. */
  Optional<String> within(Scope scope, OrderItem item) {
    if (item.action() == ItemAction.MODIFY) {
      // its product has what it has: what is shared there is known by the installed base
      return Optional.of(item.id().value());
    }
    return switch (scope) {
      case ITEM -> Optional.of(item.id().value());
      case BUNDLE -> Optional.of(outermost(item).id().value());
      case SITE -> order.siteOf(item.id()).map(site -> site.id());
      case ACCOUNT -> item.account().or(() -> Optional.of(order.header().customer().id()));
      case ORDER -> Optional.of(order.id().value());
    };
  }

  private OrderItem outermost(OrderItem item) {
    return item.parent().map(byId::get).map(this::outermost).orElse(item);
  }
}
