package dev.turnup.engine.activation;

import dev.turnup.engine.activation.Network.ActivationAnswer;
import dev.turnup.engine.activation.Network.Modification;
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

/** Changes an installed component in the network; the answer may come now or later. */
@UseCase
public final class ModifyService
    implements OutsideStep<ComponentId, Modification, ActivationAnswer> {

  private static final String ANSWERED_LATER = "answeredLater";

  private final Orders orders;
  private final Components components;
  private final ServiceRecords records;
  private final Network network;
  private final Timeline timeline;

  public ModifyService(
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
   * @throws IllegalStateException if something that the component relies on is not active: the
   *     model must not come here then
   */
  @Override
  public Modification requestFor(ComponentId id) {
    Component component = components.get(id);
    CheckPrerequisites.expectMet(component, components.prerequisitesOf(id));
    return new Modification(
        component.subjectIn(orders.around(component.order(), component.item())),
        component.installed().orElseThrow().networkReference(),
        component.characteristics());
  }

  @Override
  public Optional<String> intentOf(ComponentId id) {
    return Optional.of(Intent.of(components.get(id)));
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

  @Override
  public StepResult record(ComponentId id, ActivationAnswer answer) {
    orders.lockRow(components.get(id).order());
    return switch (answer.progress()) {
      case LATER -> StepResult.done(ANSWERED_LATER, true);
      case NOT_ACTIVE ->
          StepResult.fellOut(
              new Failure(
                  "network", "not-modified", "the network left it in state " + answer.state()));
      case ACTIVE -> modified(id, answer);
    };
  }

  private StepResult modified(ComponentId id, ActivationAnswer answer) {
    records.save(records.of(id).activated(answer.reference()));
    Component component = components.get(id);
    if (component.state() == ComponentState.CANCELLED) {
      return StepResult.fellOut(Intent.dropped(component, "network", "the network has changed it"));
    }
    if (component.state() == ComponentState.PLANNED) {
      timeline.add(
          component.order(),
          TimelineEntry.of(EventKind.MODIFIED, component.name() + " changed in the network")
              .about(component.item())
              .about(component.id()));
      components.update(List.of(components.lock(id).in(ComponentState.ACTIVATED)));
    }
    return StepResult.done(ANSWERED_LATER, false);
  }
}
