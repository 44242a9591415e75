package dev.turnup.engine.scheduling;

import dev.turnup.engine.delivery.Deliveries;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.scheduling.Offers.Offer;
import dev.turnup.engine.scheduling.RescheduleVisit.Planned;
import dev.turnup.engine.scheduling.RescheduleVisit.Why;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Has the workforce system asked for another time, where its calendar counts. The visit stays as it
 * is until that has agreed.
 */
@UseCase
public final class AskForVisit {

  private final Deliveries deliveries;
  private final VisitSlots visitSlots;
  private final OfferedTimes offeredTimes;
  private final SettleWish settleWish;
  private final PromiseDate promiseDate;
  private final RunningDeliveries runningDeliveries;
  private final Timeline timeline;

  public AskForVisit(
      Deliveries deliveries,
      VisitSlots visitSlots,
      OfferedTimes offeredTimes,
      SettleWish settleWish,
      PromiseDate promiseDate,
      RunningDeliveries runningDeliveries,
      Timeline timeline) {
    this.deliveries = deliveries;
    this.visitSlots = visitSlots;
    this.offeredTimes = offeredTimes;
    this.settleWish = settleWish;
    this.promiseDate = promiseDate;
    this.runningDeliveries = runningDeliveries;
    this.timeline = timeline;
  }

  /**
   * The visit is to stay as it is, whatever else is wanted.
   *
   * @return whether that has to be asked for: it may be at another time there by now
   */
  boolean toStay(Planned planned, VisitNeed need, Appointment visit, Why why) {
    Delivery delivery = need.delivery();
    Instant start = visit.slot().start().toInstant();
    boolean asked = offeredTimes.isAsked(delivery.id());
    if (asked || need.territory().isOutside()) {
      settleWish.overtaken(
          planned.order(),
          delivery,
          why.by(),
          Optional.of(start),
          Optional.of(visit).filter(stays -> !asked));
    }
    if (asked) {
      offeredTimes.choose(need, new Offer(start, visit.slot().end().toInstant(), ""), why.by());
    } else if (need.territory().isOutside()) {
      offeredTimes.forget(delivery.id());
    }
    return asked;
  }

  /**
   * It is to be at a time that was offered.
   *
   * @return false if it was not: nothing changes
   */
  boolean at(Planned planned, VisitNeed need, Instant start, Why why) {
    Optional<Offer> offered = offeredTimes.at(need, start);
    offered.ifPresent(
        time -> {
          overtake(planned, need, Optional.of(start), why);
          offeredTimes.choose(need, time, why.by());
          goOn(planned);
        });
    return offered.isPresent();
  }

  /** It is to be earlier, if it can be. */
  void sooner(Planned planned, VisitNeed need, Why why) {
    overtake(planned, need, Optional.empty(), why);
    offeredTimes.wantSooner(need.delivery().id());
    moveOn(planned, "Another time", why);
  }

  /** It is to be on a later day, which may be under way already. */
  void onALaterDay(Planned planned, VisitNeed need, Appointment visit, Why why) {
    LocalDate next = need.dayAfter(visit);
    if (need.startOfDayAfter(visit).isAfter(need.earliest())) {
      Delivery delivery = need.delivery();
      settleWish.overtaken(planned.order(), delivery, why.by(), Optional.empty(), Optional.empty());
      offeredTimes.forget(delivery.id());
      deliveries.update(delivery.visited(delivery.nextVisit().from(Optional.of(next))));
      moveOn(planned, "Another day", why);
    }
  }

  /** The visit stands until something else is agreed on, which may be nothing. */
  private void overtake(Planned planned, VisitNeed need, Optional<Instant> instead, Why why) {
    boolean open = offeredTimes.isAsked(need.delivery().id());
    settleWish.overtaken(
        planned.order(),
        need.delivery(),
        why.by(),
        instead,
        planned.visit().filter(visit -> !open && visitSlots.fits(visit, need)));
  }

  private void moveOn(Planned planned, String what, Why why) {
    Delivery delivery = planned.delivery();
    timeline.add(delivery.order(), why.moves(delivery, what));
    goOn(planned);
    promiseDate.forDelivery(delivery.id());
  }

  /** Who is to make the visit goes on waiting for it. */
  private void goOn(Planned planned) {
    Delivery delivery = planned.delivery();
    if (!runningDeliveries.otherVisitWanted(delivery.order(), delivery.id())) {
      planned.expectNotBooked();
    }
  }
}
