package dev.turnup.engine.choice;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.delivery.Deliveries;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.delivery.ReadyDay;
import dev.turnup.engine.delivery.Visits;
import dev.turnup.engine.delivery.Visits.Visit;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.scheduling.SearchSlots;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Tells a customer that the technician could come on an earlier day, because what is installed can
 * be had earlier. The visit stands until they choose another.
 */
@UseCase
public final class OfferEarlierVisit {

  private final Orders orders;
  private final Components components;
  private final Deliveries deliveries;
  private final Visits visits;
  private final SearchSlots searchSlots;
  private final Timeline timeline;
  private final SiteClock siteClock;
  private final Clock clock;

  public OfferEarlierVisit(
      Orders orders,
      Components components,
      Deliveries deliveries,
      Visits visits,
      SearchSlots searchSlots,
      Timeline timeline,
      SiteClock siteClock,
      Clock clock) {
    this.orders = orders;
    this.components = components;
    this.deliveries = deliveries;
    this.visits = visits;
    this.searchSlots = searchSlots;
    this.timeline = timeline;
    this.siteClock = siteClock;
    this.clock = clock;
  }

  /** Where nobody could come earlier, nobody is told anything. */
  public void forDelivery(DeliveryId id) {
    ProductOrder order = orders.lock(deliveries.get(id).order());
    Delivery delivery = deliveries.get(id);
    Optional<Visit> visit = visits.visitOf(id).filter(Visit::booked);
    if (!delivery.isOpen() || visit.isEmpty()) {
      return;
    }
    readyDay(order, id)
        .filter(visit.get().day()::isAfter)
        .filter(day -> canBeBefore(visit.get(), id))
        .ifPresent(day -> offer(delivery, day));
  }

  /** The first day from now on on which all of it can be had. */
  private Optional<LocalDate> readyDay(ProductOrder order, DeliveryId id) {
    List<Component> open = components.of(id).stream().filter(Component::isOpen).toList();
    LocalDate today =
        siteClock.todayAt(open.stream().findFirst().flatMap(c -> order.siteOf(c.item())));
    return ReadyDay.of(order, open, siteClock).map(day -> day.isAfter(today) ? day : today);
  }

  private boolean canBeBefore(Visit visit, DeliveryId id) {
    return !searchSlots
        .forDelivery(id, clock.instant(), DescribeChoice.startOfDay(visit), 1)
        .isEmpty();
  }

  private void offer(Delivery delivery, LocalDate day) {
    timeline.add(
        delivery.order(),
        TimelineEntry.of(
                EventKind.EARLIER_VISIT_POSSIBLE,
                "The visit of delivery " + delivery.number() + " could be from " + day + " on")
            .with("delivery", delivery.number())
            .with("date", day));
  }
}
