package dev.turnup.engine.activation;

import static java.util.stream.Collectors.toMap;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.UseCase;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Says what need not wait any longer now that components have come further or are given up. */
@UseCase
public final class ReleaseDependants {

  private final Orders orders;
  private final Components components;

  public ReleaseDependants(Orders orders, Components components) {
    this.orders = orders;
    this.components = components;
  }

  /**
   * The components to wake: those that rely on one of these and whose prerequisites have all come
   * as far as they need, or that have become impossible; and whatever of these was given up, which
   * may have waited for others. The order stays locked, so that of two prerequisites that settle at
   * once the later one sees the other.
   *
   * @param moved as they are now
   */
  public List<ComponentId> of(OrderId order, Collection<Component> moved) {
    orders.lockRow(order);
    Map<ComponentId, Component> settled = byId(moved);
    List<Component> dependants =
        components.dependantsOf(settled.keySet()).stream()
            .filter(dependant -> isEnoughFor(dependant, settled))
            .toList();
    Map<ComponentId, Component> prerequisites =
        byId(components.lockPrerequisitesOf(byId(dependants).keySet()));
    return Stream.concat(
            moved.stream().filter(it -> it.state() == ComponentState.CANCELLED),
            dependants.stream()
                .filter(dependant -> readiness(dependant, prerequisites) != Readiness.WAITING))
        .map(Component::id)
        .distinct()
        .toList();
  }

  private static boolean isEnoughFor(Component dependant, Map<ComponentId, Component> settled) {
    return dependant.needs().entrySet().stream()
        .filter(need -> settled.containsKey(need.getKey()))
        .anyMatch(need -> isEnough(settled.get(need.getKey()).state(), need.getValue()));
  }

  private static boolean isEnough(ComponentState state, ComponentState needed) {
    return state == ComponentState.CANCELLED || state.hasReached(needed);
  }

  private static Readiness readiness(
      Component dependant, Map<ComponentId, Component> prerequisites) {
    return CheckPrerequisites.of(
        dependant, dependant.reliesOn().stream().map(prerequisites::get).toList());
  }

  private static Map<ComponentId, Component> byId(Collection<Component> components) {
    return components.stream().collect(toMap(Component::id, Function.identity()));
  }
}
