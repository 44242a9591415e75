package dev.turnup.engine.choice;

import dev.turnup.engine.choice.CustomerChoices.Made;
import dev.turnup.engine.choice.Situation.Standing;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.delivery.DeliverReady;
import dev.turnup.engine.delivery.DeliverReady.Ready;
import dev.turnup.engine.delivery.Deliveries;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.delivery.DeliveryState;
import dev.turnup.engine.delivery.ReadyDay;
import dev.turnup.engine.delivery.Visits;
import dev.turnup.engine.delivery.Visits.Visit;
import dev.turnup.engine.order.Cancellations;
import dev.turnup.engine.order.Notice;
import dev.turnup.engine.order.Notice.News;
import dev.turnup.engine.order.Notices;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.scheduling.SearchSlots;
import dev.turnup.engine.scheduling.SearchSlots.Time;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells a customer what can be chosen, what was, and what is true now. Changes nothing. */
@UseCase
public final class DescribeChoice {

  /** How many times for a visit are shown at once. */
  private static final int TIMES = 12;

  /** Visits are not planned further ahead anyway. */
  private static final Duration PLANNED_AHEAD = Duration.ofDays(90);

  private final Orders orders;
  private final Components components;
  private final Deliveries deliveries;
  private final Visits visits;
  private final Notices notices;
  private final CustomerChoices choices;
  private final Cancellations cancellations;
  private final DeliverReady deliverReady;
  private final SearchSlots searchSlots;
  private final SiteClock siteClock;
  private final Clock clock;

  public DescribeChoice(
      Orders orders,
      Components components,
      Deliveries deliveries,
      Visits visits,
      Notices notices,
      CustomerChoices choices,
      Cancellations cancellations,
      DeliverReady deliverReady,
      SearchSlots searchSlots,
      SiteClock siteClock,
      Clock clock) {
    this.orders = orders;
    this.components = components;
    this.deliveries = deliveries;
    this.visits = visits;
    this.notices = notices;
    this.choices = choices;
    this.cancellations = cancellations;
    this.deliverReady = deliverReady;
    this.searchSlots = searchSlots;
    this.siteClock = siteClock;
    this.clock = clock;
  }

  /** Empty if the order, or what its customer was told, is there no more. */
  public Optional<Situation> of(Link link) {
    return now(link)
        .map(
            situation ->
                situation.standing() == Standing.OPEN ? withChoices(situation) : situation);
  }

  /** Whether something can be chosen by it. */
  boolean isOpen(Link link) {
    return now(link).filter(situation -> situation.standing() == Standing.OPEN).isPresent();
  }

  /**
   * Other times for the visit: any, or earlier ones where that is the question.
   *
   * @param from from this day on at the site
   */
  public List<Time> times(Situation situation, Optional<LocalDate> from) {
    if (!situation.choices().contains(Choice.PICK)) {
      return List.of();
    }
    Instant begin =
        from.map(day -> day.atStartOfDay(situation.zone()).toInstant())
            .filter(clock.instant()::isBefore)
            .orElseGet(clock::instant);
    Instant end =
        situation.link().news() == News.EARLIER_VISIT
            ? startOfDay(situation.visit().orElseThrow())
            : begin.plus(PLANNED_AHEAD);
    return searchSlots
        .forDelivery(situation.delivery().orElseThrow().id(), begin, end, TIMES)
        .stream()
        .filter(time -> !isTakenByItself(time, situation))
        .toList();
  }

  static Instant startOfDay(Visit visit) {
    return visit.day().atStartOfDay(visit.start().getZone()).toInstant();
  }

  private static boolean isTakenByItself(Time time, Situation situation) {
    return situation.visit().filter(visit -> visit.start().isEqual(time.start())).isPresent();
  }

  private Optional<Situation> now(Link link) {
    Optional<Notices.Told> last = notices.lastTold(link.order(), link.news(), link.about());
    return last.flatMap(told -> orders.find(link.order()).map(order -> now(link, order, told)));
  }

  private Situation now(Link link, ProductOrder order, Notices.Told last) {
    Optional<Delivery> delivery =
        deliveries.of(order.id()).stream()
            .filter(one -> Integer.toString(one.number()).equals(link.about()))
            .findFirst();
    Optional<Visit> visit = delivery.flatMap(one -> visits.visitOf(one.id()));
    Optional<Made> made = choices.find(link);
    Standing standing =
        made.isPresent() ? Standing.CHOSEN : standing(link, order, last, delivery, visit);
    return new Situation(
        link,
        standing,
        order,
        delivery,
        visit,
        Optional.empty(),
        made,
        made.flatMap(Made::cancellation).map(cancellations::get),
        visit.map(there -> there.start().getZone()).orElseGet(() -> zoneOf(order)),
        List.of(),
        (standing == Standing.OPEN || standing == Standing.CHOSEN)
            && link.expires().isAfter(clock.instant())
            && !order.state().isFinal());
  }

  private ZoneId zoneOf(ProductOrder order) {
    return siteClock.zoneAt(
        order.items().stream().flatMap(item -> order.siteOf(item.id()).stream()).findFirst());
  }

  private Situation withChoices(Situation situation) {
    boolean earlier = situation.link().news() == News.EARLIER_VISIT;
    Optional<Ready> ready =
        earlier
            ? Optional.empty()
            : situation
                .delivery()
                .map(delivery -> deliverReady.of(situation.order(), delivery))
                .orElseGet(() -> deliverReady.ofLast(situation.order()));
    List<Choice> open = new ArrayList<>(List.of(Choice.ACCEPT));
    situation.visit().ifPresent(there -> open.add(Choice.PICK));
    ready.ifPresent(some -> open.add(Choice.DELIVER_READY));
    if (!earlier) {
      open.add(Choice.CANCEL);
    }
    return situation.offering(ready, open);
  }

  private Standing standing(
      Link link,
      ProductOrder order,
      Notices.Told last,
      Optional<Delivery> delivery,
      Optional<Visit> visit) {
    Instant now = clock.instant();
    if (order.state().isFinal()) {
      return Standing.ENDED;
    }
    if (order.state().isBeingCancelled()) {
      return Standing.BEING_CANCELLED;
    }
    if (delivery.filter(one -> hasBegun(one, visit, now)).isPresent()) {
      return Standing.BEGUN;
    }
    if (last.change() != link.change() || !isTrue(link, order, delivery, visit)) {
      return Standing.OVERTAKEN;
    }
    return link.expires().isAfter(now) ? Standing.OPEN : Standing.EXPIRED;
  }

  private static boolean hasBegun(Delivery delivery, Optional<Visit> visit, Instant now) {
    return delivery.state() == DeliveryState.INSTALLED
        || !delivery.isOpen()
        || visit
            .filter(Visit::booked)
            .filter(one -> !one.start().toInstant().isAfter(now))
            .isPresent();
  }

  /** Whether what the customer was told is so still. */
  private boolean isTrue(
      Link link, ProductOrder order, Optional<Delivery> delivery, Optional<Visit> visit) {
    return switch (link.news()) {
      case PROMISE ->
          order.promisedDate().map(LocalDate::toString).filter(link.told()::equals).isPresent();
      case APPOINTMENT ->
          link.told().equals(Notice.OFF)
              ? visit.isEmpty()
              : visit.map(one -> one.start().toOffsetDateTime()).stream()
                  .anyMatch(OffsetDateTime.parse(link.told())::isEqual);
      case EARLIER_VISIT -> {
        LocalDate day = LocalDate.parse(link.told());
        yield delivery.filter(one -> canBeOn(day, order, one)).isPresent()
            && visit.filter(one -> one.day().isAfter(day)).isPresent();
      }
      case VISIT_MISSED, ESCALATION, HOLD_UP -> false;
    };
  }

  private boolean canBeOn(LocalDate day, ProductOrder order, Delivery delivery) {
    return ReadyDay.of(
            order,
            components.of(delivery.id()).stream().filter(Component::isOpen).toList(),
            siteClock)
        .filter(ready -> !ready.isAfter(day))
        .isPresent();
  }
}
