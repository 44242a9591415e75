package dev.turnup.engine.activation;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.ItemState;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Hands an item over to the customer as soon as the last of its own components is active. */
public final class AcceptItem {

  private final Orders orders;
  private final Components components;
  private final Handovers handovers;
  private final SiteTime siteTime;
  private final Timeline timeline;
  private final Clock clock;

  public AcceptItem(
      Orders orders,
      Components components,
      Handovers handovers,
      SiteTime siteTime,
      Timeline timeline,
      Clock clock) {
    this.orders = orders;
    this.components = components;
    this.handovers = handovers;
    this.siteTime = siteTime;
    this.timeline = timeline;
    this.clock = clock;
  }

  /**
   * What follows for the item.
   *
   * @param billed the component whose bill is to be started now: once for an item, and only if it
   *     has one that is billed
   */
  public record Acceptance(ItemId item, Optional<ComponentId> billed) {
    public boolean billDue() {
      return billed.isPresent();
    }
  }

  /** Looks at the item of a component that is settled. The order stays locked until the end. */
  public Acceptance ofComponent(ComponentId id) {
    Component settled = components.get(id);
    ProductOrder order = orders.lock(settled.order());
    OrderItem item = order.item(settled.item());
    List<Component> all = components.of(order.id());
    List<Component> own =
        all.stream().filter(component -> component.item().equals(item.id())).toList();
    Optional<Component> billed =
        own.stream().filter(component -> component.specification().billable()).findFirst();
    Acceptance nothing = new Acceptance(item.id(), Optional.empty());
    if (item.state().isFinal() || !isComplete(own)) {
      return nothing;
    }
    Instant now = clock.instant();
    LocalDate day = siteTime.dayOf(now, item);
    if (!handovers.accept(order.id(), item.id(), day, billed.map(Component::id))) {
      return nothing;
    }
    timeline.add(
        order.id(),
        TimelineEntry.of(EventKind.ITEM_ACCEPTED, name(item) + " handed over")
            .about(item.id())
            .with("acceptanceDate", day));
    if (billed.isEmpty()) {
      complete(order, item, all, now);
    }
    return new Acceptance(item.id(), billed.map(Component::id));
  }

  private void complete(ProductOrder order, OrderItem item, List<Component> all, Instant now) {
    Set<ItemId> withWork = all.stream().map(Component::item).collect(Collectors.toSet());
    order.moveItem(item.id(), ItemState.COMPLETED, now);
    order.endItemsWithoutWork(withWork::contains, now);
    orders.update(order);
    timeline.add(
        order.id(),
        TimelineEntry.of(EventKind.ITEM_CLOSED, name(item) + " completed").about(item.id()));
  }

  private static boolean isComplete(List<Component> own) {
    return own.stream().allMatch(component -> component.state() == ComponentState.ACTIVE);
  }

  private static String name(OrderItem item) {
    return item.offering().orElse("item " + item.id());
  }
}
