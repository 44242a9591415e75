package dev.turnup.engine.activation;

import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Orders;
import java.util.Optional;

/** An outside step that brings something about for one component, once in each of its rounds. */
public abstract class ComponentEffect<Q, A> extends ComponentStep<Q, A> {

  private final Components components;

  protected ComponentEffect(Orders orders, Components components) {
    super(orders, components);
    this.components = components;
  }

  @Override
  public Optional<String> intentOf(ComponentId id) {
    return Optional.of(Intent.of(components.get(id)));
  }
}
