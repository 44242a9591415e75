package dev.turnup.engine.decomposition;

import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.UseCase;
import java.util.Optional;

/** Which values the catalogue itself lists, so that they tell of no customer who has them. */
@UseCase
public final class ListedValues {

  private final Orders orders;
  private final Decisions decisions;

  public ListedValues(Orders orders, Decisions decisions) {
    this.orders = orders;
    this.decisions = decisions;
  }

  /**
   * Whether it is one of those that the offering of an item lists for a characteristic; no range
   * does, nor who allows any.
   */
  public boolean have(OrderId order, ItemId item, String characteristic, String value) {
    return Optional.ofNullable(
            new Offerings(decisions, order)
                .characteristicsOf(orders.around(order, item).item(item))
                .get(characteristic))
        .filter(listed -> listed.lists(value))
        .isPresent();
  }
}
