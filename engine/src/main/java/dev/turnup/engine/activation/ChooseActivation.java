package dev.turnup.engine.activation;

import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.UseCase;

/** Chooses the model that switches a component on; the catalogue names it. */
@UseCase
public final class ChooseActivation {

  private final Components components;

  public ChooseActivation(Components components) {
    this.components = components;
  }

  /** The id of the model. */
  public String forComponent(ComponentId id) {
    return components.get(id).specification().activationProcess();
  }
}
