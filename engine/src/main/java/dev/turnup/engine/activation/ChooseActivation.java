package dev.turnup.engine.activation;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.Specification;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.UseCase;

/**
 * Chooses the model that does what is to become of a component; what switches it on, and what
 * undoes that, the catalogue names.
 */
@UseCase
public final class ChooseActivation {

  private final Components components;

  public ChooseActivation(Components components) {
    this.components = components;
  }

  /**
   * The id of the model.
   *
   * @throws IllegalStateException if nothing is to become of the component
   */
  public String forComponent(ComponentId id) {
    Component component = components.get(id);
    return switch (component.action()) {
      case ADD -> component.specification().activationProcess();
      case MODIFY -> "service-modification";
      case CEASE ->
          component.specification().reversal().equals(Specification.CEASE)
              ? "service-cease"
              : component.specification().reversal();
      case NONE ->
          throw new IllegalStateException(
              "component " + component.name() + " (" + id + ") stays as it is");
    };
  }
}
