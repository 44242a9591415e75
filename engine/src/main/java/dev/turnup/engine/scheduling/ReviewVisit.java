package dev.turnup.engine.scheduling;

import dev.turnup.engine.delivery.Deliveries;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.UseCase;

/** Looks at a visit that somebody is to make, after another time was asked for. */
@UseCase
public final class ReviewVisit {

  private final Orders orders;
  private final Deliveries deliveries;
  private final Appointments appointments;
  private final OfferedTimes offeredTimes;
  private final VisitNeeds visitNeeds;

  public ReviewVisit(
      Orders orders,
      Deliveries deliveries,
      Appointments appointments,
      OfferedTimes offeredTimes,
      VisitNeeds visitNeeds) {
    this.orders = orders;
    this.deliveries = deliveries;
    this.appointments = appointments;
    this.offeredTimes = offeredTimes;
    this.visitNeeds = visitNeeds;
  }

  /** Whether it takes place as it is booked, and no other time is held or to be agreed on. */
  public boolean stands(DeliveryId id) {
    ProductOrder order = orders.lockAround(deliveries.get(id).order(), id);
    return visitNeeds
        .of(order, deliveries.get(id))
        .filter(
            need ->
                appointments
                    .of(id)
                    .filter(visit -> visit.isBooked() && offeredTimes.isFinal(visit, need))
                    .isPresent())
        .isPresent();
  }
}
