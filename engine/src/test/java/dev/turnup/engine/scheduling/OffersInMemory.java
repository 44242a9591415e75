package dev.turnup.engine.scheduling;

import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Offers without a database. */
public final class OffersInMemory implements Offers {

  private final Map<DeliveryId, Offered> kept = new HashMap<>();

  @Override
  public Optional<Offered> of(DeliveryId delivery) {
    return Optional.ofNullable(kept.get(delivery));
  }

  @Override
  public Map<DeliveryId, Offered> ofOrder(OrderId order) {
    return Map.copyOf(kept);
  }

  @Override
  public void keep(DeliveryId delivery, Offered offered) {
    kept.put(delivery, offered);
  }

  @Override
  public void forget(DeliveryId delivery) {
    kept.remove(delivery);
  }
}
