package dev.turnup.engine.decomposition;

import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Site;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Days as they are at a site: a date told to a customer is a day in the time zone of the site's
 * territory. What has no site, or one where nobody goes, lives in the time zone of the clock.
 */
@UseCase
public final class SiteClock {

  private final Territories territories;
  private final Clock clock;

  public SiteClock(Territories territories, Clock clock) {
    this.territories = territories;
    this.clock = clock;
  }

  /** The same for one piece of work about many sites: no territory is looked up twice. */
  public SiteClock asOfNow() {
    return new SiteClock(territories.asOfNow(), clock);
  }

  public ZoneId zoneAt(Optional<Site> site) {
    return site.map(Site::postalCode)
        .flatMap(territories::covering)
        .map(Territory::zone)
        .orElseGet(clock::getZone);
  }

  /** The time zone of its territory. */
  public ZoneId zoneOf(ProductOrder order) {
    return territoryOf(order).map(Territory::zone).orElseGet(clock::getZone);
  }

  /** That of its first item which has one. */
  public Optional<Territory> territoryOf(ProductOrder order) {
    return order.items().stream()
        .map(OrderItem::site)
        .flatMap(Optional::stream)
        .map(Site::postalCode)
        .map(territories::covering)
        .flatMap(Optional::stream)
        .findFirst();
  }

  public LocalDate todayAt(Optional<Site> site) {
    return dayAt(site, clock.instant());
  }

  public LocalDate dayAt(Optional<Site> site, Instant instant) {
    return LocalDate.ofInstant(instant, zoneAt(site));
  }

  /** The first day on which the customer wants anything there, which may be past. */
  public LocalDate firstDayWanted(ProductOrder order, Optional<Site> site) {
    Instant ordered = order.header().orderDate();
    return dayAt(site, order.wantedFrom().filter(ordered::isBefore).orElse(ordered));
  }

  /** When the day begins there. */
  public Instant startOf(LocalDate day, Optional<Site> site) {
    return day.atStartOfDay(zoneAt(site)).toInstant();
  }
}
