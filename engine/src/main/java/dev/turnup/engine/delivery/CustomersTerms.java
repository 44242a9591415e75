package dev.turnup.engine.delivery;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.order.DecisionTable;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.Output;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Site;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The wishes of an order, asked of the table {@code delivery-policy} once a site. */
public final class CustomersTerms implements Grouping.Terms {

  private static final Output<Boolean> TOGETHER =
      Output.oneOf("grouping", Map.of("together", true, "asAvailable", false));

  public static final DecisionTable TABLE = new DecisionTable("delivery-policy", TOGETHER);

  private final ProductOrder order;
  private final Decisions decisions;
  private final SiteClock siteClock;
  private final Map<Optional<String>, Optional<Site>> sites = new HashMap<>();
  private final Map<Optional<String>, Boolean> together = new HashMap<>();
  private final Map<Optional<String>, LocalDate> firstDays = new HashMap<>();

  CustomersTerms(
      ProductOrder order, Collection<Component> open, Decisions decisions, SiteClock siteClock) {
    this.order = order;
    this.decisions = decisions;
    this.siteClock = siteClock.asOfNow();
    open.forEach(c -> sites.computeIfAbsent(c.site(), s -> order.siteOf(c.item())));
  }

  @Override
  public boolean together(Optional<String> site) {
    return together.computeIfAbsent(site, this::isTogether);
  }

  @Override
  public LocalDate firstDay(Optional<String> site) {
    return firstDays.computeIfAbsent(site, s -> firstDayAt(sites.get(s)));
  }

  private LocalDate firstDayAt(Optional<Site> site) {
    LocalDate wanted = siteClock.firstDayWanted(order, site);
    LocalDate today = siteClock.todayAt(site);
    return wanted.isAfter(today) ? wanted : today;
  }

  private boolean isTogether(Optional<String> site) {
    Map<String, Object> inputs = new HashMap<>();
    inputs.put("preference", preferenceAt(order, site).orElse(null));
    return decisions.one(order.id(), TABLE.key(), inputs).get(TOGETHER);
  }

  /** The first that is given at the site, bundles being named before what they bundle. */
  public static Optional<String> preferenceAt(ProductOrder order, Optional<String> site) {
    return order.items().stream()
        .filter(item -> order.siteOf(item.id()).map(Site::id).equals(site))
        .map(OrderItem::deliveryPreference)
        .flatMap(Optional::stream)
        .findFirst();
  }
}
