package dev.turnup.engine.activation;

import dev.turnup.engine.activation.ServiceInventory.Change;
import dev.turnup.engine.activation.ServiceInventory.Entry;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.order.Vouched;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Notes in the inventory that a proved service is different now, which makes the component active.
 */
@UseCase
public final class RecordChange extends ComponentEffect<Change, Entry>
    implements Vouched<Change, Entry> {

  private final ServiceInventory inventory;
  private final RecordService recordService;

  public RecordChange(
      Orders orders,
      Components components,
      ServiceInventory inventory,
      RecordService recordService) {
    super(orders, components);
    this.inventory = inventory;
    this.recordService = recordService;
  }

  @Override
  protected Change requestFor(Component component, ProductOrder order) {
    return new Change(
        component.subjectIn(order),
        component.installed().orElseThrow().reference(),
        component.characteristics(),
        recordService.reservationOf(component.id()),
        component.takesAnew(),
        RecordService.product(order, order.item(component.item())));
  }

  @Override
  public CompletionStage<Outcome<Entry>> call(CallKey key, Change request) {
    return inventory.recordChange(key, request);
  }

  @Override
  public CompletionStage<Outcome<Optional<Entry>>> find(CallKey key, Change request) {
    return inventory.findRecording(key, request.subject());
  }

  /** Before it is billed the inventory is asked all the same. */
  @Override
  public Entry done(CallKey key, Change request, String reference) {
    return new Entry(reference, true, Optional.empty());
  }

  /** What is in the book is active now, as after a first recording. */
  @Override
  protected StepResult record(Component component, Entry entry) {
    return recordService.record(component, entry);
  }
}
