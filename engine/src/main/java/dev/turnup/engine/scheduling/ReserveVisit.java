package dev.turnup.engine.scheduling;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.decomposition.Territories;
import dev.turnup.engine.decomposition.Territory;
import dev.turnup.engine.delivery.Deliveries;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.OutsideStep;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Site;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.Subject;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.order.Vouched;
import dev.turnup.engine.scheduling.Offers.Offer;
import dev.turnup.engine.scheduling.Offers.Offered;
import dev.turnup.engine.scheduling.Offers.Wanted;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Has the workforce system keep the time that is wanted for a visit, where its calendar counts. A
 * promise rests on what it keeps.
 */
@UseCase
public final class ReserveVisit
    implements OutsideStep<DeliveryId, ReserveVisit.Wish, ReserveVisit.Answered>,
        Vouched<ReserveVisit.Wish, ReserveVisit.Answered> {

  private static final String CONFIRMED = "confirmed";
  private static final Set<String> KEPT = Set.of("initialized", CONFIRMED);
  private static final String REJECTED = "rejected";

  private final Workforce workforce;
  private final Orders orders;
  private final Components components;
  private final Deliveries deliveries;
  private final Appointments appointments;
  private final Offers offers;
  private final OfferedTimes offeredTimes;
  private final Territories territories;
  private final Timeline timeline;
  private final SiteClock siteClock;

  public ReserveVisit(
      Workforce workforce,
      Orders orders,
      Components components,
      Deliveries deliveries,
      Appointments appointments,
      Offers offers,
      OfferedTimes offeredTimes,
      Territories territories,
      Timeline timeline,
      SiteClock siteClock) {
    this.workforce = workforce;
    this.orders = orders;
    this.components = components;
    this.deliveries = deliveries;
    this.appointments = appointments;
    this.offers = offers;
    this.offeredTimes = offeredTimes;
    this.territories = territories;
    this.timeline = timeline;
    this.siteClock = siteClock;
  }

  /**
   * @param wanted empty if nothing is wanted any more
   * @param reservation empty if that makes no sense any more: nobody is asked, unless it was sent
   *     already, and may have been taken
   */
  public record Wish(Optional<Wanted> wanted, Optional<Workforce.Reservation> reservation) {}

  /** What came of which wish. */
  public record Answered(Optional<Wanted> wanted, Optional<Workforce.Reserved> reserved) {}

  @Override
  public Wish requestFor(DeliveryId id) {
    Delivery delivery = deliveries.get(id);
    ProductOrder order = orders.around(delivery.order(), id);
    Optional<Wanted> wanted = offers.of(id).flatMap(Offered::next);
    return new Wish(
        wanted,
        wanted
            .filter(one -> offeredTimes.ask(id))
            .map(one -> reservation(order, delivery, one.offer())));
  }

  private Workforce.Reservation reservation(ProductOrder order, Delivery delivery, Offer time) {
    List<Component> work = workOf(delivery.id());
    Optional<Site> site = siteOf(order, work);
    ZoneId zone = siteClock.zoneAt(site);
    return new Workforce.Reservation(
        new Subject(
            order.id(), Optional.empty(), Optional.empty(), Optional.of(delivery.id()), site),
        time.reference(),
        time.start().atZone(zone).toOffsetDateTime(),
        time.end().atZone(zone).toOffsetDateTime(),
        (int) VisitNeed.durationOf(work).toMinutes(),
        delivery.nextVisit().technicians(),
        VisitNeed.skillsFor(work, delivery.nextVisit()).stream().sorted().toList(),
        order.header().customer().id(),
        Errand.of(work));
  }

  @Override
  public Optional<String> intentOf(DeliveryId id) {
    return offers.of(id).flatMap(Offered::next).map(Wanted::appointment).map(UUID::toString);
  }

  @Override
  public CompletionStage<Outcome<Answered>> call(CallKey key, Wish wish) {
    return wish.reservation()
        .map(
            reservation ->
                workforce
                    .reserveVisit(key, reservation)
                    .thenApply(
                        outcome ->
                            outcome.map(
                                reserved -> new Answered(wish.wanted(), Optional.of(reserved)))))
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(
                    new Outcome.Answer<>(new Answered(wish.wanted(), Optional.empty()))));
  }

  @Override
  public CompletionStage<Outcome<Optional<Answered>>> find(CallKey key, Wish wish) {
    return wish.reservation()
        .map(
            reservation ->
                workforce
                    .findReservation(key, reservation.subject())
                    .thenApply(
                        outcome ->
                            outcome.map(
                                found ->
                                    found.map(
                                        reserved ->
                                            new Answered(wish.wanted(), Optional.of(reserved))))))
        .orElseGet(() -> CompletableFuture.completedFuture(new Outcome.Answer<>(Optional.empty())));
  }

  /** It keeps what was asked for. */
  @Override
  public Answered done(CallKey key, Wish wish, String reference) {
    return new Answered(
        wish.wanted(),
        wish.reservation()
            .map(
                asked ->
                    new Workforce.Reserved(
                        reference,
                        CONFIRMED,
                        Optional.of(asked.start()),
                        Optional.of(asked.end()),
                        "",
                        "")));
  }

  @Override
  public StepResult record(DeliveryId id, Answered answer) {
    ProductOrder order = orders.lockAround(deliveries.get(id).order(), id);
    Delivery delivery = deliveries.get(id);
    if (answer.wanted().isEmpty()) {
      return reserved(false, false);
    }
    Wanted wanted = answer.wanted().get();
    if (answer.reserved().isEmpty()) {
      return gone(order, delivery, wanted, "No visit is asked for any more", "");
    }
    Workforce.Reserved reserved = answer.reserved().get();
    if (reserved.status().equals(REJECTED)) {
      return gone(order, delivery, wanted, "The workforce system has nobody", reserved.reason());
    }
    boolean then =
        reserved.start().filter(at -> at.toInstant().equals(wanted.offer().start())).isPresent()
            && reserved.end().filter(at -> at.toInstant().isBefore(wanted.offer().end())).isEmpty();
    if (!KEPT.contains(reserved.status()) || !then) {
      retryAnew(id, wanted);
      return StepResult.fellOut(
          new Failure(
              "workforce",
              "visit-not-reserved",
              "visit %s is %s from %s to %s, and was to be kept from %s to %s"
                  .formatted(
                      reserved.reference(),
                      reserved.status(),
                      reserved.start().map(Object::toString).orElse("no time"),
                      reserved.end().map(Object::toString).orElse("no time"),
                      wanted.offer().start(),
                      wanted.offer().end())));
    }
    if (!delivery.isOpen() || offeredTimes.hasBegun(id)) {
      leave(order, delivery, wanted, reserved);
      return reserved(false, false);
    }
    keep(order, delivery, wanted, reserved);
    return reserved(true, false);
  }

  /**
   * It is kept too late: the delivery is over, or the visit has begun and is not moved any more. It
   * is to be cancelled there.
   */
  private void leave(
      ProductOrder order, Delivery delivery, Wanted wanted, Workforce.Reserved reserved) {
    Appointment left = appointment(order, delivery, wanted, reserved);
    appointments.leaveOutside(left, reserved.reference());
    settle(delivery.id(), wanted);
    timeline.add(
        order.id(),
        TimelineEntry.of(
                EventKind.NOTED,
                "The workforce system keeps a time for delivery "
                    + delivery.number()
                    + " in vain: "
                    + VisitSlots.LOCAL.format(left.slot().start()))
            .with("delivery", delivery.number())
            .with("reference", reserved.reference()));
  }

  private Appointment appointment(
      ProductOrder order, Delivery delivery, Wanted wanted, Workforce.Reserved reserved) {
    Optional<Site> site = siteOf(order, components.of(delivery.id()));
    ZoneId zone = siteClock.zoneAt(site);
    Offer time = wanted.offer();
    return new Appointment(
        wanted.appointment(),
        order.id(),
        delivery.id(),
        new Slot(reserved.technician(), time.start().atZone(zone), time.end().atZone(zone)),
        site.map(Site::postalCode).flatMap(territories::covering).map(Territory::id),
        Optional.of(time.start()),
        wanted.appointment(),
        true);
  }

  /** The workforce system keeps it instead of what it kept before. */
  private void keep(
      ProductOrder order, Delivery delivery, Wanted wanted, Workforce.Reserved reserved) {
    DeliveryId id = delivery.id();
    Appointment kept = appointment(order, delivery, wanted, reserved);
    Slot slot = kept.slot();
    appointments.of(id).map(Appointment::id).ifPresent(appointments::release);
    if (!appointments.holdOutside(kept, reserved.reference())) {
      throw new IllegalStateException("two appointments of delivery " + id);
    }
    settle(id, wanted);
    offers
        .of(id)
        .filter(offered -> offered.next().isEmpty())
        .ifPresent(offered -> offers.forget(id));
    timeline.add(
        order.id(),
        TimelineEntry.of(
                EventKind.APPOINTMENT_HELD,
                "The workforce system keeps a time for delivery "
                    + delivery.number()
                    + ": "
                    + VisitSlots.LOCAL.format(slot.start())
                    + (slot.technician().isEmpty() ? "" : " with " + slot.technician())
                    + chosen(wanted))
            .with("delivery", delivery.number())
            .with("chosen", wanted.chosen())
            .with("reference", reserved.reference())
            .with("start", slot.start().toOffsetDateTime())
            .with("end", slot.end().toOffsetDateTime()));
  }

  /** The next time that is offered, if one is needed: what was kept before still is. */
  private StepResult gone(
      ProductOrder order, Delivery delivery, Wanted wanted, String what, String reason) {
    DeliveryId id = delivery.id();
    settle(id, wanted);
    offers.of(id).ifPresent(offered -> offers.keep(id, offered.without(wanted.offer())));
    List<Component> open = components.of(id).stream().filter(Component::isOpen).toList();
    ZoneId zone = siteClock.zoneAt(siteOf(order, open));
    boolean next =
        delivery.needsVisitFor(open)
            && VisitNeed.of(order, delivery, open, territories, siteClock)
                .filter(offeredTimes::wantNext)
                .isPresent();
    TimelineEntry gone =
        TimelineEntry.of(
                EventKind.APPOINTMENT_HELD,
                "%s for delivery %d at %s%s"
                    .formatted(
                        what,
                        delivery.number(),
                        VisitSlots.LOCAL.format(wanted.offer().start().atZone(zone)),
                        chosen(wanted)))
            .with("delivery", delivery.number())
            .with("chosen", wanted.chosen())
            .remarking(reason);
    // whoever chose a time that is gone hears what is true instead; another is told when booked
    Optional<Slot> stays =
        appointments
            .of(id)
            .filter(held -> wanted.chosen() && !next && !appointments.isRefused(held.id()))
            .map(Appointment::slot);
    timeline.add(
        order.id(),
        stays
            .map(
                slot ->
                    gone.with("stays", true)
                        .with("start", slot.start().toOffsetDateTime())
                        .with("end", slot.end().toOffsetDateTime()))
            .orElse(gone));
    return reserved(false, next);
  }

  private static String chosen(Wanted wanted) {
    return wanted.chosen() ? ", which was chosen" : "";
  }

  /** Whoever tries it again wants another time, under another name; a time may be kept outside. */
  private void retryAnew(DeliveryId id, Wanted wanted) {
    offers
        .of(id)
        .ifPresent(offered -> offers.keep(id, offered.insteadOf(wanted, appointments.nextId())));
  }

  private void settle(DeliveryId id, Wanted wanted) {
    offers.of(id).ifPresent(offered -> offers.keep(id, offered.settled(wanted)));
  }

  private List<Component> workOf(DeliveryId id) {
    return components.of(id).stream()
        .filter(component -> component.isOpen() && component.needsVisit())
        .toList();
  }

  private static Optional<Site> siteOf(ProductOrder order, List<Component> some) {
    return some.stream().flatMap(component -> order.siteOf(component.item()).stream()).findFirst();
  }

  private static StepResult reserved(boolean reserved, boolean offered) {
    return new StepResult.Done(Map.of("visitReserved", reserved, "timeOffered", offered));
  }
}
