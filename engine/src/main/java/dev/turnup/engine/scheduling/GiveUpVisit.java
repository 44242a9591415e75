package dev.turnup.engine.scheduling;

import dev.turnup.engine.order.DeliveryId;

/** Gives up the visit of a delivery, and whatever cannot be had without it. */
public final class GiveUpVisit {

  /** A delivery that is installed already has no visit to give up: nothing changes. */
  public void forDelivery(DeliveryId id) {
    throw new UnsupportedOperationException();
  }
}
