package dev.turnup.engine.activation;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.UseCase;
import java.util.List;
import java.util.stream.Stream;

/** Says what need not wait any longer now that a component has come further or is given up. */
@UseCase
public final class ReleaseDependants {

  private final Orders orders;
  private final Components components;

  public ReleaseDependants(Orders orders, Components components) {
    this.orders = orders;
    this.components = components;
  }

  /**
   * The components to wake: those that rely on this one and whose prerequisites have all come as
   * far as they need, or that have become impossible; and itself, if it was given up while it
   * waited for others. The order stays locked, so that of two prerequisites that settle at once the
   * later one sees the other.
   */
  public List<ComponentId> of(ComponentId id) {
    orders.lockRow(components.get(id).order());
    Component settled = components.get(id);
    return Stream.concat(
            Stream.of(settled).filter(it -> it.state() == ComponentState.CANCELLED),
            components.dependantsOf(id).stream()
                .filter(dependant -> isEnoughFor(dependant, settled))
                .filter(dependant -> readiness(dependant) != Readiness.WAITING))
        .map(Component::id)
        .toList();
  }

  private static boolean isEnoughFor(Component dependant, Component settled) {
    return settled.state() == ComponentState.CANCELLED
        || settled.state().hasReached(dependant.needs().get(settled.id()));
  }

  private Readiness readiness(Component dependant) {
    return CheckPrerequisites.of(dependant, components.lockPrerequisitesOf(dependant.id()));
  }
}
