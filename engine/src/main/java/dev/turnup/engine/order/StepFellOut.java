package dev.turnup.engine.order;

import java.util.Optional;

/**
 * A step that could not go on.
 *
 * @param component the component it was for; empty if it was for a delivery
 * @param delivery the delivery it was for; empty if it was for a component
 * @param step the topic of an outside step, the use case's name in kebab case otherwise
 * @param call the call that ended so, if a call did
 * @param attempts how often that call was made for this step; 0 if no call was
 */
public record StepFellOut(
    OrderId order,
    Optional<ComponentId> component,
    Optional<DeliveryId> delivery,
    String step,
    Failure failure,
    Optional<CallKey> call,
    int attempts) {

  /** Own work that could not go on. */
  public StepFellOut(
      OrderId order,
      Optional<ComponentId> component,
      Optional<DeliveryId> delivery,
      String step,
      Failure failure) {
    this(order, component, delivery, step, failure, Optional.empty(), 0);
  }
}
