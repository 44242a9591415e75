package dev.turnup.engine.billing;

import dev.turnup.engine.activation.ComponentStep;
import dev.turnup.engine.activation.ServiceInventory;
import dev.turnup.engine.activation.ServiceInventory.Finding;
import dev.turnup.engine.activation.ServiceInventory.Inquiry;
import dev.turnup.engine.activation.ServiceRecords;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.UseCase;
import java.util.concurrent.CompletionStage;

/** Asks the inventory for a service; what it says is kept, for whoever compares it. */
@UseCase
public final class FindService extends ComponentStep<Inquiry, Finding> {

  private final ServiceRecords records;
  private final ServiceInventory inventory;

  public FindService(
      Orders orders, Components components, ServiceRecords records, ServiceInventory inventory) {
    super(orders, components);
    this.records = records;
    this.inventory = inventory;
  }

  @Override
  protected Inquiry requestFor(Component component, ProductOrder order) {
    return new Inquiry(component.subjectIn(order));
  }

  @Override
  public CompletionStage<Outcome<Finding>> call(CallKey key, Inquiry request) {
    return inventory.findService(key, request);
  }

  @Override
  protected StepResult record(Component component, Finding finding) {
    records.save(records.of(component.id()).found(finding.entry()));
    return StepResult.done();
  }
}
