package dev.turnup.engine.persistence;

import dev.turnup.engine.decomposition.InstalledBase.InstalledProduct;
import dev.turnup.engine.decomposition.InstalledProducts;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.persistence.InstalledProductMapper.InstalledProductRow;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Repository;

@Repository
class InstalledProductStore implements InstalledProducts {

  private final InstalledProductMapper mapper;

  InstalledProductStore(InstalledProductMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public void replace(OrderId order, Collection<InstalledProduct> found) {
    mapper.delete(order.value());
    if (!found.isEmpty()) {
      mapper.insert(order.value(), found.stream().map(InstalledProductRow::of).toList());
    }
  }

  @Override
  public List<InstalledProduct> of(OrderId order) {
    return mapper.find(order.value()).stream().map(InstalledProductRow::product).toList();
  }
}
