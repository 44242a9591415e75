package dev.turnup.engine.activation;

import dev.turnup.engine.activation.Network.ActivationAnswer;
import dev.turnup.engine.activation.Network.Modification;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.UseCase;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Changes an installed component in the network; the answer may come now or later. */
@UseCase
public final class ModifyService extends NetworkEffect<Modification> {

  public ModifyService(
      Orders orders,
      Components components,
      ServiceRecords records,
      Network network,
      Timeline timeline) {
    super(orders, components, records, network, timeline);
  }

  @Override
  Modification wishFor(Component component, ProductOrder order) {
    return new Modification(
        component.subjectIn(order),
        component.installed().orElseThrow().networkReference(),
        component.characteristics());
  }

  @Override
  public CompletionStage<Outcome<ActivationAnswer>> call(CallKey key, Modification request) {
    return network.modifyService(key, request);
  }

  @Override
  public CompletionStage<Outcome<Optional<ActivationAnswer>>> find(
      CallKey key, Modification request) {
    return network.findActivation(key, request.subject());
  }
}
