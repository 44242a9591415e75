package dev.turnup.engine.delivery;

import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.LocalDate;

/** Gives back the visit of a delivery, which does not take place and which no other replaces. */
@UseCase
public final class ReleaseVisit {

  private final Visits visits;
  private final Timeline timeline;

  public ReleaseVisit(Visits visits, Timeline timeline) {
    this.visits = visits;
    this.timeline = timeline;
  }

  /**
   * Where nothing is held or booked, nothing changes.
   *
   * @return whether the workforce system has, or may have, a visit that is to be cancelled there
   */
  public boolean forDelivery(Delivery delivery) {
    visits
        .visitOf(delivery.id())
        .ifPresent(
            visit -> {
              if (visit.booked()) {
                tellOff(delivery, visit.day());
              }
              visits.end(delivery.id(), Visits.End.RELEASED);
            });
    return visits.isLeftOutside(delivery.id());
  }

  /** Says that an appointment of this day, which was booked, is off. */
  public void tellOff(Delivery delivery, LocalDate day) {
    timeline.add(
        delivery.order(),
        TimelineEntry.of(
                EventKind.APPOINTMENT_CANCELLED,
                "Appointment for delivery " + delivery.number() + " on " + day + " is off")
            .with("delivery", delivery.number())
            .with("date", day));
  }
}
