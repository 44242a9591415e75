package dev.turnup.engine.delivery;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.delivery.Timetable.Step;
import dev.turnup.engine.delivery.Visits.Visit;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Site;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Plans when the fulfillment of an order starts: no sooner than it has to, counted backwards from
 * the day by which the customer wants it, and never before the customer wants anything.
 */
@UseCase
public final class PlanStart {

  /**
   * Days kept in hand for what goes wrong on the way: a customer who is not at home, a call that
   * has to be made again.
   */
  static final Duration IN_HAND = Duration.ofDays(2);

  /** How soon an order that waits for others looks again by itself. */
  private static final Duration LOOK_AGAIN = Duration.ofDays(1);

  private final PlanSteps planSteps;
  private final EarlierOrders earlierOrders;
  private final Visits visits;
  private final Timeline timeline;
  private final SiteClock siteClock;
  private final Clock clock;

  public PlanStart(
      PlanSteps planSteps,
      EarlierOrders earlierOrders,
      Visits visits,
      Timeline timeline,
      SiteClock siteClock,
      Clock clock) {
    this.planSteps = planSteps;
    this.earlierOrders = earlierOrders;
    this.visits = visits;
    this.timeline = timeline;
    this.siteClock = siteClock;
    this.clock = clock;
  }

  /**
   * Plans the start on the facts of now; the caller keeps the order.
   *
   * @param components all components of the order
   * @return whether it is another one than before
   */
  public boolean of(ProductOrder order, Collection<Component> components) {
    Optional<Instant> start = startOf(order, components);
    boolean hasBegun =
        start.isEmpty() && order.plannedStart().filter(clock.instant()::isBefore).isEmpty();
    if (hasBegun || start.equals(order.plannedStart())) {
      return false;
    }
    order.planStart(start);
    timeline.add(
        order.id(),
        TimelineEntry.of(
                EventKind.START_PLANNED,
                start
                    .map(moment -> "Starts on " + siteClock.dayAt(firstSite(order), moment))
                    .orElse("Starts at once"))
            .with("start", start.map(Instant::toString).orElse("now")));
    return true;
  }

  /**
   * Until when an order waits for its start, or looks again whether the orders have ended that it
   * waits for; empty if it starts now.
   */
  public Optional<Instant> waitOf(ProductOrder order) {
    Instant now = clock.instant();
    return order
        .plannedStart()
        .filter(now::isBefore)
        .or(
            () ->
                earlierOrders.openBefore(order.id()).isEmpty()
                    ? Optional.empty()
                    : Optional.of(now.plus(LOOK_AGAIN)));
  }

  /** When an order that waits looks again: at once, if it waits for nothing any more. */
  Instant lookAgainAt(ProductOrder order) {
    return waitOf(order).orElseGet(clock::instant);
  }

  /**
   * Until when an order waits that was just planned: one that waits for others looks at how they
   * have ended before it starts.
   */
  Optional<Instant> firstWaitOf(ProductOrder order) {
    return waitOf(order)
        .or(
            () ->
                earlierOrders.areThere(order.id())
                    ? Optional.of(clock.instant())
                    : Optional.empty());
  }

  /** When the order starts, if that is to be later than now. */
  Optional<Instant> startOf(ProductOrder order, Collection<Component> components) {
    Instant now = clock.instant();
    Optional<Instant> wantedFrom = order.header().requestedStart().filter(now::isBefore);
    Optional<Instant> target =
        order.header().requestedCompletion().map(by -> by.minus(IN_HAND)).filter(now::isBefore);
    if (wantedFrom.isEmpty() && target.isEmpty() || !areDated(components)) {
      // what has no date is planning's to find one for, and the sooner the better
      return Optional.empty();
    }
    return target
        .flatMap(by -> dayCountedBackwards(planSteps.of(order, components, wantedFrom), by))
        .filter(day -> wantedFrom.filter(day::isBefore).isEmpty())
        .or(() -> wantedFrom)
        .map(start -> inTimeForVisits(order, components, wantedFrom, start))
        .filter(now::isBefore);
  }

  /** A visit that is held for before the start has to be prepared as well. */
  private Instant inTimeForVisits(
      ProductOrder order,
      Collection<Component> components,
      Optional<Instant> wantedFrom,
      Instant start) {
    Optional<Visit> first =
        components.stream()
            .flatMap(component -> component.delivery().stream())
            .distinct()
            .flatMap(delivery -> visits.visitOf(delivery).stream())
            .filter(visit -> visit.start().toInstant().isBefore(start))
            .min(Comparator.comparing(Visit::start));
    if (first.isEmpty()) {
      return start;
    }
    Visit visit = first.get();
    Instant day = visit.day().atStartOfDay(visit.start().getZone()).toInstant();
    Instant begin =
        dayCountedBackwards(planSteps.of(order, components, wantedFrom), visit.end().toInstant())
            .filter(day::isAfter)
            .orElse(day);
    return wantedFrom.filter(begin::isBefore).orElse(begin);
  }

  /** Whether it is planned to start later than now. */
  boolean isToCome(ProductOrder order) {
    return order.plannedStart().filter(clock.instant()::isBefore).isPresent();
  }

  private static boolean areDated(Collection<Component> components) {
    return components.stream()
        .filter(Component::isOpen)
        .allMatch(component -> component.availability().isDated());
  }

  /** The beginning of the first day on which something has to be begun; empty if it is late. */
  private static Optional<Instant> dayCountedBackwards(List<Step> steps, Instant target) {
    List<Instant> days = new ArrayList<>();
    Timetable.latestStarts(steps, target)
        .forEach((step, last) -> days.add(step.calendar().startOfDayOf(last)));
    return days.stream().min(Comparator.naturalOrder());
  }

  private static Optional<Site> firstSite(ProductOrder order) {
    return order.items().stream().flatMap(item -> item.site().stream()).findFirst();
  }
}
