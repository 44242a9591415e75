package dev.turnup.engine.capacity;

import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.OutsideStep;
import dev.turnup.engine.order.StepResult;
import java.util.concurrent.CompletionStage;

/** One outside step of capacity. */
public final class ReleaseReservation
    implements OutsideStep<ComponentId, CapacityInventory.Release, CapacityInventory.Holding> {

  @Override
  public CapacityInventory.Release requestFor(ComponentId id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Outcome<CapacityInventory.Holding>> call(
      CallKey key, CapacityInventory.Release request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public StepResult record(ComponentId id, CapacityInventory.Holding answer) {
    throw new UnsupportedOperationException();
  }
}
