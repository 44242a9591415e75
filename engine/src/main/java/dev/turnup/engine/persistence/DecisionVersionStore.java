package dev.turnup.engine.persistence;

import dev.turnup.engine.order.DecisionVersions;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.UnknownOrder;
import java.util.Map;
import org.springframework.stereotype.Repository;

@Repository
class DecisionVersionStore implements DecisionVersions {

  private final DecisionVersionMapper mapper;

  DecisionVersionStore(DecisionVersionMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public Map<String, String> of(OrderId order) {
    return mapper.find(order.value()).map(Json::texts).orElseThrow(() -> new UnknownOrder(order));
  }

  @Override
  public void pin(OrderId order, Map<String, String> definitionIds) {
    if (mapper.update(order.value(), Json.of(definitionIds)) == 0) {
      throw new UnknownOrder(order);
    }
  }
}
