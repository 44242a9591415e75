package dev.turnup.engine.activation;

import dev.turnup.engine.activation.Network.Activation;
import dev.turnup.engine.activation.Network.ActivationAnswer;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.OutsideStep;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Switches a component on in the network; the answer may come now or later. */
@UseCase
public final class ActivateService
    implements OutsideStep<ComponentId, Activation, ActivationAnswer> {

  private static final String ANSWERED_LATER = "answeredLater";

  private final Orders orders;
  private final Components components;
  private final ServiceRecords records;
  private final Network network;
  private final Timeline timeline;

  public ActivateService(
      Orders orders,
      Components components,
      ServiceRecords records,
      Network network,
      Timeline timeline) {
    this.orders = orders;
    this.components = components;
    this.records = records;
    this.network = network;
    this.timeline = timeline;
  }

  /**
   * @throws IllegalStateException if something that the component relies on has not come as far as
   *     it needs: the model must not come here then
   */
  @Override
  public Activation requestFor(ComponentId id) {
    Component component = components.get(id);
    CheckPrerequisites.expectMet(component, components.prerequisitesOf(id));
    return new Activation(
        component.subjectIn(orders.around(component.order(), component.item())),
        component.name(),
        component.specification().kind().code(),
        component.characteristics(),
        List.copyOf(component.reliesOn()));
  }

  @Override
  public Optional<String> intentOf(ComponentId id) {
    return Optional.of(Intent.of(components.get(id)));
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
  public StepResult record(ComponentId id, ActivationAnswer answer) {
    orders.lockRow(components.get(id).order());
    return switch (answer.progress()) {
      case LATER -> StepResult.done(ANSWERED_LATER, true);
      case NOT_ACTIVE ->
          StepResult.fellOut(
              new Failure(
                  "network", "not-activated", "the network left it in state " + answer.state()));
      case ACTIVE -> activated(id, answer);
    };
  }

  private StepResult activated(ComponentId id, ActivationAnswer answer) {
    records.save(records.of(id).activated(answer.reference()));
    Component component = components.get(id);
    switch (component.state()) {
      case PLANNED -> switchedOn(component);
      case ACTIVATED, VERIFIED, ACTIVE -> {}
      case DEACTIVATED, CEASED, CANCELLED -> {
        return StepResult.fellOut(
            Intent.dropped(component, "network", "the network has switched it on"));
      }
    }
    return StepResult.done(ANSWERED_LATER, false);
  }

  private void switchedOn(Component component) {
    timeline.add(
        component.order(),
        TimelineEntry.of(EventKind.ACTIVATED, component.name() + " switched on in the network")
            .about(component.item())
            .about(component.id()));
    components.update(List.of(components.lock(component.id()).in(ComponentState.ACTIVATED)));
  }
}
