package dev.turnup.engine.activation;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.OutsideStep;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.StepResult;

/**
 * An outside step about one component: what it asks comes from the component and its order, and
 * what is answered is recorded while the order is locked.
 */
public abstract class ComponentStep<Q, A> implements OutsideStep<ComponentId, Q, A> {

  private final Orders orders;
  private final Components components;

  protected ComponentStep(Orders orders, Components components) {
    this.orders = orders;
    this.components = components;
  }

  @Override
  public final Q requestFor(ComponentId id) {
    Component component = components.get(id);
    return requestFor(component, orders.around(component.order(), component.item()));
  }

  /**
   * @param order with the component's item, and no other but what bundles that
   */
  protected abstract Q requestFor(Component component, ProductOrder order);

  @Override
  public final StepResult record(ComponentId id, A answer) {
    orders.lockRow(components.get(id).order());
    return record(components.get(id), answer);
  }

  /**
   * @param component as it is now
   */
  protected abstract StepResult record(Component component, A answer);
}
