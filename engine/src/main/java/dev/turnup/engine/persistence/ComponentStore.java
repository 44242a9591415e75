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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;

@Repository
class ComponentStore implements Components {

  /** A statement takes up to 65,535 parameters. */
  private static final int ROWS_PER_STATEMENT = 1_000;

  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
  private final ComponentMapper mapper;
  private final ApplicationEventPublisher publisher;

  ComponentStore(ComponentMapper mapper, ApplicationEventPublisher publisher) {
    this.mapper = mapper;
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
    add(components);
  }

  @Override
  public void add(List<Component> components) {
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
    return mapper.find(id.value()).orElseThrow(() -> unknown(id)).component();
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
    return mapper.lock(id.value()).orElseThrow(() -> unknown(id)).component();
  }

  @Override
  public List<Component> of(OrderId order) {
    return components(mapper.findOfOrder(order.value()));
  }

  @Override
  public List<Component> of(OrderId order, ItemId item) {
    return of(order, List.of(item));
  }

  @Override
  public List<Component> of(OrderId order, Collection<ItemId> items) {
    return components(mapper.findOfItems(order.value(), texts(items, ItemId::value)));
  }

  @Override
  public List<Component> of(DeliveryId delivery) {
    return components(mapper.findOfDelivery(delivery.value()));
  }

  @Override
  public List<Component> prerequisitesOf(ComponentId id) {
    return components(mapper.findPrerequisites(id.value()));
  }

  @Override
  public List<Component> withPrerequisites(Collection<ComponentId> ids) {
    return components(mapper.findWithPrerequisites(texts(ids, ComponentId::toString)));
  }

  @Override
  public List<Component> lockPrerequisitesOf(Collection<ComponentId> ids) {
    return components(mapper.shareLockPrerequisites(texts(ids, ComponentId::toString)));
  }

  @Override
  public List<Component> dependantsOf(Collection<ComponentId> ids) {
    return components(mapper.findDependants(texts(ids, ComponentId::toString)));
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
    components.stream()
        .filter(component -> component.state() != ComponentState.PLANNED)
        .collect(groupingBy(Component::order, LinkedHashMap::new, toList()))
        .forEach((order, moved) -> publisher.publishEvent(new Moved(order, moved)));
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
