package dev.turnup.engine.persistence;

import dev.turnup.engine.decomposition.InstalledBase.InstalledProduct;
import dev.turnup.engine.decomposition.InstalledProducts;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.persistence.InstalledProductMapper.InstalledProductRow;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Repository;

@Repository
class InstalledProductStore implements InstalledProducts {

  private final InstalledProductMapper mapper;

  InstalledProductStore(InstalledProductMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public void replace(OrderId order, Map<ItemId, InstalledProduct> found) {
    mapper.delete(order.value());
    if (!found.isEmpty()) {
      mapper.insert(
          order.value(),
          found.entrySet().stream()
              .map(each -> InstalledProductRow.of(each.getKey(), each.getValue()))
              .toList());
    }
  }

  @Override
  public Map<ItemId, InstalledProduct> of(OrderId order) {
    Map<ItemId, InstalledProduct> found = new LinkedHashMap<>();
    mapper.find(order.value()).forEach(row -> found.put(new ItemId(row.itemId()), row.product()));
    return found;
  }
}
