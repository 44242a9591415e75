package dev.turnup.engine.activation;

import dev.turnup.engine.decomposition.CancelComponents;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.IllegalMove;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.UseCase;
import java.util.List;

/** Gives a component up, and with it whatever relies on it. */
@UseCase
public final class GiveUpComponent {

  private final Orders orders;
  private final Components components;
  private final CancelComponents cancelComponents;

  public GiveUpComponent(Orders orders, Components components, CancelComponents cancelComponents) {
    this.orders = orders;
    this.components = components;
    this.cancelComponents = cancelComponents;
  }

  /**
   * Gives it up; one that was given up already stays so.
   *
   * @throws IllegalMove if it is active, or has ended
   */
  public void forComponent(ComponentId id) {
    Component component = components.get(id);
    orders.lockRow(component.order());
    cancelComponents.because(component.name() + " cannot be made", component.order(), List.of(id));
    Component now = components.get(id);
    if (now.isDone()) {
      throw new IllegalMove(
          "component " + now.name() + " (" + id + ")", now.state().code(), "cancelled");
    }
  }
}
