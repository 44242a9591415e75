package dev.turnup.engine.decomposition;

import dev.turnup.engine.decomposition.InstalledBase.InstalledProduct;
import dev.turnup.engine.order.OrderId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Installed products without a database. */
public final class InstalledProductsInMemory implements InstalledProducts {

  private final Map<OrderId, List<InstalledProduct>> found = new HashMap<>();

  @Override
  public void replace(OrderId order, Collection<InstalledProduct> products) {
    found.put(order, List.copyOf(products));
  }

  @Override
  public List<InstalledProduct> of(OrderId order) {
    return found.getOrDefault(order, List.of());
  }
}
