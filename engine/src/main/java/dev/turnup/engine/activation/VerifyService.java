package dev.turnup.engine.activation;

import dev.turnup.engine.activation.Network.Verdict;
import dev.turnup.engine.activation.Network.Verification;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentAction;
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
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Asks the network whether a service works, whatever was said before. Before the service is active
 * this proves it; once it is, the answer is only kept, for whoever compares it. Of a service that
 * is to end it proves that it is off.
 */
@UseCase
public final class VerifyService extends ComponentStep<Verification, Verdict> {

  private final Components components;
  private final ServiceRecords records;
  private final Network network;
  private final Timeline timeline;
  private final Clock clock;

  public VerifyService(
      Orders orders,
      Components components,
      ServiceRecords records,
      Network network,
      Timeline timeline,
      Clock clock) {
    super(orders, components);
    this.components = components;
    this.records = records;
    this.network = network;
    this.timeline = timeline;
    this.clock = clock;
  }

  @Override
  protected Verification requestFor(Component component, ProductOrder order) {
    return new Verification(component.subjectIn(order), component.name());
  }

  @Override
  public CompletionStage<Outcome<Verdict>> call(CallKey key, Verification request) {
    return network.verifyService(key, request);
  }

  @Override
  protected StepResult record(Component component, Verdict verdict) {
    ServiceRecord before = records.of(component.id());
    records.save(before.tested(verdict, clock.instant()));
    if (component.action() == ComponentAction.CEASE) {
      return verdict.active() ? stillWorking(verdict) : StepResult.done();
    }
    if (component.action() == ComponentAction.MODIFY
        && component.state() == ComponentState.PLANNED) {
      return notModified(verdict);
    }
    return switch (component.state()) {
      case ACTIVE -> StepResult.done();
      case DEACTIVATED, CEASED, CANCELLED ->
          StepResult.fellOut(Intent.dropped(component, "network", "it is being activated"));
      case PLANNED, ACTIVATED, VERIFIED ->
          verdict.active() ? verified(component, verdict) : notWorking(before, verdict);
    };
  }

  private StepResult verified(Component component, Verdict verdict) {
    if (component.state() != ComponentState.VERIFIED) {
      timeline.add(
          component.order(),
          TimelineEntry.of(EventKind.VERIFIED, component.name() + " works")
              .remarking(verdict.evidence())
              .about(component.item())
              .about(component.id()));
      Component proved = components.lock(component.id());
      // the network's own word may still be on its way; the test counts for more
      components.update(List.of(proved.in(ComponentState.ACTIVATED).in(ComponentState.VERIFIED)));
    }
    return StepResult.done();
  }

  private static StepResult stillWorking(Verdict verdict) {
    return StepResult.fellOut(
        new Failure("network", "service-still-working", "it still works: " + verdict.evidence()));
  }

  /** It works as it did before, which proves nothing. */
  private static StepResult notModified(Verdict verdict) {
    return StepResult.fellOut(
        new Failure(
            "network",
            "not-modified",
            "the network has not said that it is changed: " + verdict.evidence()));
  }

  private static StepResult notWorking(ServiceRecord before, Verdict verdict) {
    String reported =
        before.network().active().isEmpty()
            ? before.network().evidence().map(said -> "; before, " + said).orElse("")
            : "";
    return StepResult.fellOut(
        new Failure(
            "network",
            "service-not-working",
            "it does not work: " + verdict.evidence() + reported));
  }
}
