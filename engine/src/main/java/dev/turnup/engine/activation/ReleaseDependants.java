package dev.turnup.engine.activation;

import static java.util.stream.Collectors.toMap;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.UseCase;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Says what need not wait any longer now that a component is active or given up. */
@UseCase
public final class ReleaseDependants {

  private final Orders orders;
  private final Components components;

  public ReleaseDependants(Orders orders, Components components) {
    this.orders = orders;
    this.components = components;
  }

  /**
   * The components to wake: those that rely on this one and whose prerequisites are all active, or
   * that have become impossible. The order stays locked, so that of two prerequisites that settle
   * at once the later one sees the other.
   */
  public List<ComponentId> of(ComponentId id) {
    Component settled = components.get(id);
    orders.lock(settled.order());
    Map<ComponentId, Component> all =
        components.of(settled.order()).stream().collect(toMap(Component::id, Function.identity()));
    return components.dependantsOf(id).stream()
        .map(dependant -> all.get(dependant.id()))
        .filter(dependant -> readiness(dependant, all) != Readiness.WAITING)
        .map(Component::id)
        .toList();
  }

  private static Readiness readiness(Component component, Map<ComponentId, Component> all) {
    return CheckPrerequisites.of(component, component.reliesOn().stream().map(all::get).toList());
  }
}
