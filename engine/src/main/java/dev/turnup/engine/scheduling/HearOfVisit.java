package dev.turnup.engine.scheduling;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.delivery.Deliveries;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.delivery.DeliveryState;
import dev.turnup.engine.delivery.ReadyDay;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes in what the workforce system says of a visit of its own accord: that it is at another time,
 * that nobody comes, or that it is done.
 */
@UseCase
public final class HearOfVisit {

  private final Orders orders;
  private final Components components;
  private final Deliveries deliveries;
  private final Appointments appointments;
  private final OfferedTimes offeredTimes;
  private final PromiseDate promiseDate;
  private final RunningDeliveries runningDeliveries;
  private final FieldReports fieldReports;
  private final VisitNeeds visitNeeds;
  private final Timeline timeline;
  private final SiteClock siteClock;
  private final Clock clock;

  public HearOfVisit(
      Orders orders,
      Components components,
      Deliveries deliveries,
      Appointments appointments,
      OfferedTimes offeredTimes,
      PromiseDate promiseDate,
      RunningDeliveries runningDeliveries,
      FieldReports fieldReports,
      VisitNeeds visitNeeds,
      Timeline timeline,
      SiteClock siteClock,
      Clock clock) {
    this.orders = orders;
    this.components = components;
    this.deliveries = deliveries;
    this.appointments = appointments;
    this.offeredTimes = offeredTimes;
    this.promiseDate = promiseDate;
    this.runningDeliveries = runningDeliveries;
    this.fieldReports = fieldReports;
    this.visitNeeds = visitNeeds;
    this.timeline = timeline;
    this.siteClock = siteClock;
    this.clock = clock;
  }

  /** What has become of a visit. */
  public sealed interface Fate {

    /**
     * It is at this time.
     *
     * @param technician whom they send; empty if they did not say
     */
    record Planned(Instant start, Instant end, String technician) implements Fate {}

    /** Nobody comes. */
    record Lost(String reason) implements Fate {}

    /** It took place, and all is installed. */
    record Done() implements Fate {}
  }

  /**
   * @param said when it was said, by the clock of who said it
   */
  public record News(OrderId order, DeliveryId delivery, Fate fate, Instant said) {}

  /**
   * What was said before the workforce system was last asked for the visit, or told of it, is
   * overtaken: nothing changes, and that is noted.
   *
   * @return whether it is taken in; false while the visit is just being agreed on or passed on: it
   *     is to be taken in once more then, and of all that is said only that nobody comes is known
   *     at once
   */
  public boolean of(News news) {
    if (orders.find(news.order()).filter(order -> !order.state().isFinal()).isEmpty()) {
      return true;
    }
    orders.lockRow(news.order());
    Optional<Delivery> delivery =
        deliveries.of(news.order()).stream()
            .filter(one -> one.isOpen() && one.id().equals(news.delivery()))
            .findFirst();
    Optional<Appointment> visit = delivery.flatMap(one -> appointments.of(one.id()));
    if (visit.isEmpty()) {
      return true;
    }
    if (appointments.toldOf(visit.get().id()).filter(news.said()::isBefore).isPresent()) {
      if (!isAsItIs(visit.get(), news.fate())) {
        tell(
            delivery.get(),
            "What the workforce system said of the visit for delivery %d is overtaken: it was asked"
                + " or told of it since");
      }
      return true;
    }
    ProductOrder order = orders.around(news.order(), news.delivery());
    if (news.fate() instanceof Fate.Done) {
      return report(order, delivery.get(), visit.get());
    }
    if (!visit.get().outside()) {
      tell(
          delivery.get(),
          "The workforce system says something else of the visit for delivery %d, which is planned"
              + " here and stays");
      return true;
    }
    if (news.fate() instanceof Fate.Lost lost) {
      return lose(delivery.get(), visit.get(), lost.reason());
    }
    return !offeredTimes.isAsked(news.delivery())
        && move(order, delivery.get(), visit.get(), (Fate.Planned) news.fate(), news.said());
  }

  private static boolean isAsItIs(Appointment visit, Fate fate) {
    return fate instanceof Fate.Planned planned && isAt(visit.slot(), planned);
  }

  private static boolean isAt(Slot slot, Fate.Planned planned) {
    return slot.start().toInstant().equals(planned.start())
        && slot.end().toInstant().equals(planned.end());
  }

  private boolean report(ProductOrder order, Delivery delivery, Appointment visit) {
    ZoneId zone = visit.slot().start().getZone();
    boolean ready =
        ReadyDay.of(order, openOf(delivery), siteClock)
            .filter(day -> !day.isAfter(clock.instant().atZone(zone).toLocalDate()))
            .isPresent();
    if (!ready) {
      tell(
          delivery,
          "The workforce system says that the visit for delivery %d is done, which cannot be before"
              + " everything is available");
      return true;
    }
    if (!visit.isBooked() || !fieldReports.done(order.id(), delivery.id())) {
      return false;
    }
    tell(delivery, "The workforce system says that the visit for delivery %d is done");
    return true;
  }

  private boolean move(
      ProductOrder order,
      Delivery delivery,
      Appointment before,
      Fate.Planned planned,
      Instant said) {
    Optional<VisitNeed> need = visitNeeds.of(order, delivery);
    Slot slot = before.slot();
    Fate.Planned there = need.map(visit -> longEnough(visit, planned, slot)).orElse(planned);
    boolean refused = appointments.isRefused(before.id());
    if (isAt(slot, there) && !refused) {
      return true;
    }
    boolean takesPlace =
        !there.start().isAfter(clock.instant())
            && there.end().isAfter(said)
            && need.filter(visit -> !there.start().isBefore(visit.earliest())).isPresent();
    if (takesPlace && before.isBooked() && !refused) {
      tell(
          delivery,
          "The workforce system says that the visit for delivery %%d began at %s"
              .formatted(VisitSlots.LOCAL.format(there.start().atZone(slot.start().getZone()))));
      return true;
    }
    if (need.filter(visit -> isPossible(visit, there)).isEmpty()) {
      return lose(
          delivery,
          before,
          "it is said to be at %s, when it cannot be made".formatted(there.start()));
    }
    if (!sendBack(delivery, before)) {
      return false;
    }
    UUID id = appointments.nextId();
    ZoneId zone = slot.start().getZone();
    Appointment moved =
        new Appointment(
            id,
            order.id(),
            delivery.id(),
            new Slot(there.technician(), there.start().atZone(zone), there.end().atZone(zone)),
            before.territory(),
            Optional.of(there.start()),
            id,
            true);
    appointments.moveOutside(before.id(), moved);
    offeredTimes.forgetUnchosen(delivery.id());
    timeline.add(
        order.id(),
        TimelineEntry.of(
                EventKind.APPOINTMENT_MOVED,
                "The workforce system has moved the visit of delivery %d to %s"
                    .formatted(
                        delivery.number(), VisitSlots.LOCAL.format(there.start().atZone(zone))))
            .with("delivery", delivery.number())
            .with("why", "workforce")
            .with("start", there.start().atZone(zone).toOffsetDateTime())
            .with("end", there.end().atZone(zone).toOffsetDateTime()));
    promiseDate.forDelivery(delivery.id());
    return true;
  }

  /** It is for them to say how fast they are; where it seems too fast, it is as long as it was. */
  private static Fate.Planned longEnough(VisitNeed need, Fate.Planned planned, Slot slot) {
    Instant start = planned.start();
    return planned.end().isBefore(start.plus(need.duration()))
        ? new Fate.Planned(
            start, start.plus(Duration.between(slot.start(), slot.end())), planned.technician())
        : planned;
  }

  private boolean isPossible(VisitNeed need, Fate.Planned there) {
    return !there.start().isBefore(need.earliest()) && there.start().isAfter(clock.instant());
  }

  /**
   * It is agreed on anew. Who was told of the visit is told of the next one, or that it is off;
   * from now on nobody is told that it stays. What was said may be about the time that is asked
   * for.
   */
  private boolean lose(Delivery delivery, Appointment visit, String reason) {
    boolean asked = offeredTimes.isAsked(delivery.id());
    if (asked && !visit.isBooked()) {
      return false;
    }
    if (!appointments.isRefused(visit.id())) {
      giveBack(delivery, visit, reason);
    }
    return !asked
        && (sendBack(delivery, visit)
            || runningDeliveries.otherVisitWanted(delivery.order(), delivery.id()));
  }

  private void giveBack(Delivery delivery, Appointment visit, String reason) {
    if (visit.isBooked()) {
      appointments.refuse(visit.id());
    } else {
      appointments.release(visit.id());
    }
    offeredTimes.forgetUnchosen(delivery.id());
    timeline.add(
        delivery.order(),
        TimelineEntry.of(
                EventKind.NOTED,
                "The workforce system says that nobody comes for delivery %d at %s"
                    .formatted(delivery.number(), VisitSlots.LOCAL.format(visit.slot().start())))
            .with("delivery", delivery.number())
            .remarking(reason));
  }

  /**
   * Has the delivery look at its visit again. It does so in a transaction of its own, after what is
   * written in this one.
   *
   * @return false if the visit is just being passed on
   */
  private boolean sendBack(Delivery delivery, Appointment visit) {
    return runningDeliveries.visitMoved(delivery.order(), delivery.id())
        || delivery.state() != DeliveryState.STARTED
        || !visit.isBooked();
  }

  private List<Component> openOf(Delivery delivery) {
    return components.of(delivery.id()).stream().filter(Component::isOpen).toList();
  }

  private void tell(Delivery delivery, String what) {
    timeline.add(
        delivery.order(),
        TimelineEntry.of(EventKind.NOTED, what.formatted(delivery.number()))
            .with("delivery", delivery.number()));
  }
}
