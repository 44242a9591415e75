package dev.turnup.engine.decomposition;

import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StaleVersion;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The components of all orders. Lists are in the order in which the components were made. */
public interface Components {

  /**
   * Told once in the transaction that writes it, whatever model or step that is: components of an
   * order have come further, or were given up.
   *
   * @param components as they were written, but for their version
   */
  record Moved(OrderId order, List<Component> components) {}

  /** An id that no other component has or will have. */
  ComponentId nextId();

  /** Replaces the components of an order that nothing has been done for yet. */
  void replace(OrderId order, List<Component> components);

  /** Adds components to those that their order has. */
  void add(List<Component> components);

  /**
   * @throws IllegalArgumentException if there is no such component
   */
  Component get(ComponentId id);

  /**
   * The same for several, in their order.
   *
   * @throws IllegalArgumentException if there is none for one of them
   */
  List<Component> all(List<ComponentId> ids);

  /**
   * The same with its row locked until the transaction ends. Lock the order first.
   *
   * @throws IllegalArgumentException if there is no such component
   */
  Component lock(ComponentId id);

  /** All components of an order. */
  List<Component> of(OrderId order);

  /** Those of an order that were made for an item. */
  List<Component> of(OrderId order, ItemId item);

  /** The same of several items. */
  List<Component> of(OrderId order, Collection<ItemId> items);

  /** The components that a delivery brings. */
  List<Component> of(DeliveryId delivery);

  /** What the component relies on. */
  List<Component> prerequisitesOf(ComponentId id);

  /**
   * What any of the components relies on, each row locked in share mode until the transaction ends:
   * who makes one of them active waits for whoever decides on what it has read here. Lock the order
   * first.
   */
  List<Component> lockPrerequisitesOf(Collection<ComponentId> ids);

  /** The components with all that they rely on by whatever way. */
  List<Component> withPrerequisites(Collection<ComponentId> ids);

  /** What relies on any of the components. */
  List<Component> dependantsOf(Collection<ComponentId> ids);

  /** What relies on the component by whatever way: what relies on that too, and so on. */
  List<Component> allDependantsOf(ComponentId id);

  /** Planned components that need more of this resource at this site (without one, if empty). */
  List<Component> plannedAt(Optional<String> site, String resource);

  /** Those of one order. */
  List<Component> plannedAt(Optional<String> site, String resource, OrderId order);

  /**
   * Writes states, availability, delivery, characteristics and round. Whoever waits for one of them
   * hears of it before the transaction ends.
   *
   * @throws StaleVersion if one of them was changed since it was read
   */
  void update(Collection<Component> components);
}
