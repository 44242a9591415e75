package dev.turnup.engine.decomposition;

import dev.turnup.engine.decomposition.InstalledBase.InstalledProduct;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import java.util.HashMap;
import java.util.Map;

/** Installed products without a database. */
public final class InstalledProductsInMemory implements InstalledProducts {

  private final Map<OrderId, Map<ItemId, InstalledProduct>> found = new HashMap<>();

  @Override
  public void replace(OrderId order, Map<ItemId, InstalledProduct> products) {
    found.put(order, Map.copyOf(products));
  }

  @Override
  public Map<ItemId, InstalledProduct> of(OrderId order) {
    return found.getOrDefault(order, Map.of());
  }
}
