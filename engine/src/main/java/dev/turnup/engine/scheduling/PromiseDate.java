package dev.turnup.engine.scheduling;

import dev.turnup.engine.order.OrderId;
import java.time.LocalDate;
import java.util.Optional;

/** Promises the day on which the last delivery of an order is made, on slots that are held. */
public final class PromiseDate {

  /**
   * Recomputes the promise; the timeline says so only if it really changes.
   *
   * @return what is promised now; empty while a delivery has no date
   */
  public Optional<LocalDate> forOrder(OrderId id) {
    throw new UnsupportedOperationException();
  }
}
