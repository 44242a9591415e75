package dev.turnup.engine.activation;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.delivery.CancelComponents;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.UseCase;
import java.util.List;

/**
 * Gives a component up, and with it whatever relies on it, if its model has ended and it is not
 * done; no model has to say so, and none is called for it again.
 */
@UseCase
public final class SettleComponent {

  private final Components components;
  private final CancelComponents cancelComponents;

  public SettleComponent(Components components, CancelComponents cancelComponents) {
    this.components = components;
    this.cancelComponents = cancelComponents;
  }

  /** One that is done, or was given up before, stays as it is. */
  public void forComponent(ComponentId id) {
    Component component = components.get(id);
    if (component.isOpen()) {
      cancelComponents.because(component.name() + " cannot be had", component.order(), List.of(id));
    }
  }
}
