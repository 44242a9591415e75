package dev.turnup.engine.order;

import java.util.Collection;

/** Where a step hands over what it cannot go on with. */
public interface Fallouts {

  /** Keeps what fell out, in the caller's transaction; from here it is a person's or a table's. */
  FalloutId raise(StepFellOut what);

  /**
   * Closes what another step takes care of, in the caller's transaction, so that nobody waits for
   * it; what is closed already stays as it is.
   */
  void settle(FalloutId id, String reason);

  /**
   * The same for all that fell out as a time was agreed on for visits of these deliveries; the
   * items that nothing else holds go on.
   *
   * @return whether anything had
   */
  boolean settleAgreements(OrderId order, Collection<DeliveryId> deliveries, String reason);
}
