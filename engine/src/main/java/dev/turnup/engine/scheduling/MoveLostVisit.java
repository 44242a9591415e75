package dev.turnup.engine.scheduling;

import dev.turnup.engine.delivery.Deliveries;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.scheduling.LostVisits.Days;
import dev.turnup.engine.scheduling.LostVisits.Duty;
import dev.turnup.engine.scheduling.LostVisits.Lost;
import dev.turnup.engine.scheduling.RescheduleVisit.Why;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Sends somebody else, or somebody at another time, where a technician cannot come any more. */
@UseCase
public final class MoveLostVisit {

  private final Orders orders;
  private final Deliveries deliveries;
  private final LostVisits lostVisits;
  private final Technicians technicians;
  private final RescheduleVisit rescheduleVisit;
  private final FieldWork fieldWork;
  private final Clock clock;

  public MoveLostVisit(
      Orders orders,
      Deliveries deliveries,
      LostVisits lostVisits,
      Technicians technicians,
      RescheduleVisit rescheduleVisit,
      FieldWork fieldWork,
      Clock clock) {
    this.orders = orders;
    this.deliveries = deliveries;
    this.lostVisits = lostVisits;
    this.technicians = technicians;
    this.rescheduleVisit = rescheduleVisit;
    this.fieldWork = fieldWork;
    this.clock = clock;
  }

  /**
   * What is not lost any more, because somebody else was faster, or the technician can come after
   * all, stays as it is. Where the workforce system has to agree to another day, it is nobody's
   * until then, and is looked at again ever more seldom.
   *
   * @throws Refused if it cannot be moved at the moment, or not any more, as it has begun
   */
  public void forDelivery(DeliveryId id) {
    orders.lockRow(deliveries.get(id).order());
    List<Lost> lost = lostVisits.of(id, clock.instant());
    lost.stream()
        .filter(this::isHindered)
        .findFirst()
        .ifPresentOrElse(
            one -> move(id, one),
            () -> lost.forEach(one -> lostVisits.keep(one.duty().appointment())));
  }

  /** Where it only begins to be agreed on, it stays with the same people: nobody's meanwhile. */
  private void move(DeliveryId id, Lost one) {
    UUID appointment = one.duty().appointment();
    boolean stays =
        rescheduleVisit.away(id, whoOf(one), why(one.because())).stream()
            .anyMatch(held -> held.id().equals(appointment));
    if (stays) {
      lostVisits.putOff(appointment, clock.instant());
      leaveToOthers(id);
    }
  }

  /**
   * As it could not be moved, takes it from the list of whoever cannot come: it is nobody's until
   * somebody takes it, or it is moved after all.
   */
  public void leaveToOthers(DeliveryId id) {
    OrderId order = deliveries.get(id).order();
    orders.lockRow(order);
    lostVisits.of(id, clock.instant()).stream()
        .filter(this::isHindered)
        .forEach(one -> fieldWork.takeFrom(whoOf(one), order, id));
  }

  private boolean isHindered(Lost lost) {
    Optional<Technician> who = technicians.find(whoOf(lost));
    if (lost.because() == Obstacle.TOO_MANY && who.isPresent()) {
      LocalDate day = lost.duty().slot().start().toLocalDate();
      List<String> one = List.of(whoOf(lost));
      Instant now = clock.instant();
      List<Duty> that = lostVisits.duties(one, now, Optional.of(new Days(day, day)));
      return Obstacle.beyond(that, lostVisits.over(one, now), who.get().most())
          .contains(lost.duty().appointment());
    }
    return Obstacle.to(lost.duty(), who, technicians::homesFor).contains(lost.because());
  }

  private static String whoOf(Lost lost) {
    return lost.duty().slot().technician();
  }

  private static Why why(Obstacle obstacle) {
    return switch (obstacle) {
      case ABSENCE -> Why.ABSENCE;
      case NOT_WORKING -> Why.NOT_WORKING;
      case UNSKILLED -> Why.UNSKILLED;
      case ELSEWHERE -> Why.ELSEWHERE;
      case TOO_MANY -> Why.TOO_MANY;
    };
  }
}
