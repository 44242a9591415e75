package dev.turnup.engine.decomposition;

import dev.turnup.engine.decomposition.InstalledBase.InstalledProduct;
import dev.turnup.engine.order.OrderId;
import java.util.Collection;
import java.util.List;

/**
 * What the installed base said for orders: of the products that their items name, and of what the
 * customer has where items are added.
 */
public interface InstalledProducts {

  /** Keeps it in the place of what was said before; each product is there once. */
  void replace(OrderId order, Collection<InstalledProduct> found);

  /** In the order of their ids. */
  List<InstalledProduct> of(OrderId order);
}
