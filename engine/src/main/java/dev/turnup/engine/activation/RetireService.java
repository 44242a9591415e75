package dev.turnup.engine.activation;

import dev.turnup.engine.activation.ServiceInventory.Entry;
import dev.turnup.engine.activation.ServiceInventory.Retirement;
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
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Ends the entry of a service that is off, which gives the capacity back that it used, and so ends
 * the component.
 */
@UseCase
public final class RetireService extends ComponentEffect<Retirement, Entry>
    implements Vouched<Retirement, Entry> {

  private final Components components;
  private final ServiceRecords records;
  private final ServiceInventory inventory;
  private final Timeline timeline;
  private final Clock clock;

  public RetireService(
      Orders orders,
      Components components,
      ServiceRecords records,
      ServiceInventory inventory,
      Timeline timeline,
      Clock clock) {
    super(orders, components);
    this.components = components;
    this.records = records;
    this.inventory = inventory;
    this.timeline = timeline;
    this.clock = clock;
  }

  @Override
  protected Retirement requestFor(Component component, ProductOrder order) {
    return new Retirement(
        component.subjectIn(order),
        component.installed().orElseThrow().reference(),
        clock.instant());
  }

  @Override
  public CompletionStage<Outcome<Entry>> call(CallKey key, Retirement request) {
    return inventory.retireService(key, request);
  }

  @Override
  public CompletionStage<Outcome<Optional<Entry>>> find(CallKey key, Retirement request) {
    return inventory.findRecording(key, request.subject());
  }

  @Override
  public Entry done(CallKey key, Retirement request, String reference) {
    return new Entry(reference, false, Optional.empty());
  }

  @Override
  protected StepResult record(Component component, Entry entry) {
    records.save(records.of(component.id()).found(Optional.of(entry)));
    if (entry.active()) {
      return StepResult.fellOut(
          new Failure("inventory", "not-retired", "the inventory still has it as active"));
    }
    if (component.state() == ComponentState.CEASED) {
      return StepResult.done();
    }
    if (component.state() != ComponentState.DEACTIVATED) {
      return StepResult.fellOut(
          Intent.dropped(component, "inventory", "the inventory has it no more"));
    }
    timeline.add(
        component.order(),
        TimelineEntry.of(EventKind.RETIRED, component.name() + " taken out of the inventory")
            .about(component.item())
            .about(component.id()));
    // last: whoever decides to wait for this component holds its row until it has subscribed
    components.update(List.of(components.lock(component.id()).in(ComponentState.CEASED)));
    return StepResult.done();
  }
}
