package dev.turnup.engine.activation;

import dev.turnup.engine.activation.Network.Deactivation;
import dev.turnup.engine.activation.Network.DeactivationAnswer;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.order.Vouched;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Switches an installed component off in the network. */
@UseCase
public final class DeactivateService extends ComponentEffect<Deactivation, DeactivationAnswer>
    implements Vouched<Deactivation, DeactivationAnswer> {

  private final Components components;
  private final Network network;
  private final Timeline timeline;

  public DeactivateService(
      Orders orders, Components components, Network network, Timeline timeline) {
    super(orders, components);
    this.components = components;
    this.network = network;
    this.timeline = timeline;
  }

  /**
   * @throws IllegalStateException if something still runs over it: the model must not come here
   *     then
   */
  @Override
  protected Deactivation requestFor(Component component, ProductOrder order) {
    CheckPrerequisites.expectMet(component, components.prerequisitesOf(component.id()));
    return new Deactivation(
        component.subjectIn(order), component.installed().orElseThrow().networkReference());
  }

  @Override
  public CompletionStage<Outcome<DeactivationAnswer>> call(CallKey key, Deactivation request) {
    return network.deactivateService(key, request);
  }

  @Override
  public CompletionStage<Outcome<Optional<DeactivationAnswer>>> find(
      CallKey key, Deactivation request) {
    return network.findDeactivation(key, request.subject());
  }

  @Override
  public DeactivationAnswer done(CallKey key, Deactivation request, String reference) {
    return new DeactivationAnswer(true, reference);
  }

  @Override
  protected StepResult record(Component component, DeactivationAnswer answer) {
    if (!answer.off()) {
      return StepResult.fellOut(
          new Failure(
              "network", "not-deactivated", "the network left it in state " + answer.state()));
    }
    if (component.state() == ComponentState.CANCELLED) {
      return StepResult.fellOut(
          Intent.dropped(component, "network", "the network has switched it off"));
    }
    if (component.state() == ComponentState.PLANNED) {
      timeline.add(
          component.order(),
          TimelineEntry.of(EventKind.DEACTIVATED, component.name() + " switched off in the network")
              .about(component.item())
              .about(component.id()));
      components.update(List.of(components.lock(component.id()).in(ComponentState.DEACTIVATED)));
    }
    return StepResult.done();
  }
}
