package dev.turnup.engine.activation;

import dev.turnup.engine.activation.Network.ActivationAnswer;
import dev.turnup.engine.activation.Network.Progress;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.Vouched;
import java.util.Optional;

/** Makes a component be in the network as it was ordered; the answer may come now or later. */
abstract class NetworkEffect<Q> extends ComponentEffect<Q, ActivationAnswer>
    implements Vouched<Q, ActivationAnswer> {

  final Network network;

  private final Components components;
  private final NetworkChanges changes;

  NetworkEffect(
      Orders orders,
      Components components,
      ServiceRecords records,
      Network network,
      Timeline timeline) {
    super(orders, components);
    this.network = network;
    this.components = components;
    this.changes = new NetworkChanges(components, records, timeline);
  }

  /** What the network is to make of the component. */
  abstract Q wishFor(Component component, ProductOrder order);

  /**
   * @throws IllegalStateException if something that the component relies on has not come as far as
   *     it needs: the model must not come here then
   */
  @Override
  protected final Q requestFor(Component component, ProductOrder order) {
    CheckPrerequisites.expectMet(component, components.prerequisitesOf(component.id()));
    return wishFor(component, order);
  }

  /** The test of the service comes all the same. */
  @Override
  public final ActivationAnswer done(CallKey key, Q request, String reference) {
    return new ActivationAnswer(
        Progress.ACTIVE, "vouched for", Optional.of(reference), Optional.empty());
  }

  @Override
  protected final StepResult record(Component component, ActivationAnswer answer) {
    return changes.record(component, answer);
  }
}
