package dev.turnup.engine.activation;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.UseCase;
import java.util.List;

/** Looks whether all that a component relies on has come as far as it needs it. */
@UseCase
public final class CheckPrerequisites {

  private final Orders orders;
  private final Components components;

  public CheckPrerequisites(Orders orders, Components components) {
    this.orders = orders;
    this.components = components;
  }

  /**
   * Looks, and keeps the rows it looked at as they are until the transaction ends: who decides to
   * wait subscribes in the same transaction, so whoever brings a prerequisite on later finds the
   * subscription.
   */
  public Readiness forComponent(ComponentId id) {
    // before the components, as everywhere: giving up, which may follow, writes the order
    orders.lockRow(components.get(id).order());
    List<Component> prerequisites = components.lockPrerequisitesOf(List.of(id));
    return of(components.get(id), prerequisites);
  }

  static Readiness of(Component component, List<Component> prerequisites) {
    if (component.state() == ComponentState.CANCELLED
        || prerequisites.stream().anyMatch(p -> p.state() == ComponentState.CANCELLED)) {
      return Readiness.IMPOSSIBLE;
    }
    return areMet(component, prerequisites) ? Readiness.ACTIVE : Readiness.WAITING;
  }

  /**
   * Nothing is begun too early, whatever a model says.
   *
   * @throws IllegalStateException if a prerequisite has not come as far as the component needs it
   */
  static void expectMet(Component component, List<Component> prerequisites) {
    if (!areMet(component, prerequisites)) {
      throw new IllegalStateException(
          "component "
              + component.name()
              + " ("
              + component.id()
              + ") relies on what is not there yet");
    }
  }

  private static boolean areMet(Component component, List<Component> prerequisites) {
    return prerequisites.stream()
        .allMatch(p -> p.state().hasReached(component.needs().get(p.id())));
  }
}
