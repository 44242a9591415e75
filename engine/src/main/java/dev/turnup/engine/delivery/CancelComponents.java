package dev.turnup.engine.delivery;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.Fulfilled;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.ItemState;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Gives components up, and with them whatever relies on them, and whatever nobody needs any more.
 * An item that is left without what it is billed for ends, and the plan goes on without them.
 */
@UseCase
public final class CancelComponents {

  private final Orders orders;
  private final Components components;
  private final KeepPlan keepPlan;
  private final Timeline timeline;
  private final Clock clock;

  public CancelComponents(
      Orders orders, Components components, KeepPlan keepPlan, Timeline timeline, Clock clock) {
    this.orders = orders;
    this.components = components;
    this.keepPlan = keepPlan;
    this.timeline = timeline;
    this.clock = clock;
  }

  /** All that is still open of {@code unwanted}, and of what relies on it, however far it is. */
  public List<Component> goingWith(OrderId id, List<Component> unwanted) {
    List<Component> some =
        unwanted.size() == 1
            ? Stream.concat(
                    unwanted.stream(), components.allDependantsOf(unwanted.get(0).id()).stream())
                .toList()
            : components.of(id);
    Set<ComponentId> going =
        Unneeded.relyingOn(some, unwanted.stream().map(Component::id).collect(toSet()));
    return some.stream().filter(component -> going.contains(component.id())).toList();
  }

  /**
   * Components that are active or given up already stay as they are, and so does what relies on
   * them and is begun: it works already, or falls out by itself.
   *
   * @param reason for the timeline, one sentence
   * @return all that were given up now
   */
  public Set<ComponentId> because(String reason, OrderId id, Collection<ComponentId> unwanted) {
    ProductOrder order = orders.lock(id);
    List<Component> all = components.of(id);
    Set<ComponentId> given = Unneeded.with(all, Set.copyOf(unwanted));
    if (given.isEmpty()) {
      return given;
    }
    List<Component> cancelled =
        all.stream().filter(component -> given.contains(component.id())).toList();
    components.update(
        cancelled.stream().map(component -> component.in(ComponentState.CANCELLED)).toList());
    timeline.addAll(
        id,
        cancelled.stream()
            .map(
                component ->
                    TimelineEntry.of(EventKind.COMPONENT_GIVEN_UP, component.name() + " given up")
                        .remarking(reason)
                        .about(component.item())
                        .about(component.id()))
            .toList());
    if (order.state() != OrderState.PENDING_CANCELLATION) {
      // then all items end together, once everything is undone
      endItems(order, all, given, reason);
    }
    keepPlan.without(id);
    return given;
  }

  private void endItems(
      ProductOrder order, List<Component> all, Set<ComponentId> given, String reason) {
    Set<ItemId> touched = new HashSet<>();
    Map<ItemId, List<Component>> ofItem = all.stream().collect(groupingBy(Component::item));
    ofItem.forEach(
        (item, own) -> {
          if (own.stream().anyMatch(component -> given.contains(component.id()))
              && !order.item(item).state().isFinal()
              && isLost(own, given)) {
            touched.add(item);
          }
        });
    for (ItemId item : touched) {
      ItemState state = order.item(item).state();
      ItemState end = state.canMoveTo(ItemState.CANCELLED) ? ItemState.CANCELLED : ItemState.FAILED;
      order.moveItem(item, end, clock.instant());
      timeline.add(order.id(), TimelineEntry.closed(item, end).remarking(reason));
    }
    if (!touched.isEmpty()) {
      orders.update(order);
    }
  }

  private static boolean isLost(List<Component> own, Set<ComponentId> given) {
    return Fulfilled.lost(
        own.stream()
            .map(c -> given.contains(c.id()) ? c.in(ComponentState.CANCELLED) : c)
            .collect(toSet()));
  }
}
