package dev.turnup.engine.decomposition;

import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StaleVersion;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Components without a database. */
public final class ComponentsInMemory implements Components {

  private final Map<ComponentId, Component> components = new LinkedHashMap<>();

  /** Puts a component there as it is. */
  public Component with(Component component) {
    components.put(component.id(), component);
    return component;
  }

  @Override
  public ComponentId nextId() {
    return new ComponentId(UUID.randomUUID());
  }

  @Override
  public void replace(OrderId order, List<Component> replacing) {
    components.values().removeIf(component -> component.order().equals(order));
    add(replacing);
  }

  @Override
  public void add(List<Component> added) {
    added.forEach(this::with);
  }

  @Override
  public Component get(ComponentId id) {
    return Optional.ofNullable(components.get(id))
        .orElseThrow(() -> new IllegalArgumentException("no component " + id));
  }

  @Override
  public List<Component> all(List<ComponentId> ids) {
    return ids.stream().map(this::get).toList();
  }

  @Override
  public Component lock(ComponentId id) {
    return get(id);
  }

  @Override
  public List<Component> of(OrderId order) {
    return components.values().stream().filter(c -> c.order().equals(order)).toList();
  }

  @Override
  public List<Component> of(DeliveryId delivery) {
    return components.values().stream()
        .filter(c -> c.delivery().equals(Optional.of(delivery)))
        .toList();
  }

  @Override
  public List<Component> of(OrderId order, ItemId item) {
    return of(order).stream().filter(c -> c.item().equals(item)).toList();
  }

  @Override
  public List<Component> of(OrderId order, Collection<ItemId> items) {
    return of(order).stream().filter(c -> items.contains(c.item())).toList();
  }

  @Override
  public List<Component> withPrerequisites(Collection<ComponentId> ids) {
    Set<ComponentId> needed = new HashSet<>(ids);
    while (needed.stream().flatMap(id -> get(id).reliesOn().stream()).toList().stream()
        .anyMatch(needed::add)) {
      // until nothing is added
    }
    return components.values().stream().filter(c -> needed.contains(c.id())).toList();
  }

  @Override
  public List<Component> prerequisitesOf(ComponentId id) {
    return components.values().stream().filter(c -> get(id).reliesOn().contains(c.id())).toList();
  }

  @Override
  public List<Component> lockPrerequisitesOf(Collection<ComponentId> ids) {
    return ids.stream().flatMap(id -> prerequisitesOf(id).stream()).distinct().toList();
  }

  @Override
  public List<Component> dependantsOf(Collection<ComponentId> ids) {
    return components.values().stream()
        .filter(c -> !Collections.disjoint(c.reliesOn(), ids))
        .toList();
  }

  @Override
  public List<Component> allDependantsOf(ComponentId id) {
    Set<ComponentId> users = new HashSet<>(Set.of(id));
    while (dependantsOf(users).stream().map(Component::id).anyMatch(users::add)) {
      // until nobody is added
    }
    return components.values().stream()
        .filter(c -> users.contains(c.id()) && !c.id().equals(id))
        .toList();
  }

  @Override
  public List<Component> plannedAt(Optional<String> site, String resource, OrderId order) {
    return plannedAt(site, resource).stream()
        .filter(component -> component.order().equals(order))
        .toList();
  }

  @Override
  public List<Component> plannedAt(Optional<String> site, String resource) {
    return components.values().stream()
        .filter(c -> c.state() == ComponentState.PLANNED)
        .filter(c -> c.site().equals(site))
        .filter(c -> c.toReserve().map(need -> need.resource().equals(resource)).orElse(false))
        .toList();
  }

  @Override
  public void update(Collection<Component> changed) {
    for (Component component : changed) {
      if (get(component.id()).version() != component.version()) {
        throw new StaleVersion("component " + component.name());
      }
      with(
          new Component(
              component.id(),
              component.order(),
              component.item(),
              component.action(),
              component.installed(),
              component.delivery(),
              component.specification(),
              component.site(),
              component.characteristics(),
              component.needs(),
              component.state(),
              component.availability(),
              component.round(),
              component.version() + 1));
    }
  }
}
