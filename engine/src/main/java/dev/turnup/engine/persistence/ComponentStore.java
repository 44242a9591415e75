package dev.turnup.engine.persistence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StaleVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;

@Repository
class ComponentStore implements Components {

  /** A statement takes up to 65,535 parameters. */
  private static final int ROWS_PER_STATEMENT = 1_000;

  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
  private final ComponentMapper mapper;
  private final LockedOrders lockedOrders;
  private final ApplicationEventPublisher publisher;

  ComponentStore(
      ComponentMapper mapper, LockedOrders lockedOrders, ApplicationEventPublisher publisher) {
    this.mapper = mapper;
    this.lockedOrders = lockedOrders;
    this.publisher = publisher;
  }

  @Override
  public ComponentId nextId() {
    return new ComponentId(ids.generate());
  }

  @Override
  public void replace(OrderId order, List<Component> components) {
    mapper.deleteDependencies(order.value());
    mapper.deleteComponents(order.value());
    lockedOrders.forgetComponents(order.value());
    add(components);
  }

  @Override
  public void add(List<Component> components) {
    components.forEach(component -> lockedOrders.forgetComponents(component.order().value()));
    List<ComponentRow> rows = components.stream().map(ComponentRow::of).toList();
    for (int from = 0; from < rows.size(); from += ROWS_PER_STATEMENT) {
      mapper.insert(rows.subList(from, Math.min(from + ROWS_PER_STATEMENT, rows.size())));
    }
    List<String> dependants = new ArrayList<>();
    List<String> others = new ArrayList<>();
    List<String> needs = new ArrayList<>();
    for (Component component : components) {
      component
          .needs()
          .forEach(
              (other, state) -> {
                dependants.add(component.id().toString());
                others.add(other.toString());
                needs.add(state.code());
              });
    }
    if (!dependants.isEmpty()) {
      mapper.insertDependencies(
          dependants.toArray(String[]::new),
          others.toArray(String[]::new),
          needs.toArray(String[]::new));
    }
  }

  @Override
  public Component get(ComponentId id) {
    return lockedOrders
        .component(id, this::first, () -> mapper.find(id.value()).map(ComponentRow::component))
        .orElseThrow(() -> unknown(id));
  }

  private List<Component> first(String[] orders, int many) {
    return components(mapper.findFirst(orders, many));
  }

  @Override
  public List<Component> all(List<ComponentId> ids) {
    if (ids.size() == 1) {
      return List.of(get(ids.get(0)));
    }
    Map<ComponentId, Component> found =
        mapper.findAll(ids.stream().map(ComponentId::toString).toArray(String[]::new)).stream()
            .map(ComponentRow::component)
            .collect(toMap(Component::id, component -> component));
    return ids.stream()
        .map(id -> Optional.ofNullable(found.get(id)).orElseThrow(() -> unknown(id)))
        .toList();
  }

  @Override
  public Component lock(ComponentId id) {
    return lockedOrders
        .component(id, this::first, () -> mapper.lock(id.value()).map(ComponentRow::component))
        .orElseThrow(() -> unknown(id));
  }

  @Override
  public List<Component> of(OrderId order) {
    return lockedOrders
        .order(order.value())
        .map(locked -> locked.components(() -> components(mapper.findOfOrder(order.value()))))
        .orElseGet(() -> components(mapper.findOfOrder(order.value())));
  }

  @Override
  public List<Component> of(OrderId order, ItemId item) {
    return of(order, List.of(item));
  }

  @Override
  public List<Component> of(OrderId order, Collection<ItemId> items) {
    return lockedOrders
        .allOf(order.value(), () -> of(order))
        .map(all -> those(all, component -> items.contains(component.item())))
        .orElseGet(
            () -> components(mapper.findOfItems(order.value(), texts(items, ItemId::value))));
  }

  @Override
  public List<Component> of(DeliveryId delivery) {
    return lockedOrders
        .allOf(delivery, this::of)
        .map(
            all ->
                those(all, component -> component.delivery().filter(delivery::equals).isPresent()))
        .orElseGet(() -> components(mapper.findOfDelivery(delivery.value())));
  }

  @Override
  public List<Component> prerequisitesOf(ComponentId id) {
    return lockedOrders
        .allAround(List.of(id))
        .map(all -> those(all, component -> isReliedOn(component, all, Set.of(id))))
        .orElseGet(() -> components(mapper.findPrerequisites(id.value())));
  }

  @Override
  public List<Component> withPrerequisites(Collection<ComponentId> ids) {
    return lockedOrders
        .allAround(ids)
        .map(all -> withPrerequisites(ids, all))
        .orElseGet(
            () -> components(mapper.findWithPrerequisites(texts(ids, ComponentId::toString))));
  }

  private static List<Component> withPrerequisites(
      Collection<ComponentId> ids, List<Component> all) {
    Set<ComponentId> needed = new HashSet<>(ids);
    while (all.stream()
        .filter(component -> isReliedOn(component, all, needed))
        .map(component -> needed.add(component.id()))
        .reduce(false, Boolean::logicalOr)) {
      // those of the new ones, too
    }
    return those(all, component -> needed.contains(component.id()));
  }

  private static boolean isReliedOn(Component component, List<Component> all, Set<ComponentId> by) {
    return all.stream()
        .filter(other -> by.contains(other.id()))
        .anyMatch(other -> other.reliesOn().contains(component.id()));
  }

  private static List<Component> those(List<Component> all, Predicate<Component> which) {
    return all.stream().filter(which).toList();
  }

  @Override
  public List<Component> lockPrerequisitesOf(Collection<ComponentId> ids) {
    return ids.isEmpty()
        ? List.of()
        : components(mapper.shareLockPrerequisites(texts(ids, ComponentId::toString)));
  }

  @Override
  public List<Component> dependantsOf(Collection<ComponentId> ids) {
    return lockedOrders
        .allAround(ids)
        .map(all -> those(all, component -> component.reliesOn().stream().anyMatch(ids::contains)))
        .orElseGet(() -> components(mapper.findDependants(texts(ids, ComponentId::toString))));
  }

  @Override
  public List<Component> allDependantsOf(ComponentId id) {
    return components(mapper.findAllDependants(id.value()));
  }

  @Override
  public List<Component> plannedAt(Optional<String> site, String resource) {
    return components(mapper.findPlannedAt(site.orElse(null), resource, null));
  }

  @Override
  public List<Component> plannedAt(Optional<String> site, String resource, OrderId order) {
    return components(mapper.findPlannedAt(site.orElse(null), resource, order.value()));
  }

  @Override
  public void update(Collection<Component> components) {
    if (components.isEmpty()) {
      return;
    }
    List<ComponentRow> rows =
        components.stream()
            .sorted(Comparator.comparing(component -> component.id().value()))
            .map(ComponentRow::of)
            .toList();
    int written =
        mapper.update(
            texts(rows, row -> row.id().toString()),
            rows.stream().map(ComponentRow::version).toArray(Integer[]::new),
            texts(rows, ComponentRow::state),
            texts(rows, row -> row.deliveryId() == null ? null : row.deliveryId().toString()),
            texts(rows, ComponentRow::availability),
            texts(rows, row -> row.availableFrom() == null ? null : row.availableFrom().toString()),
            texts(rows, ComponentRow::characteristics),
            rows.stream().map(ComponentRow::round).toArray(Integer[]::new));
    if (written != rows.size()) {
      throw new StaleVersion("a component of order " + rows.get(0).orderId());
    }
    components.forEach(component -> lockedOrders.written(next(component)));
    components.stream()
        .filter(component -> component.state() != ComponentState.PLANNED)
        .collect(groupingBy(Component::order, LinkedHashMap::new, toList()))
        .forEach((order, moved) -> publisher.publishEvent(new Moved(order, moved)));
  }

  private static Component next(Component written) {
    return new Component(
        written.id(),
        written.order(),
        written.item(),
        written.action(),
        written.installed(),
        written.delivery(),
        written.specification(),
        written.site(),
        written.characteristics(),
        written.needs(),
        written.state(),
        written.availability(),
        written.round(),
        written.version() + 1);
  }

  private static <T> String[] texts(Collection<T> rows, Function<T, String> column) {
    return rows.stream().map(column).toArray(String[]::new);
  }

  private static List<Component> components(List<ComponentRow> rows) {
    return rows.stream().map(ComponentRow::component).toList();
  }

  private static IllegalArgumentException unknown(ComponentId id) {
    return new IllegalArgumentException("there is no component " + id);
  }
}
