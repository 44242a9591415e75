package dev.turnup.engine.activation;

import dev.turnup.engine.activation.Network.Activation;
import dev.turnup.engine.activation.Network.ActivationAnswer;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.UseCase;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Switches a component on in the network; the answer may come now or later. */
@UseCase
public final class ActivateService extends NetworkEffect<Activation> {

  public ActivateService(
      Orders orders,
      Components components,
      ServiceRecords records,
      Network network,
      Timeline timeline) {
    super(orders, components, records, network, timeline);
  }

  @Override
  Activation wishFor(Component component, ProductOrder order) {
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
}
