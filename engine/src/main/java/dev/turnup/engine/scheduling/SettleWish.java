package dev.turnup.engine.scheduling;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.decomposition.Territories;
import dev.turnup.engine.decomposition.Territory;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.delivery.DeliveryState;
import dev.turnup.engine.delivery.LeftVisits;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.LeaveNote;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Site;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.scheduling.Offers.By;
import dev.turnup.engine.scheduling.Offers.Offer;
import dev.turnup.engine.scheduling.Offers.Offered;
import dev.turnup.engine.scheduling.Offers.Wanted;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Ends a wish for a time that the workforce system is to keep: it is kept, gone, or given up by
 * people. Whoever chose the time hears of it, once. The order is locked.
 */
@UseCase
public final class SettleWish {

  private final Components components;
  private final Appointments appointments;
  private final Offers offers;
  private final OfferedTimes offeredTimes;
  private final VisitSlots visitSlots;
  private final VisitNeeds visitNeeds;
  private final Territories territories;
  private final LeftVisits leftVisits;
  private final LeaveNote leaveNote;
  private final Timeline timeline;
  private final SiteClock siteClock;

  public SettleWish(
      Components components,
      Appointments appointments,
      Offers offers,
      OfferedTimes offeredTimes,
      VisitSlots visitSlots,
      VisitNeeds visitNeeds,
      Territories territories,
      LeftVisits leftVisits,
      LeaveNote leaveNote,
      Timeline timeline,
      SiteClock siteClock) {
    this.components = components;
    this.appointments = appointments;
    this.offers = offers;
    this.offeredTimes = offeredTimes;
    this.visitSlots = visitSlots;
    this.visitNeeds = visitNeeds;
    this.territories = territories;
    this.leftVisits = leftVisits;
    this.leaveNote = leaveNote;
    this.timeline = timeline;
    this.siteClock = siteClock;
  }

  /**
   * The workforce system keeps it instead of what it kept before, even if that has begun meanwhile:
   * nobody comes then. Unless it is too late, since nobody is needed any more: what is kept is to
   * be cancelled there.
   *
   * @return whether it is the visit's time from now on
   */
  boolean kept(ProductOrder order, Delivery delivery, Wanted wanted, Workforce.Reserved reserved) {
    DeliveryId id = delivery.id();
    boolean needed =
        delivery.isOpen()
            && delivery.needsVisitFor(
                components.of(id).stream().filter(Component::isOpen).toList());
    Appointment appointment = appointment(order, delivery, wanted, reserved.technician());
    Slot slot = appointment.slot();
    String at =
        "for delivery %d: %s%s%s"
            .formatted(
                delivery.number(),
                VisitSlots.LOCAL.format(slot.start()),
                slot.technician().isEmpty() ? "" : " with " + slot.technician(),
                chosen(wanted));
    if (!needed) {
      leave(appointment, wanted, reserved.reference());
      tell(
          order,
          delivery,
          wanted,
          "The workforce system keeps a time in vain " + at,
          reserved.reference(),
          "",
          Optional.empty());
      if (delivery.state() == DeliveryState.INSTALLED) {
        leftVisits.callOff(order.id(), id);
      }
      return false;
    }
    appointments.of(id).map(Appointment::id).ifPresent(appointments::release);
    if (!appointments.holdOutside(appointment, reserved.reference())) {
      throw new IllegalStateException("two appointments of delivery " + id);
    }
    Offered left = known(id).settled(wanted).wantingSooner(false);
    if (left.next().isEmpty()) {
      offers.forget(id);
    } else {
      offers.keep(id, left);
    }
    TimelineEntry entry =
        entry(wanted, delivery, "The workforce system keeps a time " + at)
            .with("reference", reserved.reference())
            .with("start", slot.start().toOffsetDateTime())
            .with("end", slot.end().toOffsetDateTime());
    // what is booked next is told then
    boolean told = delivery.state() == DeliveryState.PLANNED && wanted.by() == By.CUSTOMER;
    add(order, wanted, told ? toldBeforeStart(order, entry) : entry);
    return true;
  }

  /**
   * The workforce system keeps it not; the next time that is offered is wanted, if one is needed.
   */
  void taken(ProductOrder order, Delivery delivery, Wanted wanted, String reason) {
    DeliveryId id = delivery.id();
    offers.keep(id, known(id).settled(wanted).without(wanted.offer()));
    gone(order, delivery, wanted, "The workforce system has nobody", reason);
  }

  /** The same where nobody was asked for it, as that made no sense any more. */
  void notAsked(ProductOrder order, Delivery delivery, Wanted wanted) {
    offers.keep(delivery.id(), known(delivery.id()).settled(wanted));
    gone(order, delivery, wanted, "No visit is asked for any more", "");
  }

  /**
   * What was kept before still is. If that is what somebody wants next, it need not be asked for.
   */
  private void gone(
      ProductOrder order, Delivery delivery, Wanted wanted, String what, String reason) {
    DeliveryId id = delivery.id();
    Optional<VisitNeed> need = visitNeeds.of(order, delivery);
    need.ifPresent(offeredTimes::wantNext);
    Optional<Appointment> standing = need.flatMap(this::standing);
    Optional<Wanted> next = need.flatMap(it -> known(id).next());
    Optional<Wanted> same =
        next.filter(one -> standing.filter(visit -> isAt(visit, one)).isPresent());
    same.ifPresent(one -> offers.keep(id, known(id).settled(one)));
    boolean others = next.filter(one -> one.isChosen() && one.by() != wanted.by()).isPresent();
    tell(
        order,
        delivery,
        wanted,
        what + at(order, delivery, wanted),
        "",
        reason,
        standing.filter(
            visit -> next.isEmpty() || same.isPresent() || others && isKnown(delivery, visit)));
    same.filter(one -> others)
        .ifPresent(
            one ->
                tell(
                    order,
                    delivery,
                    one,
                    "The workforce system need not be asked" + at(order, delivery, one),
                    "",
                    "",
                    standing));
  }

  private static boolean isAt(Appointment visit, Wanted wanted) {
    return visit.slot().start().toInstant().equals(wanted.offer().start());
  }

  /**
   * Somebody wants something else than the time that is wanted, for which nobody was asked yet.
   * Whoever chose that hears of it, unless it is themselves.
   *
   * @param instead the time that they want, if they say so
   * @param stays the visit that stands for the time being; empty if it is to be replaced
   */
  void overtaken(
      ProductOrder order,
      Delivery delivery,
      By by,
      Optional<Instant> instead,
      Optional<Appointment> stays) {
    known(delivery.id())
        .wanted()
        .filter(wanted -> wanted.isChosen() && wanted.by() != by)
        .filter(wanted -> instead.filter(wanted.offer().start()::equals).isEmpty())
        .ifPresent(
            wanted ->
                tellNotAsked(
                    order, delivery, wanted, stays.filter(visit -> isKnown(delivery, visit))));
  }

  private void tellNotAsked(
      ProductOrder order, Delivery delivery, Wanted wanted, Optional<Appointment> stays) {
    tell(
        order,
        delivery,
        wanted,
        "The workforce system is not asked any more" + at(order, delivery, wanted),
        "",
        "",
        stays);
  }

  /** What is only held is told when it is booked; before the start that may be much later. */
  private static boolean isKnown(Delivery delivery, Appointment visit) {
    return visit.isBooked() || delivery.state() == DeliveryState.PLANNED;
  }

  /**
   * People plan the visit by hand: it is asked for nothing any more. What it may keep although
   * nothing else is held is to be cancelled there; where a visit stands, they have said that
   * somebody comes then.
   */
  void givenUp(ProductOrder order, Delivery delivery) {
    DeliveryId id = delivery.id();
    Offered before = known(id);
    before
        .asked()
        .filter(asked -> appointments.of(id).isEmpty() && offers.mayBeKept(asked))
        .ifPresent(asked -> leave(appointment(order, delivery, asked, ""), asked, ""));
    offers.forget(id);
    Optional<VisitNeed> need = visitNeeds.of(order, delivery);
    Optional<Appointment> stays = need.flatMap(this::standing);
    if (stays.isEmpty()) {
      // as if none were offered, so that it is not asked at once again
      need.ifPresent(it -> offeredTimes.keep(id, offeredTimes.questionFor(it), List.of()));
    }
    List<Wanted> chosen =
        Stream.concat(before.asked().stream(), before.wanted().stream())
            .filter(Wanted::isChosen)
            .toList();
    chosen.forEach(wanted -> tellNotAsked(order, delivery, wanted, stays));
    if (chosen.isEmpty() && need.isPresent()) {
      timeline.add(
          order.id(),
          TimelineEntry.of(
                  EventKind.NOTED,
                  "People plan the visit for delivery " + delivery.number() + " by hand")
              .with("delivery", delivery.number()));
    }
  }

  private Optional<Appointment> standing(VisitNeed need) {
    return appointments.of(need.delivery().id()).filter(visit -> visitSlots.fits(visit, need));
  }

  private void leave(Appointment appointment, Wanted wanted, String reference) {
    appointments.leaveOutside(appointment, reference);
    DeliveryId id = appointment.delivery();
    offers.keep(id, known(id).settled(wanted));
  }

  private Appointment appointment(
      ProductOrder order, Delivery delivery, Wanted wanted, String technician) {
    Optional<Site> site = siteOf(order, delivery);
    ZoneId zone = siteClock.zoneAt(site);
    Offer time = wanted.offer();
    return new Appointment(
        wanted.appointment(),
        order.id(),
        delivery.id(),
        new Slot(technician, time.start().atZone(zone), time.end().atZone(zone)),
        site.map(Site::postalCode).flatMap(territories::covering).map(Territory::id),
        Optional.of(time.start()),
        wanted.appointment(),
        true);
  }

  private Optional<Site> siteOf(ProductOrder order, Delivery delivery) {
    return components.of(delivery.id()).stream()
        .flatMap(component -> order.siteOf(component.item()).stream())
        .findFirst();
  }

  private String at(ProductOrder order, Delivery delivery, Wanted wanted) {
    ZoneId zone = siteClock.zoneAt(siteOf(order, delivery));
    return " for delivery %d at %s%s"
        .formatted(
            delivery.number(),
            VisitSlots.LOCAL.format(wanted.offer().start().atZone(zone)),
            chosen(wanted));
  }

  private static String chosen(Wanted wanted) {
    return wanted.isChosen() ? ", which was chosen" : "";
  }

  /**
   * Of a time that is not the visit's whoever chose it hears what is true instead; of another that
   * follows, when it is booked.
   */
  private void tell(
      ProductOrder order,
      Delivery delivery,
      Wanted wanted,
      String what,
      String reference,
      String reason,
      Optional<Appointment> stays) {
    String also =
        stays
            .filter(visit -> wanted.isChosen())
            .map(visit -> "; the visit stays at " + VisitSlots.LOCAL.format(visit.slot().start()))
            .orElse("");
    TimelineEntry entry = entry(wanted, delivery, what + also).remarking(reason);
    TimelineEntry known = reference.isEmpty() ? entry : entry.with("reference", reference);
    add(
        order,
        wanted,
        stays
            .filter(visit -> wanted.by() == By.CUSTOMER)
            .map(
                visit ->
                    visit.isBooked()
                        ? known
                            .with("stays", true)
                            .with("start", visit.slot().start().toOffsetDateTime())
                            .with("end", visit.slot().end().toOffsetDateTime())
                        : toldBeforeStart(order, known))
            .orElse(known));
  }

  private static TimelineEntry entry(Wanted wanted, Delivery delivery, String text) {
    return TimelineEntry.of(
            wanted.by() == By.CALLER ? EventKind.NOTED : EventKind.APPOINTMENT_HELD, text)
        .with("delivery", delivery.number())
        .with("chosen", wanted.isChosen());
  }

  /** A customer was promised a day by then, and told of no appointment yet. */
  private static TimelineEntry toldBeforeStart(ProductOrder order, TimelineEntry entry) {
    Optional<LocalDate> promised = order.promisedDate();
    return promised.map(day -> entry.with("promised", day)).orElse(entry);
  }

  /** Who sent the order reads it in a note of it. */
  private void add(ProductOrder order, Wanted wanted, TimelineEntry entry) {
    if (wanted.by() == By.CALLER) {
      leaveNote.alsoTell(order.id(), entry);
    } else {
      timeline.add(order.id(), entry);
    }
  }

  private Offered known(DeliveryId id) {
    return offers.of(id).orElseGet(Offered::nothing);
  }
}
