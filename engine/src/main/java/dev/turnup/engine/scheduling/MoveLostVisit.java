package dev.turnup.engine.scheduling;

import dev.turnup.engine.delivery.Deliveries;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.scheduling.LostVisits.Lost;
import dev.turnup.engine.scheduling.RescheduleVisit.Why;
import java.time.Clock;
import java.util.Optional;

/** Sends somebody else, or somebody at another time, where a technician cannot come any more. */
@UseCase
public final class MoveLostVisit {

  private final Orders orders;
  private final Deliveries deliveries;
  private final LostVisits lostVisits;
  private final Technicians technicians;
  private final RescheduleVisit rescheduleVisit;
  private final Clock clock;

  public MoveLostVisit(
      Orders orders,
      Deliveries deliveries,
      LostVisits lostVisits,
      Technicians technicians,
      RescheduleVisit rescheduleVisit,
      Clock clock) {
    this.orders = orders;
    this.deliveries = deliveries;
    this.lostVisits = lostVisits;
    this.technicians = technicians;
    this.rescheduleVisit = rescheduleVisit;
    this.clock = clock;
  }

  /**
   * What is not lost any more, because somebody else was faster, or the technician can come after
   * all, stays as it is; and so does what has begun.
   *
   * @throws Refused if it cannot be moved at the moment
   */
  public void forDelivery(DeliveryId id) {
    orders.lockRow(deliveries.get(id).order());
    Optional<Lost> lost = lostVisits.of(id, clock.instant());
    if (lost.isEmpty()) {
      return;
    }
    LostVisits.Duty duty = lost.get().duty();
    Obstacle because = lost.get().because();
    if (Obstacle.to(duty, technicians.find(duty.slot().technician())).contains(because)) {
      rescheduleVisit.away(id, why(because));
    } else {
      lostVisits.keep(duty.appointment());
    }
  }

  private static Why why(Obstacle obstacle) {
    return switch (obstacle) {
      case ABSENCE -> Why.ABSENCE;
      case NOT_WORKING -> Why.NOT_WORKING;
      case UNSKILLED -> Why.UNSKILLED;
    };
  }
}
