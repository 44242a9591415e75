package dev.turnup.engine.fallout;

import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.ItemState;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lets items go on whose fallout is closed. */
@UseCase
public final class ReleaseItems {

  private final FalloutBook fallouts;
  private final Orders orders;
  private final Components components;
  private final Clock clock;

  public ReleaseItems(FalloutBook fallouts, Orders orders, Components components, Clock clock) {
    this.fallouts = fallouts;
    this.orders = orders;
    this.components = components;
    this.clock = clock;
  }

  /** Those that another fallout concerns stay as they are. */
  void of(OrderId id, Set<ItemId> concerned) {
    Set<ItemId> items = new HashSet<>(concerned);
    fallouts
        .unsettled(id)
        .forEach(other -> items.removeAll(Concerned.held(other.what(), components)));
    if (items.isEmpty()) {
      return;
    }
    ProductOrder order = orders.lock(id);
    List<ItemId> held =
        items.stream().filter(item -> order.item(item).state() == ItemState.HELD).toList();
    if (!held.isEmpty()) {
      Instant now = clock.instant();
      held.forEach(item -> order.moveItem(item, ItemState.IN_PROGRESS, now));
      orders.update(order);
    }
  }
}
