package dev.turnup.engine.billing;

import dev.turnup.engine.activation.ServiceInventory;
import dev.turnup.engine.activation.ServiceInventory.Finding;
import dev.turnup.engine.activation.ServiceInventory.Inquiry;
import dev.turnup.engine.activation.ServiceRecords;
import dev.turnup.engine.activation.Subjects;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.OutsideStep;
import dev.turnup.engine.order.StepResult;
import java.util.concurrent.CompletionStage;

/** Asks the inventory for a service; what it says is kept, for whoever compares it. */
public final class FindService implements OutsideStep<ComponentId, Inquiry, Finding> {

  private final Components components;
  private final Subjects subjects;
  private final ServiceRecords records;
  private final ServiceInventory inventory;

  public FindService(
      Components components,
      Subjects subjects,
      ServiceRecords records,
      ServiceInventory inventory) {
    this.components = components;
    this.subjects = subjects;
    this.records = records;
    this.inventory = inventory;
  }

  @Override
  public Inquiry requestFor(ComponentId id) {
    return new Inquiry(subjects.of(components.get(id)));
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
