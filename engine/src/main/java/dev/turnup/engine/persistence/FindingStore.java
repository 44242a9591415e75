package dev.turnup.engine.persistence;

import dev.turnup.engine.decomposition.Finding;
import dev.turnup.engine.decomposition.Findings;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.persistence.FindingMapper.FindingRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;

@Repository
class FindingStore implements Findings {

  private final FindingMapper mapper;

  FindingStore(FindingMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public void replace(OrderId order, List<Finding> findings) {
    mapper.delete(order.value());
    insert(order, 0, findings);
  }

  @Override
  public void add(OrderId order, List<Finding> findings) {
    if (!findings.isEmpty()) {
      insert(order, mapper.find(order.value()).size(), findings);
    }
  }

  private void insert(OrderId order, int first, List<Finding> findings) {
    List<FindingRow> rows = new ArrayList<>();
    for (Finding finding : findings) {
      rows.add(
          new FindingRow(
              first + rows.size(),
              finding.code(),
              finding.item().map(ItemId::value).orElse(null),
              finding.detail(),
              finding.other().map(OrderId::value).orElse(null)));
    }
    if (!rows.isEmpty()) {
      mapper.insert(order.value(), rows);
    }
  }

  @Override
  public List<Finding> of(OrderId order) {
    return mapper.find(order.value()).stream()
        .map(
            row ->
                new Finding(
                    row.code(),
                    Optional.ofNullable(row.itemId()).map(ItemId::new),
                    row.detail(),
                    Optional.ofNullable(row.otherOrderId()).map(OrderId::new)))
        .toList();
  }
}
