package dev.turnup.engine.scheduling;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.decomposition.Territories;
import dev.turnup.engine.delivery.Deliveries;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.delivery.DeliveryState;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.scheduling.Offers.By;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Moves the visit of a delivery to another time, whoever wants that. */
@UseCase
public final class RescheduleVisit {

  private final Orders orders;
  private final Components components;
  private final Deliveries deliveries;
  private final Appointments appointments;
  private final Bookings bookings;
  private final SearchSlots searchSlots;
  private final VisitSlots visitSlots;
  private final AskForVisit askForVisit;
  private final PromiseDate promiseDate;
  private final RunningDeliveries runningDeliveries;
  private final Territories territories;
  private final Timeline timeline;
  private final SiteClock siteClock;
  private final Clock clock;

  public RescheduleVisit(
      Orders orders,
      Components components,
      Deliveries deliveries,
      Appointments appointments,
      Bookings bookings,
      SearchSlots searchSlots,
      VisitSlots visitSlots,
      AskForVisit askForVisit,
      PromiseDate promiseDate,
      RunningDeliveries runningDeliveries,
      Territories territories,
      Timeline timeline,
      SiteClock siteClock,
      Clock clock) {
    this.orders = orders;
    this.components = components;
    this.deliveries = deliveries;
    this.appointments = appointments;
    this.bookings = bookings;
    this.searchSlots = searchSlots;
    this.visitSlots = visitSlots;
    this.askForVisit = askForVisit;
    this.promiseDate = promiseDate;
    this.runningDeliveries = runningDeliveries;
    this.territories = territories;
    this.timeline = timeline;
    this.siteClock = siteClock;
    this.clock = clock;
  }

  /** Who or what wants another time. */
  public enum Why {
    CALLER("whoever ordered asked for it", By.CALLER),
    CUSTOMER("the customer chose it", By.CUSTOMER),
    ABSENCE("its technician cannot come"),
    NOT_WORKING("its technician does not work then any more"),
    UNSKILLED("its technician cannot do it any more"),
    ELSEWHERE("its technician works in another territory now"),
    TOO_MANY("its technician has too many visits that day");

    private final String told;
    private final By by;

    Why(String told) {
      this(told, By.TURNUP);
    }

    Why(String told, By by) {
      this.told = told;
      this.by = by;
    }

    By by() {
      return by;
    }

    /** That the visit of a delivery is moved, and why. */
    TimelineEntry moves(Delivery delivery, String what) {
      return TimelineEntry.of(
              EventKind.APPOINTMENT_MOVED,
              "%s for the visit of delivery %d: %s".formatted(what, delivery.number(), told))
          .with("delivery", delivery.number())
          .with("why", name().toLowerCase(Locale.ROOT));
    }
  }

  /**
   * What is planned for a delivery.
   *
   * @param order locked
   * @param visit what is held or booked for it
   */
  record Planned(ProductOrder order, Delivery delivery, Optional<Appointment> visit) {

    /**
     * To be asked where nobody waits for the visit, as who is to make it does not know of it yet.
     *
     * @throws Refused if it is booked
     */
    void expectNotBooked() {
      if (visit.filter(Appointment::isBooked).isPresent()) {
        throw new Refused(
            "The visit for delivery %d of order %s is just being passed on; try again in a few minutes."
                .formatted(delivery.number(), delivery.order()));
      }
    }
  }

  /** What came of a time that was chosen. */
  public sealed interface Result {

    /** It is held, or booked already; a delivery that waited for its visit has it booked next. */
    record Moved(Appointment appointment) implements Result {}

    /**
     * The workforce system, whose calendar counts there, offered the time and is asked to keep it.
     * Until it has agreed the visit stays as it is.
     */
    record Asked(Instant start) implements Result {}

    /**
     * Nobody can come then, and nothing was changed.
     *
     * @param alternatives the first times on that day and after; empty if there are none
     */
    record Taken(List<SearchSlots.Time> alternatives) implements Result {}
  }

  /**
   * Moves the visit to a time that was chosen, which is kept until it begins. The time that it is
   * at already may be chosen once more.
   *
   * @param technician who is to come; empty if that does not matter
   * @throws Refused if the visit cannot be moved, or not to such a time
   * @throws StaleVersion if somebody else took the time in this moment
   */
  public Result to(DeliveryId id, Instant start, Optional<String> technician, Why why) {
    Planned planned = planned(id);
    VisitNeed need = need(planned);
    Optional<Appointment> before = planned.visit();
    Optional<Appointment> same =
        before.filter(
            appointment ->
                appointment.slot().start().toInstant().equals(start)
                    && technician
                        .filter(who -> !who.equals(appointment.slot().technician()))
                        .isEmpty()
                    && visitSlots.fits(appointment, need));
    if (same.isPresent()) {
      if (askForVisit.toStay(planned, need, same.get(), why)) {
        return new Result.Asked(start);
      }
      appointments.keepUntil(same.get().id(), start);
      return new Result.Moved(appointments.of(id).orElseThrow());
    }
    expectPossible(need, start);
    if (need.territory().isOutside()) {
      return askForVisit.at(planned, need, start, why)
          ? new Result.Asked(start)
          : new Result.Taken(alternatives(need, before, start));
    }
    List<Slot> free =
        searchSlots.at(need, before, start).stream()
            .filter(slot -> technician.filter(who -> !who.equals(slot.technician())).isEmpty())
            .toList();
    if (free.isEmpty()) {
      return new Result.Taken(alternatives(need, before, start));
    }
    before.map(Appointment::id).ifPresent(appointments::release);
    if (free.stream().noneMatch(slot -> visitSlots.holdChosen(need, slot))) {
      throw new StaleVersion("the time of a visit for order " + planned.order().id());
    }
    goOn(planned, "Another time", why);
    return new Result.Moved(appointments.of(id).orElseThrow());
  }

  /**
   * Keeps the times that are held for an order until they begin, since whoever is visited agrees
   * with what was promised.
   */
  public void confirm(OrderId order) {
    List<DeliveryId> open =
        deliveries.of(order).stream().filter(Delivery::isOpen).map(Delivery::id).toList();
    appointments
        .ofAll(open)
        .values()
        .forEach(visit -> appointments.keepUntil(visit.id(), visit.slot().start().toInstant()));
  }

  /**
   * Finds somebody else at the same time, or another time, since what is held or booked is no
   * longer possible. Where there is none the delivery, if it waited for its visit, asks dispatch.
   * Where the workforce system's calendar counts it stays until that has agreed to another day.
   *
   * @param who cannot come: the technician, or who was to come along
   * @return what is held now: what was held before, while another day is agreed on; empty as well
   *     if nothing was held or booked
   * @throws Refused if the visit cannot be moved
   */
  public Optional<Appointment> away(DeliveryId id, String who, Why why) {
    Planned planned = planned(id);
    Optional<Appointment> before = planned.visit();
    if (before.isEmpty()) {
      return before;
    }
    VisitNeed need = need(planned);
    if (need.territory().isOutside()) {
      askForVisit.onALaterDay(planned, need, before.get(), why);
      return before;
    }
    boolean replaced = isReplaced(need, before.get(), who);
    Optional<Appointment> next =
        replaced ? appointments.of(id) : visitSlots.holdInstead(need, before);
    goOn(planned, replaced ? "Another technician" : "Another time", why);
    return next;
  }

  /**
   * Finds the earliest time anew, since what a delivery brings can be had earlier than until now;
   * where nobody has to come for it any more, it just goes on. Where the workforce system's
   * calendar counts it stays as it is unless that has an earlier time.
   *
   * @throws Refused if the visit cannot be moved, or nothing waits for that at the moment
   */
  public void toEarliest(DeliveryId id, Why why) {
    Planned planned = planned(id);
    if (!planned.delivery().needsVisitFor(openOf(planned))) {
      if (!runningDeliveries.visitMoved(planned.order().id(), id)) {
        throw new Refused(
            "Delivery %d of order %s is just being prepared; try again in a few minutes."
                .formatted(planned.delivery().number(), planned.order().id()));
      }
      promiseDate.forDelivery(id);
      return;
    }
    VisitNeed need = need(planned);
    if (need.territory().isOutside()) {
      askForVisit.sooner(planned, need, why);
    } else {
      visitSlots.holdInstead(need, planned.visit());
      goOn(planned, "Another time", why);
    }
  }

  /** Whether somebody else can come at the same time, and is held for it; who can still, does. */
  private boolean isReplaced(VisitNeed need, Appointment before, String who) {
    Instant start = before.slot().start().toInstant();
    if (start.isBefore(
        VisitSlots.later(need.earliest(), clock.instant().plus(VisitSlots.NOTICE)))) {
      return false;
    }
    appointments.release(before.id());
    return visitSlots.holdAny(
        need,
        searchSlots.at(need, Optional.empty(), start).stream()
            .filter(slot -> !slot.technician().equals(who))
            .sorted(
                Comparator.comparing(slot -> !slot.technician().equals(before.slot().technician())))
            .toList());
  }

  /**
   * Gives a visit up. As the delivery needs one, another is found, on a later day; where there is
   * none the delivery, if it waited for its visit, asks dispatch. Where the workforce system's
   * calendar counts it stays until that has agreed to another day, or has none.
   *
   * @return what is held now; empty as well if nothing was held or booked
   * @throws Refused if the visit cannot be given up any more
   */
  public Optional<Appointment> off(DeliveryId id, Why why) {
    Planned planned = planned(id);
    Optional<Appointment> before = planned.visit();
    if (before.isEmpty()) {
      return before;
    }
    VisitNeed need = need(planned);
    if (need.territory().isOutside()) {
      bookings.giveUpWhenReplaced(before.get().id());
      askForVisit.onALaterDay(planned, need, before.get(), why);
      return before;
    }
    bookings.giveUp(before.get().id());
    Optional<Appointment> next =
        visitSlots.holdInstead(need.notBefore(need.startOfDayAfter(before.get())), before);
    goOn(planned, "Another day", why);
    return next;
  }

  private Planned planned(DeliveryId id) {
    ProductOrder order = orders.lock(deliveries.get(id).order());
    return new Planned(order, deliveries.get(id), appointments.of(id));
  }

  private VisitNeed need(Planned planned) {
    Delivery delivery = planned.delivery();
    List<Component> open = openOf(planned);
    if (!delivery.isOpen() || !delivery.needsVisitFor(open)) {
      throw new Refused(
          "Nobody has to come for delivery %d of order %s any more."
              .formatted(delivery.number(), delivery.order()));
    }
    if (planned.visit().filter(visitSlots::hasBegun).isPresent()) {
      throw new Refused(
          "The visit for delivery %d of order %s has begun; another can be chosen when it is over."
              .formatted(delivery.number(), delivery.order()));
    }
    return VisitNeed.of(planned.order(), delivery, open, territories, siteClock)
        .orElseThrow(
            () ->
                new Refused(
                    "There is no date yet from which delivery %d of order %s is possible."
                        .formatted(delivery.number(), delivery.order())));
  }

  private List<Component> openOf(Planned planned) {
    return components.of(planned.delivery().id()).stream().filter(Component::isOpen).toList();
  }

  private void expectPossible(VisitNeed need, Instant start) {
    ZoneId zone = need.territory().zone();
    if (start.isBefore(need.earliest())) {
      throw new Refused(
          "The visit is possible from "
              + VisitSlots.LOCAL.format(need.earliest().atZone(zone))
              + " on.");
    }
    searchSlots.expectPlanned(start, VisitSlots.later(need.earliest(), clock.instant()));
  }

  private List<SearchSlots.Time> alternatives(
      VisitNeed need, Optional<Appointment> before, Instant start) {
    ZonedDateTime day =
        start.atZone(need.territory().zone()).toLocalDate().atStartOfDay(need.territory().zone());
    return searchSlots.times(
        need,
        before,
        day.toInstant(),
        day.plusDays(VisitSlots.HORIZON_DAYS).toInstant(),
        SearchSlots.ALTERNATIVES);
  }

  /** What is held is kept by the delivery when it comes to its visit, or comes there again. */
  private void goOn(Planned planned, String what, Why why) {
    Delivery delivery = planned.delivery();
    timeline.add(delivery.order(), why.moves(delivery, what));
    if (delivery.state() == DeliveryState.STARTED
        && !runningDeliveries.visitMoved(delivery.order(), delivery.id())) {
      planned.expectNotBooked();
    }
    promiseDate.forDelivery(delivery.id());
  }
}
