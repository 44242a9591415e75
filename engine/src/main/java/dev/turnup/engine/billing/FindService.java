package dev.turnup.engine.billing;

import dev.turnup.engine.activation.ServiceInventory;
import dev.turnup.engine.activation.ServiceInventory.Finding;
import dev.turnup.engine.activation.ServiceInventory.Inquiry;
import dev.turnup.engine.activation.ServiceRecords;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.OutsideStep;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.UseCase;
import java.util.concurrent.CompletionStage;

/** Asks the inventory for a service; what it says is kept, for whoever compares it. */
@UseCase
public final class FindService implements OutsideStep<ComponentId, Inquiry, Finding> {

  private final Orders orders;
  private final Components components;
  private final ServiceRecords records;
  private final ServiceInventory inventory;

  public FindService(
      Orders orders, Components components, ServiceRecords records, ServiceInventory inventory) {
    this.orders = orders;
    this.components = components;
    this.records = records;
    this.inventory = inventory;
  }

  @Override
  public Inquiry requestFor(ComponentId id) {
    Component component = components.get(id);
    return new Inquiry(component.subjectIn(orders.around(component.order(), component.item())));
  }

  @Override
  public CompletionStage<Outcome<Finding>> call(CallKey key, Inquiry request) {
    return inventory.findService(key, request);
  }

  @Override
  public StepResult record(ComponentId id, Finding finding) {
    records.save(records.of(id).found(finding.entry()));
    return StepResult.done();
  }
}
