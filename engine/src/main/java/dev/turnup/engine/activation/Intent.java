package dev.turnup.engine.activation;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.order.Failure;

/** What the calls for a component intend: this component, in this round. */
final class Intent {

  private Intent() {}

  static String of(Component component) {
    return component.id() + ":" + component.round();
  }

  /** The intent was dropped while somebody acted on it. */
  static Failure dropped(Component component, String system, String effect) {
    return new Failure(
        system, "component-given-up", component.name() + " was given up, but " + effect);
  }
}
