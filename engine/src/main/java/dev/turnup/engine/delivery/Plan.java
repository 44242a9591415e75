package dev.turnup.engine.delivery;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.Names;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Site;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Groups components by what the customer wants, and keeps the groups as deliveries. */
@UseCase
public final class Plan {

  private final Deliveries deliveries;
  private final Components components;
  private final Decisions decisions;
  private final Timeline timeline;
  private final SiteClock siteClock;

  public Plan(
      Deliveries deliveries,
      Components components,
      Decisions decisions,
      Timeline timeline,
      SiteClock siteClock) {
    this.deliveries = deliveries;
    this.components = components;
    this.decisions = decisions;
    this.timeline = timeline;
    this.siteClock = siteClock;
  }

  /** The groups of some of an order's components, dated ones first, the earliest at the front. */
  List<Group> groupsOf(ProductOrder order, Collection<Component> all, Collection<Component> some) {
    List<Component> open = all.stream().filter(Component::isOpen).toList();
    return Grouping.of(open, some, new CustomersTerms(order, open));
  }

  /** Makes each group a delivery of its own. */
  List<Delivery> add(ProductOrder order, List<Group> groups) {
    int number = deliveries.of(order.id()).size();
    List<Delivery> added = new ArrayList<>();
    List<Component> placed = new ArrayList<>();
    for (Group group : groups) {
      number++;
      Delivery delivery =
          new Delivery(
              deliveries.nextId(),
              order.id(),
              number,
              group.site(),
              DeliveryState.PLANNED,
              group.readyDate(),
              0);
      added.add(delivery);
      group.components().forEach(component -> placed.add(component.deliveredBy(delivery.id())));
      timeline.add(order.id(), planned(delivery, group));
    }
    deliveries.add(added);
    components.update(placed);
    return added;
  }

  private static TimelineEntry planned(Delivery delivery, Group group) {
    return TimelineEntry.of(
            EventKind.PLANNED,
            "Delivery "
                + delivery.number()
                + group.readyDate().map(day -> " from " + day).orElse(" without a date")
                + ": "
                + Names.of(group.components()))
        .with("delivery", delivery.number())
        .with("readyDate", group.readyDate().map(LocalDate::toString).orElse("unknown"));
  }

  /** The wishes of an order, asked of the table {@code delivery-policy} once a site. */
  private final class CustomersTerms implements Grouping.Terms {
    private final ProductOrder order;
    private final Map<Optional<String>, Optional<Site>> sites = new HashMap<>();
    private final Map<Optional<String>, Boolean> together = new HashMap<>();
    private final Map<Optional<String>, LocalDate> firstDays = new HashMap<>();

    CustomersTerms(ProductOrder order, Collection<Component> open) {
      this.order = order;
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
      inputs.put("preference", preferenceAt(site).orElse(null));
      return decisions
          .one(order.id(), "delivery-policy", inputs)
          .text("grouping")
          .equals("together");
    }

    /** The first that is given at the site, bundles being named before what they bundle. */
    private Optional<String> preferenceAt(Optional<String> site) {
      return order.items().stream()
          .filter(item -> order.siteOf(item.id()).map(Site::id).equals(site))
          .map(OrderItem::deliveryPreference)
          .flatMap(Optional::stream)
          .findFirst();
    }
  }
}
