package dev.turnup.engine.scheduling;

import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.UseCase;

/** Gives back the times that an order was given and will not use, as it ends before its visits. */
@UseCase
public final class ReleaseClaims {

  private final Bookings bookings;

  public ReleaseClaims(Bookings bookings) {
    this.bookings = bookings;
  }

  public void of(OrderId order) {
    bookings.releaseClaimed(order);
  }
}
