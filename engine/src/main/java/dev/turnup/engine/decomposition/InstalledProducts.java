package dev.turnup.engine.decomposition;

import dev.turnup.engine.decomposition.InstalledBase.InstalledProduct;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import java.util.Map;

/** What the installed base said of the products that the items of orders name. */
public interface InstalledProducts {

  /** Keeps it in the place of what was said before. */
  void replace(OrderId order, Map<ItemId, InstalledProduct> found);

  /** By the item that names it; none for an item whose product was not found. */
  Map<ItemId, InstalledProduct> of(OrderId order);
}
