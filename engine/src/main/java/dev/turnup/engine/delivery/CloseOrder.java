package dev.turnup.engine.delivery;

import static java.util.stream.Collectors.groupingBy;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.Fulfilled;
import dev.turnup.engine.decomposition.Names;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.ItemState;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Ends an order all of whose deliveries are over. */
@UseCase
public final class CloseOrder {

  private final Orders orders;
  private final Components components;
  private final Timeline timeline;
  private final Clock clock;

  public CloseOrder(Orders orders, Components components, Timeline timeline, Clock clock) {
    this.orders = orders;
    this.components = components;
    this.timeline = timeline;
    this.clock = clock;
  }

  /**
   * An item is completed if what it is billed for is active, or has ended as it was to; a bundle,
   * if all its items are.
   *
   * @return {@code COMPLETED}, {@code PARTIAL} or {@code FAILED}
   * @throws IllegalStateException if a component is still open, or a service works that was never
   *     billed
   */
  public OrderState forOrder(OrderId id) {
    ProductOrder order = orders.lock(id);
    List<Component> all = components.of(id);
    List<Component> open = all.stream().filter(Component::isOpen).toList();
    if (!open.isEmpty()) {
      throw new IllegalStateException("order " + id + " still has open " + Names.of(open));
    }
    Map<ItemId, List<Component>> ofItem = all.stream().collect(groupingBy(Component::item));
    List<OrderItem> partsBeforeBundles = new ArrayList<>(order.items());
    Collections.reverse(partsBeforeBundles);
    List<TimelineEntry> closed = new ArrayList<>();
    for (OrderItem item : partsBeforeBundles) {
      if (!item.state().isFinal()) {
        closed.add(end(order, item.id(), ofItem.getOrDefault(item.id(), List.of())));
      }
    }
    timeline.addAll(id, closed);
    OrderState end = order.close(clock.instant());
    orders.update(order);
    timeline.add(id, TimelineEntry.of(kindOf(end), "Order " + told(end)));
    return end;
  }

  private TimelineEntry end(ProductOrder order, ItemId item, List<Component> own) {
    boolean partsCompleted =
        order.items().stream()
            .filter(part -> part.parent().filter(item::equals).isPresent())
            .allMatch(part -> part.state() == ItemState.COMPLETED);
    ItemState end = partsCompleted && !Fulfilled.lost(own) ? ItemState.COMPLETED : ItemState.FAILED;
    if (own.stream().anyMatch(CloseOrder::isBilled)) {
      // an item with a bill was completed when that was confirmed
      throw new IllegalStateException(
          "item " + item + " of order " + order.id() + " works and has no bill");
    }
    if (!order.item(item).state().canMoveTo(end)) {
      order.moveItem(item, ItemState.IN_PROGRESS, clock.instant());
    }
    order.moveItem(item, end, clock.instant());
    return TimelineEntry.closed(item, end);
  }

  private static boolean isBilled(Component component) {
    return component.startsBill() && component.state() == ComponentState.ACTIVE;
  }

  private static EventKind kindOf(OrderState end) {
    return switch (end) {
      case COMPLETED -> EventKind.COMPLETED;
      case PARTIAL -> EventKind.PARTIALLY_COMPLETED;
      default -> EventKind.FAILED;
    };
  }

  private static String told(OrderState end) {
    return end == OrderState.PARTIAL ? "partially completed" : end.tmfName();
  }
}
