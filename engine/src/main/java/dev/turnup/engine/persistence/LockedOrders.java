package dev.turnup.engine.persistence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.ResourceHolderSupport;
import org.springframework.transaction.support.ResourceHolderSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What the current transaction has read of the orders whose rows it has locked. Whoever changes an
 * order, its items, its components or its deliveries locks its row first, so what was read since
 * then is not read again: it is as it was, unless the stores, which are told here, have written it.
 * What is known of orders that are not locked is forgotten at once.
 */
@org.springframework.stereotype.Component
class LockedOrders {

  /** An order with as many items, or components, is read whole: that costs less than some parts. */
  private static final int FEW = 20;

  /** An order of the current transaction's own. */
  static final class LockedOrder {

    private OrderRow row;
    private Optional<List<ItemRow>> items = Optional.empty();
    private boolean small;
    private boolean large;
    private Optional<List<Component>> components = Optional.empty();
    private boolean manyComponents;
    private Optional<List<Delivery>> deliveries = Optional.empty();
    private final Map<ComponentId, Component> componentById = new HashMap<>();
    private final Map<DeliveryId, Delivery> deliveryById = new HashMap<>();
    private final Map<Fact, Object> facts = new HashMap<>();

    private LockedOrder(OrderRow row) {
      this.row = row;
    }

    OrderRow row() {
      return row;
    }

    List<ItemRow> items(Supplier<List<ItemRow>> read) {
      items = items.or(() -> Optional.of(read.get()));
      small = items.get().size() <= FEW;
      return items.get();
    }

    private boolean mayHaveFewItems() {
      return items.isEmpty() && !large;
    }

    /**
     * @param first as many as make an order large, if it has them
     */
    private void readItems(List<ItemRow> first) {
      small = first.size() <= FEW;
      large = !small;
      items = Optional.of(first).filter(all -> small);
    }

    List<Component> components(Supplier<List<Component>> read) {
      components = components.or(() -> Optional.of(read.get()));
      return components.get();
    }

    private boolean mayHaveFewComponents() {
      return components.isEmpty() && !manyComponents;
    }

    /**
     * @param first as many as are too many, if it has them
     */
    private void readComponents(List<Component> first) {
      manyComponents = first.size() > FEW;
      components = Optional.of(first).filter(all -> !manyComponents);
    }

    List<Delivery> deliveries(Supplier<List<Delivery>> read) {
      deliveries = deliveries.or(() -> Optional.of(read.get()));
      return deliveries.get();
    }

    private @Nullable Component component(ComponentId id) {
      return componentById.computeIfAbsent(
          id,
          unread ->
              components.stream()
                  .flatMap(List::stream)
                  .filter(one -> one.id().equals(id))
                  .findFirst()
                  .orElse(null));
    }

    private @Nullable Delivery delivery(DeliveryId id) {
      return deliveryById.computeIfAbsent(
          id,
          unread ->
              deliveries.stream()
                  .flatMap(List::stream)
                  .filter(one -> one.id().equals(id))
                  .findFirst()
                  .orElse(null));
    }

    void written(OrderRow now) {
      row = now;
      items = Optional.empty();
    }

    private void forgetDeliveries() {
      deliveries = Optional.empty();
      deliveryById.clear();
    }
  }

  private record Fact(ComponentId component, Class<?> kind) {}

  private static final class Held extends ResourceHolderSupport {

    private final Map<String, LockedOrder> orders = new HashMap<>();

    @Override
    public void clear() {
      super.clear();
      orders.clear();
    }
  }

  /** What a transaction goes back to may not have been locked then. */
  private static final class UntilTheEnd
      extends ResourceHolderSynchronization<Held, Class<LockedOrders>> {

    private final Held held;

    UntilTheEnd(Held held) {
      super(held, LockedOrders.class);
      this.held = held;
    }

    @Override
    public void savepointRollback(Object savepoint) {
      held.clear();
    }
  }

  Optional<LockedOrder> order(String id) {
    return held().map(held -> held.orders.get(id));
  }

  /** The row was locked just now: whatever was read before may be out of date. */
  LockedOrder locked(OrderRow row) {
    LockedOrder order = new LockedOrder(row);
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      held().orElseGet(LockedOrders::begin).orders.put(row.id(), order);
    }
    return order;
  }

  private static Optional<Held> held() {
    return Optional.ofNullable(
        (Held) TransactionSynchronizationManager.getResource(LockedOrders.class));
  }

  private static Held begin() {
    Held held = new Held();
    TransactionSynchronizationManager.bindResource(LockedOrders.class, held);
    TransactionSynchronizationManager.registerSynchronization(new UntilTheEnd(held));
    return held;
  }

  void forget(String order) {
    held().ifPresent(held -> held.orders.remove(order));
  }

  /**
   * All items of an order, if these are few or have been read. Those of the other locked orders are
   * asked for soon.
   *
   * @param first the first so many of each of some orders
   */
  Optional<List<ItemRow>> fewItems(
      LockedOrder order, BiFunction<String[], Integer, List<ItemRow>> first) {
    if (order.mayHaveFewItems()) {
      read(LockedOrder::mayHaveFewItems, first, ItemRow::orderId, LockedOrder::readItems);
    }
    return order.items;
  }

  /**
   * A component, read only if it is not known. It is most likely of an order that is locked, of
   * which others are asked for soon, as of the others that are.
   *
   * @param first the first so many of each of some orders
   */
  Optional<Component> component(
      ComponentId id,
      BiFunction<String[], Integer, List<Component>> first,
      Supplier<Optional<Component>> read) {
    return known(order -> order.component(id))
        .or(() -> ofFew(id, first))
        .or(
            () -> {
              Optional<Component> found = read.get();
              found.ifPresent(
                  component ->
                      order(component.order().value())
                          .ifPresent(order -> order.componentById.put(id, component)));
              return found;
            });
  }

  private static Optional<Component> ofFew(
      ComponentId id, BiFunction<String[], Integer, List<Component>> first) {
    read(
        LockedOrder::mayHaveFewComponents,
        first,
        component -> component.order().value(),
        LockedOrder::readComponents);
    return known(order -> order.component(id));
  }

  /** Something of all locked orders of which it is not known, by one statement. */
  private static <T> void read(
      Predicate<LockedOrder> unread,
      BiFunction<String[], Integer, List<T>> first,
      Function<T, String> order,
      BiConsumer<LockedOrder, List<T>> keep) {
    List<LockedOrder> asking =
        held().stream().flatMap(held -> held.orders.values().stream()).filter(unread).toList();
    if (!asking.isEmpty()) {
      String[] numbers = asking.stream().map(one -> one.row.id()).toArray(String[]::new);
      Map<String, List<T>> read = first.apply(numbers, FEW + 1).stream().collect(groupingBy(order));
      asking.forEach(one -> keep.accept(one, read.getOrDefault(one.row.id(), List.of())));
    }
  }

  /** A delivery, read only if it is not known. */
  Optional<Delivery> delivery(DeliveryId id, Supplier<Optional<Delivery>> read) {
    return known(order -> order.delivery(id))
        .or(
            () -> {
              Optional<Delivery> found = read.get();
              found.ifPresent(
                  delivery ->
                      order(delivery.order().value())
                          .ifPresent(order -> order.deliveryById.put(id, delivery)));
              return found;
            });
  }

  /** Something else of a component, read only if it is not known. */
  <T> T about(ComponentId id, Class<T> kind, Supplier<T> read) {
    return known(order -> order.component(id) == null ? null : order.facts)
        .map(facts -> kind.cast(facts.computeIfAbsent(new Fact(id, kind), unread -> read.get())))
        .orElseGet(read);
  }

  /** It was written as it is now. */
  <T> void written(ComponentId id, Class<T> kind, T now) {
    known(order -> order.component(id) == null ? null : order.facts)
        .ifPresent(facts -> facts.put(new Fact(id, kind), now));
  }

  /** It was written. */
  void forget(ComponentId id, Class<?> kind) {
    held().ifPresent(held -> held.orders.values().forEach(o -> o.facts.remove(new Fact(id, kind))));
  }

  private static <T> Optional<T> known(Function<LockedOrder, @Nullable T> of) {
    return held().stream()
        .map(held -> held.orders.values())
        .flatMap(Collection::stream)
        .flatMap(order -> Optional.ofNullable(of.apply(order)).stream())
        .findFirst();
  }

  /** Some were added or taken away. */
  void forgetComponents(String order) {
    order(order)
        .ifPresent(
            known -> {
              known.components = Optional.empty();
              known.componentById.clear();
            });
  }

  void written(Component component) {
    order(component.order().value())
        .ifPresent(
            order -> {
              order.components =
                  order.components.map(
                      all ->
                          all.stream()
                              .map(one -> one.id().equals(component.id()) ? component : one)
                              .toList());
              order.componentById.put(component.id(), component);
            });
  }

  void written(Delivery delivery) {
    order(delivery.order().value())
        .ifPresent(
            order -> {
              order.deliveries =
                  order.deliveries.map(
                      all ->
                          all.stream()
                              .map(one -> one.id().equals(delivery.id()) ? delivery : one)
                              .toList());
              order.deliveryById.put(delivery.id(), delivery);
            });
  }

  /** All components of a small order. */
  Optional<List<Component>> allOf(String order, Supplier<List<Component>> read) {
    return order(order)
        .filter(locked -> locked.small || locked.components.isPresent())
        .map(locked -> locked.components(read));
  }

  /** All components of the order of a known delivery, if it is small. */
  Optional<List<Component>> allOf(DeliveryId delivery, Function<OrderId, List<Component>> read) {
    return LockedOrders.<Delivery>known(order -> order.delivery(delivery))
        .map(Delivery::order)
        .flatMap(order -> allOf(order.value(), () -> read.apply(order)));
  }

  /** All components of the order of these, if they have been read. */
  Optional<List<Component>> allAround(Collection<ComponentId> ids) {
    return known(
        order ->
            order
                .components
                .filter(all -> all.stream().map(Component::id).collect(toSet()).containsAll(ids))
                .orElse(null));
  }

  void forgetDeliveries() {
    held().ifPresent(held -> held.orders.values().forEach(LockedOrder::forgetDeliveries));
  }
}
