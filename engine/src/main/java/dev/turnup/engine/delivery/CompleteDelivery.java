package dev.turnup.engine.delivery;

import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import java.util.List;

/** Ends a delivery; what is left of it goes into a new one. */
public final class CompleteDelivery {

  /**
   * @return the components whose reservation is to be given back
   */
  public List<ComponentId> forDelivery(DeliveryId id) {
    throw new UnsupportedOperationException();
  }
}
