package dev.turnup.engine.scheduling;

import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.OutsideStep;
import dev.turnup.engine.order.StepResult;
import java.util.concurrent.CompletionStage;

/** Tells the workforce system who goes where and when. */
public final class DispatchVisit
    implements OutsideStep<DeliveryId, Workforce.Visit, Workforce.Confirmation> {

  @Override
  public Workforce.Visit requestFor(DeliveryId id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Outcome<Workforce.Confirmation>> call(
      CallKey key, Workforce.Visit request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public StepResult record(DeliveryId id, Workforce.Confirmation answer) {
    throw new UnsupportedOperationException();
  }
}
