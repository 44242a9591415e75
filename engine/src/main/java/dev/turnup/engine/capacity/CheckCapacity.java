package dev.turnup.engine.capacity;

import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.OutsideStep;
import dev.turnup.engine.order.StepResult;
import java.util.concurrent.CompletionStage;

/** One outside step of capacity. */
public final class CheckCapacity
    implements OutsideStep<ComponentId, CapacityInventory.Question, CapacityInventory.Room> {

  @Override
  public CapacityInventory.Question requestFor(ComponentId id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Outcome<CapacityInventory.Room>> call(
      CallKey key, CapacityInventory.Question request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public StepResult record(ComponentId id, CapacityInventory.Room answer) {
    throw new UnsupportedOperationException();
  }
}
