package dev.turnup.engine;

import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.Fallouts;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StepFellOut;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Remembers what fell out and what was settled; ids count from 1. */
public final class KeptFallouts implements Fallouts {

  public final List<StepFellOut> raised = new ArrayList<>();
  public final List<FalloutId> settled = new ArrayList<>();

  @Override
  public FalloutId raise(StepFellOut what) {
    raised.add(what);
    return new FalloutId(new UUID(0, raised.size()));
  }

  @Override
  public void settle(FalloutId id, String reason) {
    settled.add(id);
  }

  @Override
  public boolean settleAgreements(OrderId order, Collection<DeliveryId> deliveries, String reason) {
    int before = settled.size();
    for (int i = 0; i < raised.size(); i++) {
      if (raised.get(i).delivery().filter(deliveries::contains).isPresent()) {
        settled.add(new FalloutId(new UUID(0, i + 1)));
      }
    }
    return settled.size() > before;
  }
}
