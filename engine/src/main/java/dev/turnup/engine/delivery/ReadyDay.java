package dev.turnup.engine.delivery;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Site;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;

/** The day on which components can be had together. */
public final class ReadyDay {

  private ReadyDay() {}

  /**
   * The first day on which all of these components of a delivery are available and the customer
   * wants them, which may be past; empty if one of them has no date.
   */
  public static Optional<LocalDate> of(
      ProductOrder order, Collection<Component> open, SiteClock siteClock) {
    if (!open.stream().allMatch(component -> component.availability().isDated())) {
      return Optional.empty();
    }
    Optional<Site> site = open.stream().findFirst().flatMap(c -> order.siteOf(c.item()));
    LocalDate wanted = siteClock.firstDayWanted(order, site);
    return Optional.of(
        open.stream()
            .flatMap(component -> component.availability().firstDay().stream())
            .filter(wanted::isBefore)
            .max(LocalDate::compareTo)
            .orElse(wanted));
  }
}
