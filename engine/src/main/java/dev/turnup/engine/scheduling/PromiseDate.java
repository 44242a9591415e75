package dev.turnup.engine.scheduling;

import static java.util.Comparator.comparing;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.decomposition.Territories;
import dev.turnup.engine.decomposition.Territory;
import dev.turnup.engine.delivery.Deliveries;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.delivery.DeliveryState;
import dev.turnup.engine.delivery.ReadPlan;
import dev.turnup.engine.delivery.ReadyDay;
import dev.turnup.engine.delivery.ReviewStart;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Site;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.scheduling.Offers.Offered;
import dev.turnup.engine.scheduling.Offers.Wanted;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Promises the day on which the last delivery of an order is made, on slots that are held. */
@UseCase
public final class PromiseDate {

  /** Each is worked on beside the others, and all end together. */
  static final int AT_ONCE = 50;

  private final Orders orders;
  private final Components components;
  private final Deliveries deliveries;
  private final Appointments appointments;
  private final VisitSlots visitSlots;
  private final OfferedTimes offeredTimes;
  private final LeaveOutVisits leaveOutVisits;
  private final Territories territories;
  private final ReviewStart reviewStart;
  private final ReadPlan readPlan;
  private final Timeline timeline;
  private final SiteClock siteClock;

  public PromiseDate(
      Orders orders,
      Components components,
      Deliveries deliveries,
      Appointments appointments,
      VisitSlots visitSlots,
      OfferedTimes offeredTimes,
      LeaveOutVisits leaveOutVisits,
      Territories territories,
      ReviewStart reviewStart,
      ReadPlan readPlan,
      Timeline timeline,
      SiteClock siteClock) {
    this.orders = orders;
    this.components = components;
    this.deliveries = deliveries;
    this.appointments = appointments;
    this.visitSlots = visitSlots;
    this.offeredTimes = offeredTimes;
    this.leaveOutVisits = leaveOutVisits;
    this.territories = territories;
    this.reviewStart = reviewStart;
    this.readPlan = readPlan;
    this.timeline = timeline;
    this.siteClock = siteClock;
  }

  /**
   * What is promised.
   *
   * @param day empty if nothing was promised yet
   * @param toAgreeOn deliveries to whose visit the workforce system has to agree first, by number;
   *     at most {@link #AT_ONCE}, the others after these
   * @param rounds how many rounds that takes; none if there is nothing to agree on
   */
  public record Promised(Optional<LocalDate> day, List<DeliveryId> toAgreeOn, int rounds) {}

  /**
   * The workforce system is asked for the visits of an order, some at a time, each of them once
   * unless somebody chooses another time meanwhile.
   *
   * @param last of all that were asked for, the delivery with the greatest number; those after it
   *     are to come
   * @param until a promise waits no longer than that
   */
  public record Round(DeliveryId last, Instant until) {}

  /**
   * The last of all that were asked for once these are, some of them perhaps again.
   *
   * @param before the round before, if there was one
   * @param asked by number, at least one
   */
  public DeliveryId lastAsked(Optional<Round> before, List<DeliveryId> asked) {
    return Stream.concat(before.stream().map(Round::last), Stream.of(asked.get(asked.size() - 1)))
        .map(deliveries::get)
        .max(comparing(Delivery::number))
        .map(Delivery::id)
        .orElseThrow();
  }

  /** Until when a promise waits for the workforce system, if it begins to now. */
  public Instant waitsUntil() {
    return leaveOutVisits.waitsUntil();
  }

  /**
   * Until when the round that begins now is waited for, so that all others have as long.
   *
   * @param until a promise waits no longer than that
   * @param rounds how many are left, this one included
   */
  public Instant waitsUntil(Instant until, int rounds) {
    return leaveOutVisits.waitsUntil(until, rounds);
  }

  /**
   * Looks for the day of every open delivery anew, and promises the last; the timeline says so only
   * if it really changes. Where a visit is needed and none is possible yet, a slot is held for it.
   * While a delivery has no day, the customer is told nothing new.
   */
  public Promised forOrder(OrderId id) {
    return forOrder(id, Optional.empty());
  }

  /**
   * The same while the workforce system is asked. When all were asked for, or it is too late for
   * the others, those without a time are left out of the promise, if anything is left of it.
   */
  public Promised forOrder(OrderId id, Optional<Round> round) {
    ProductOrder order = orders.lock(id);
    Map<DeliveryId, List<Component>> brought =
        components.of(id).stream()
            .filter(component -> component.isOpen() && component.delivery().isPresent())
            .collect(groupingBy(component -> component.delivery().orElseThrow()));
    Days days = new Days(order, appointments.ofAll(brought.keySet()));
    // all orders hold visits in one order of territories, so that no two wait for one another
    List<Delivery> open =
        deliveries.of(id).stream()
            .filter(delivery -> delivery.isOpen() && brought.containsKey(delivery.id()))
            .sorted(comparing(delivery -> days.where(brought.get(delivery.id()))))
            .toList();
    Map<DeliveryId, Optional<LocalDate>> found = new HashMap<>();
    for (Delivery delivery : open) {
      found.put(delivery.id(), days.of(delivery, brought.get(delivery.id())));
    }
    if (reviewStart.isToCome(order)) {
      List<Delivery> late =
          open.stream()
              .filter(delivery -> !days.known.containsKey(delivery.id()))
              .filter(delivery -> delivery.needsVisitFor(brought.get(delivery.id())))
              .filter(delivery -> !days.toAgreeOn.contains(delivery.id()))
              .filter(
                  delivery -> found.get(delivery.id()).map(day -> isLate(order, day)).orElse(true))
              .toList();
      found.putAll(soonerOnes(order, late, brought));
    }
    int lastAsked = round.map(so -> deliveries.get(so.last()).number()).orElse(0);
    List<DeliveryId> notAsked =
        open.stream()
            .filter(delivery -> days.toAgreeOn.contains(delivery.id()))
            .filter(delivery -> delivery.number() > lastAsked || days.isChosenSince(delivery.id()))
            .sorted(comparing(Delivery::number))
            .map(Delivery::id)
            .toList();
    List<DeliveryId> toAgreeOn =
        round.filter(leaveOutVisits::isOver).isPresent()
            ? List.of()
            : notAsked.stream().limit(AT_ONCE).toList();
    List<Delivery> left =
        open.stream()
            .filter(delivery -> delivery.state() == DeliveryState.PLANNED)
            .filter(delivery -> days.unagreed.containsKey(delivery.id()))
            .toList();
    if (round.isPresent()) {
      leaveOutVisits.close(
          order.id(), left.stream().filter(delivery -> delivery.number() <= lastAsked).toList());
    }
    if (toAgreeOn.isEmpty() && !left.isEmpty()) {
      leaveOutVisits.of(order.id(), left, days.toAgreeOn, notAsked);
      if (found.values().stream().anyMatch(Optional::isPresent)) {
        left.forEach(
            delivery -> found.put(delivery.id(), Optional.of(days.unagreed.get(delivery.id()))));
      }
    }
    deliveries.expect(found);
    int rounds = toAgreeOn.isEmpty() ? 0 : (notAsked.size() + AT_ONCE - 1) / AT_ONCE;
    return new Promised(last(order), toAgreeOn, rounds);
  }

  /**
   * A visit that would be too late, as it was looked for from the planned start on, is looked for
   * from when on the customer wants it; and the order starts in time for it.
   */
  private Map<DeliveryId, Optional<LocalDate>> soonerOnes(
      ProductOrder order, List<Delivery> late, Map<DeliveryId, List<Component>> brought) {
    Map<DeliveryId, Optional<LocalDate>> found = new HashMap<>();
    if (!late.isEmpty()) {
      Days days = new Days(order, appointments.ofAll(late.stream().map(Delivery::id).toList()));
      for (Delivery delivery : late) {
        found.put(delivery.id(), days.sooner(delivery, brought.get(delivery.id())));
      }
      reviewStart.forOrder(order.id());
    }
    return found;
  }

  private boolean isLate(ProductOrder order, LocalDate day) {
    return wantedBy(order).filter(day::isAfter).isPresent();
  }

  /** The day by which the customer wants it all. */
  private Optional<LocalDate> wantedBy(ProductOrder order) {
    Optional<Site> site = order.items().stream().flatMap(item -> item.site().stream()).findFirst();
    return order.header().requestedCompletion().map(moment -> siteClock.dayAt(site, moment));
  }

  /**
   * The same for the day of one delivery, and of those that were planned since days were looked
   * for; all others have theirs.
   */
  public Optional<LocalDate> forDelivery(DeliveryId id) {
    ProductOrder order = orders.lockAround(deliveries.get(id).order(), id);
    return on(order, id, dayOf(order, deliveries.get(id)));
  }

  /**
   * Promises a later day where what a delivery brings cannot be made before a moment; an earlier
   * one is never promised for that.
   *
   * @return whether another day is promised
   */
  public boolean notBefore(DeliveryId id, Instant moment) {
    Delivery delivery = deliveries.get(id);
    ProductOrder order = orders.lockAround(delivery.order(), id);
    Optional<Site> site =
        components.of(id).stream().findFirst().flatMap(component -> order.siteOf(component.item()));
    LocalDate day = siteClock.dayAt(site, moment);
    Optional<LocalDate> promised = order.promisedDate();
    return delivery.isOpen()
        && promised.filter(day::isAfter).isPresent()
        && !on(order, id, Optional.of(day)).equals(promised);
  }

  /**
   * The same where the day of the delivery is known: that of its visit.
   *
   * @param order locked
   */
  Optional<LocalDate> on(ProductOrder order, DeliveryId id, Optional<LocalDate> day) {
    deliveries.expect(Map.of(id, day));
    for (Delivery planned : deliveries.unexpected(order.id())) {
      ProductOrder around = orders.around(order.id(), planned.id());
      deliveries.expect(Map.of(planned.id(), dayOf(around, planned)));
    }
    return last(order);
  }

  private Optional<LocalDate> dayOf(ProductOrder order, Delivery delivery) {
    List<Component> open = components.of(delivery.id()).stream().filter(Component::isOpen).toList();
    return new Days(order, appointments.ofAll(List.of(delivery.id()))).of(delivery, open);
  }

  private Optional<LocalDate> last(ProductOrder order) {
    Optional<LocalDate> promised = order.promisedDate();
    readPlan.bringUpToDate(order.id());
    Optional<LocalDate> last = deliveries.lastExpected(order.id());
    if (last.isEmpty() || last.equals(promised)) {
      return promised;
    }
    promise(orders.lock(order.id()), last.get());
    return last;
  }

  /** When the deliveries of an order can be made; what is the same for all is looked up once. */
  private final class Days {

    private final ProductOrder order;
    private final Map<DeliveryId, Appointment> known;
    private final Set<DeliveryId> toAgreeOn = new HashSet<>();

    /** Those for which the workforce system keeps no time, with the first day that is possible. */
    private final Map<DeliveryId, LocalDate> unagreed = new HashMap<>();

    private Optional<Map<DeliveryId, Offered>> offered = Optional.empty();
    private final Territories here = territories.asOfNow();
    private final SiteClock clockThere = siteClock.asOfNow();

    Days(ProductOrder order, Map<DeliveryId, Appointment> known) {
      this.order = order;
      this.known = known;
    }

    /** The territory of a delivery; blank where nobody goes. */
    String where(List<Component> open) {
      return open.stream()
          .flatMap(component -> order.siteOf(component.item()).stream())
          .findFirst()
          .map(Site::postalCode)
          .flatMap(here::covering)
          .map(Territory::id)
          .orElse("");
    }

    Optional<LocalDate> of(Delivery delivery, List<Component> open) {
      if (!delivery.needsVisitFor(open)) {
        return ReadyDay.of(order, open, clockThere)
            .map(day -> delivery.readyDate().filter(day::isBefore).orElse(day));
      }
      return VisitNeed.of(order, delivery, open, here, clockThere)
          .flatMap(need -> promisable(need, Optional.ofNullable(known.get(delivery.id()))))
          .map(Appointment::day);
    }

    private Optional<Appointment> promisable(VisitNeed need, Optional<Appointment> before) {
      Optional<Appointment> promisable = visitSlots.promisableFor(need, before);
      if (need.territory().isOutside()) {
        DeliveryId id = need.delivery().id();
        if (offeredTimes.isToAgreeOn(need, before, offered(id))) {
          toAgreeOn.add(id);
        }
        if (promisable.isEmpty()) {
          unagreed.put(id, LocalDate.ofInstant(offeredTimes.from(need), need.territory().zone()));
        }
      }
      return promisable;
    }

    /** What was offered for one of them; looked up for all, and only where that counts. */
    private Optional<Offered> offered(DeliveryId id) {
      if (offered.isEmpty()) {
        offered = Optional.of(offeredTimes.ofOrder(order.id()));
      }
      return Optional.ofNullable(offered.get().get(id));
    }

    /** Whether somebody wants another time than it was asked for. */
    boolean isChosenSince(DeliveryId id) {
      return offered(id).flatMap(Offered::wanted).filter(Wanted::isChosen).isPresent();
    }

    /** The day of another visit instead of what is held, whenever the order is planned to start. */
    Optional<LocalDate> sooner(Delivery delivery, List<Component> open) {
      Optional<Instant> planned = order.plannedStart();
      Optional<VisitNeed> need = VisitNeed.of(order, delivery, open, here, clockThere);
      order.planStart(Optional.empty());
      Optional<VisitNeed> atOnce = VisitNeed.of(order, delivery, open, here, clockThere);
      order.planStart(planned);
      return need.flatMap(
              held ->
                  visitSlots.holdInstead(
                      held.possibleFrom(atOnce.map(VisitNeed::earliest).orElse(held.earliest())),
                      Optional.ofNullable(known.get(delivery.id()))))
          .map(Appointment::day);
    }
  }

  private void promise(ProductOrder order, LocalDate day) {
    Optional<LocalDate> before = order.promisedDate();
    order.promise(Optional.of(day));
    orders.update(order);
    TimelineEntry entry =
        TimelineEntry.of(
                EventKind.PROMISED,
                before
                    .map(old -> "Promised for " + day + " instead of " + old)
                    .orElse("Promised for " + day))
            .with("date", day);
    timeline.add(order.id(), before.map(old -> moved(entry, order.id(), old)).orElse(entry));
    warn(order, day);
  }

  /** Whoever tells the customer waits for the visit that is booked next, if there is one. */
  private TimelineEntry moved(TimelineEntry entry, OrderId order, LocalDate old) {
    Map<DeliveryId, Delivery> started =
        deliveries.of(order).stream()
            .filter(delivery -> delivery.state() == DeliveryState.STARTED)
            .collect(toMap(Delivery::id, identity()));
    return appointments.ofAll(started.keySet()).values().stream()
        .filter(visit -> !visit.isBooked())
        .max(comparing(Appointment::day))
        .map(visit -> entry.with("visit", started.get(visit.delivery()).number()))
        .orElse(entry)
        .with("before", old);
  }

  /** A promise after the day by which it is wanted is kept in mind from the start. */
  private void warn(ProductOrder order, LocalDate day) {
    wantedBy(order)
        .filter(day::isAfter)
        .ifPresent(
            wanted ->
                timeline.add(
                    order.id(),
                    TimelineEntry.of(
                            EventKind.IN_JEOPARDY, "Promised for " + day + ", wanted by " + wanted)
                        .with("promised", day)
                        .with("wanted", wanted)));
  }
}
