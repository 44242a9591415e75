package dev.turnup.engine.activation;

import dev.turnup.engine.activation.Network.Activation;
import dev.turnup.engine.activation.Network.ActivationAnswer;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.UseCase;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Switches a component on in the network; the answer may come now or later. */
@UseCase
public final class ActivateService extends ComponentEffect<Activation, ActivationAnswer> {

  private final Components components;
  private final Network network;
  private final NetworkChanges changes;

  public ActivateService(
      Orders orders,
      Components components,
      ServiceRecords records,
      Network network,
      Timeline timeline) {
    super(orders, components);
    this.components = components;
    this.network = network;
    this.changes = new NetworkChanges(components, records, timeline);
  }

  /**
   * @throws IllegalStateException if something that the component relies on has not come as far as
   *     it needs: the model must not come here then
   */
  @Override
  protected Activation requestFor(Component component, ProductOrder order) {
    CheckPrerequisites.expectMet(component, components.prerequisitesOf(component.id()));
    return new Activation(
        component.subjectIn(order),
        component.name(),
        component.specification().kind().code(),
        component.characteristics(),
        List.copyOf(component.reliesOn()));
  }

  @Override
  public CompletionStage<Outcome<ActivationAnswer>> call(CallKey key, Activation request) {
    return network.activateService(key, request);
  }

  @Override
  public CompletionStage<Outcome<Optional<ActivationAnswer>>> find(
      CallKey key, Activation request) {
    return network.findActivation(key, request.subject());
  }

  @Override
  protected StepResult record(Component component, ActivationAnswer answer) {
    return changes.record(component, answer);
  }
}
