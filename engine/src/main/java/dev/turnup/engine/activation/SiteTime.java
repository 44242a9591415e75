package dev.turnup.engine.activation;

import dev.turnup.engine.decomposition.Territories;
import dev.turnup.engine.decomposition.Territory;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.Site;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Which day it is where an item lives; UTC for what has no place. */
public final class SiteTime {

  private final Territories territories;

  public SiteTime(Territories territories) {
    this.territories = territories;
  }

  public LocalDate dayOf(Instant moment, OrderItem item) {
    ZoneId zone =
        item.site()
            .map(Site::postalCode)
            .flatMap(territories::covering)
            .map(Territory::zone)
            .orElse(ZoneOffset.UTC);
    return LocalDate.ofInstant(moment, zone);
  }
}
