package dev.turnup.engine.delivery;

import dev.turnup.engine.order.Assignment;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tells what a delivery needs next, on the facts of now. */
public final class AssessDelivery {

  /**
   * @param visitNeeded whether a technician has to come
   * @param readyAt when its ready day begins at the site; present if the date is known
   * @param components all that is to be realised
   * @param undatedComponents those of them whose capacity has no date
   * @param reservedComponents those of them that capacity is held for
   * @param shortage what planning has to do, if the date is not known
   */
  public record Assessment(
      boolean visitNeeded,
      Optional<Instant> readyAt,
      List<ComponentId> components,
      List<ComponentId> undatedComponents,
      List<ComponentId> reservedComponents,
      Optional<Assignment> shortage) {

    public boolean dateKnown() {
      return readyAt.isPresent();
    }
  }

  public Assessment forDelivery(DeliveryId id) {
    throw new UnsupportedOperationException();
  }
}
