package dev.turnup.engine.scheduling;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.decomposition.Territories;
import dev.turnup.engine.decomposition.Territory;
import dev.turnup.engine.delivery.CustomersTerms;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.delivery.NextVisit;
import dev.turnup.engine.delivery.ReadyDay;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Site;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a delivery's visit takes.
 *
 * @param earliest before then something is not available, or the customer does not want it
 * @param bookable when the order starts, so that the visit is booked; may be past
 * @param tier the customer's relationship plan
 * @param preference how the customer wants deliveries at the site, if that was said
 * @param wantedBy when the customer wants it at the latest, if that was said
 * @param work the components that the technician comes for
 */
record VisitNeed(
    Delivery delivery,
    Territory territory,
    Set<String> skills,
    Duration duration,
    Instant earliest,
    Instant bookable,
    String tier,
    Optional<String> preference,
    Optional<Instant> wantedBy,
    List<Component> work) {

  private static final Duration SHORTEST = Duration.ofMinutes(30);

  /**
   * @param open the open components of the delivery
   * @return empty if something has no date, or nobody goes there
   */
  static Optional<VisitNeed> of(
      ProductOrder order,
      Delivery delivery,
      Collection<Component> open,
      Territories territories,
      SiteClock siteClock) {
    List<Component> work = open.stream().filter(Component::needsVisit).toList();
    Optional<Site> site = work.stream().findFirst().flatMap(c -> order.siteOf(c.item()));
    Optional<LocalDate> ready =
        ReadyDay.of(order, open, siteClock).map(delivery.nextVisit()::after);
    return ready.flatMap(
        day ->
            site.map(Site::postalCode)
                .flatMap(territories::covering)
                .map(
                    territory ->
                        new VisitNeed(
                            delivery,
                            territory,
                            skillsFor(work, delivery.nextVisit()),
                            durationOf(work),
                            earliest(order, day.atStartOfDay(territory.zone()).toInstant()),
                            order.plannedStart().orElse(order.header().orderDate()),
                            order.header().customer().tier(),
                            CustomersTerms.preferenceAt(order, site.map(Site::id)),
                            order.header().requestedCompletion(),
                            work)));
  }

  /** What whoever comes for this has to be able to do. */
  static Set<String> skillsFor(List<Component> work, NextVisit next) {
    return Stream.concat(
            next.skills().stream(),
            work.stream().flatMap(component -> component.specification().skill().stream()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** How long they are there. */
  static Duration durationOf(List<Component> work) {
    return atLeastShortest(
        work.stream()
            .map(component -> component.specification().visitTime())
            .reduce(Duration.ZERO, Duration::plus));
  }

  /** No visit is planned for less time than is told to people. */
  static Duration atLeastShortest(Duration sum) {
    return sum.compareTo(SHORTEST) < 0 ? SHORTEST : sum;
  }

  private static Instant earliest(ProductOrder order, Instant readyAt) {
    return order.wantedFrom().filter(readyAt::isBefore).orElse(readyAt);
  }

  /** The same, possible from another moment on. */
  VisitNeed possibleFrom(Instant moment) {
    return new VisitNeed(
        delivery, territory, skills, duration, moment, bookable, tier, preference, wantedBy, work);
  }

  /** The same, at some later time. */
  VisitNeed notBefore(Instant later) {
    return possibleFrom(VisitSlots.later(earliest, later));
  }

  /** When the day after a visit begins at the site. */
  Instant startOfDayAfter(Appointment visit) {
    return dayAfter(visit).atStartOfDay(territory.zone()).toInstant();
  }

  LocalDate dayAfter(Appointment visit) {
    return visit.slot().start().withZoneSameInstant(territory.zone()).toLocalDate().plusDays(1);
  }

  /** For dispatch: what the visit takes and from when on it is possible. */
  @Override
  public String toString() {
    return "It takes %s%d minutes%s, and is possible from %s on (%s, territory %s)."
        .formatted(
            delivery.nextVisit().isTogether() ? "two technicians, " : "",
            duration.toMinutes(),
            skills.isEmpty() ? "" : " and the skill " + String.join(" and ", new TreeSet<>(skills)),
            earliest.atZone(territory.zone()).toLocalDateTime(),
            territory.zone(),
            territory.id());
  }
}
