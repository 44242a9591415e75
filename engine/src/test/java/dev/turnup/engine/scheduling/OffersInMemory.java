package dev.turnup.engine.scheduling;

import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Offers without a database. */
public final class OffersInMemory implements Offers {

  private final Map<DeliveryId, Offered> kept = new HashMap<>();

  /** What is answered, and not as it should be. */
  public final Set<UUID> answered = new HashSet<>();

  /** What was sent, and may have been taken. */
  public final Set<UUID> sent = new HashSet<>();

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

  @Override
  public boolean isAnswered(Wanted asked) {
    return answered.contains(asked.appointment());
  }

  @Override
  public boolean mayBeKept(Wanted asked) {
    return sent.contains(asked.appointment());
  }
}
