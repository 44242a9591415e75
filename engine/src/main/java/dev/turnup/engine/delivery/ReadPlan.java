package dev.turnup.engine.delivery;

import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.UseCase;
import java.util.Optional;

/** Tells what is planned for an order, as it is by now. */
@UseCase
public final class ReadPlan {

  private final Orders orders;
  private final PlanVersions versions;
  private final KeepPlan keepPlan;

  public ReadPlan(Orders orders, PlanVersions versions, KeepPlan keepPlan) {
    this.orders = orders;
    this.versions = versions;
    this.keepPlan = keepPlan;
  }

  /**
   * What was given up since the newest version makes a further one first.
   *
   * @param version its number; the newest if empty
   * @return empty if there is none
   */
  public Optional<PlanVersion> of(OrderId id, Optional<Integer> version) {
    bringUpToDate(id);
    return versions.find(id, version);
  }

  /** For whoever goes by what the newest version says. */
  public void bringUpToDate(OrderId id) {
    if (versions.isOutdated(id)) {
      ProductOrder order = orders.lock(id);
      // somebody else may have asked at the same time
      if (versions.isOutdated(id)) {
        keepPlan.because(PlanVersion.Why.GIVEN_UP, order);
      }
    }
  }
}
