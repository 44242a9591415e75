package dev.turnup.engine.delivery;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.Names;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
    return Grouping.of(open, some, new CustomersTerms(order, open, decisions, siteClock));
  }

  /** The same, if nothing had to wait for the rest. */
  List<Group> groupsAsAvailable(
      ProductOrder order, Collection<Component> all, Collection<Component> some) {
    List<Component> open = all.stream().filter(Component::isOpen).toList();
    CustomersTerms terms = new CustomersTerms(order, open, decisions, siteClock);
    return Grouping.of(
        open,
        some,
        new Grouping.Terms() {
          @Override
          public boolean together(Optional<String> site) {
            return false;
          }

          @Override
          public LocalDate firstDay(Optional<String> site) {
            return terms.firstDay(site);
          }
        });
  }

  /** Makes each group a delivery of its own. */
  List<Delivery> add(ProductOrder order, List<Group> groups) {
    return add(order, groups, NextVisit.ORDINARY);
  }

  /**
   * The same for groups of what a delivery was to bring: what is known of its visit, is of theirs.
   */
  void split(Delivery delivery, ProductOrder order, List<Group> groups) {
    add(order, groups, delivery.nextVisit());
  }

  private List<Delivery> add(ProductOrder order, List<Group> groups, NextVisit nextVisit) {
    int number = deliveries.of(order.id()).size();
    List<Delivery> added = new ArrayList<>();
    List<Component> placed = new ArrayList<>();
    List<TimelineEntry> told = new ArrayList<>();
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
              nextVisit,
              0);
      added.add(delivery);
      group.components().forEach(component -> placed.add(component.deliveredBy(delivery.id())));
      told.add(planned(delivery, group));
    }
    deliveries.add(added);
    components.update(placed);
    timeline.addAll(order.id(), told);
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
}
