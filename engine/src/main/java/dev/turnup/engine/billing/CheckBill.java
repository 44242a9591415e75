package dev.turnup.engine.billing;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentAction;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.UseCase;

/** Looks whether what a product is charged ends with a component. */
@UseCase
public final class CheckBill {

  private final Components components;

  public CheckBill(Components components) {
    this.components = components;
  }

  /**
   * It does if the component is billed and nothing else that its item is billed for goes on: what
   * is charged for a changed product ends when its new bill begins.
   */
  public boolean endsWith(ComponentId id) {
    Component ending = components.get(id);
    return ending.specification().billable()
        && components.of(ending.order(), ending.item()).stream()
            .filter(other -> other.specification().billable())
            .allMatch(other -> other.action() == ComponentAction.CEASE);
  }
}
