package dev.turnup.engine.persistence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import dev.turnup.engine.escalation.Escalation;
import dev.turnup.engine.escalation.EscalationId;
import dev.turnup.engine.escalation.Escalations;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.persistence.EscalationMapper.EscalationRow;
import dev.turnup.engine.persistence.EscalationMapper.FindingRow;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Repository;

@Repository
class EscalationStore implements Escalations {

  private final EscalationMapper mapper;

  EscalationStore(EscalationMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public void add(Escalation escalation) {
    if (mapper.insert(EscalationRow.of(escalation)) == 0) {
      throw stale(escalation);
    }
    mapper.insertFindings(FindingRow.of(escalation));
  }

  @Override
  public Escalation get(EscalationId id) {
    return mapper
        .find(id.value())
        .map(row -> withFindings(List.of(row)).get(0))
        .orElseThrow(() -> new NoSuchElementException("there is no escalation " + id));
  }

  @Override
  public Optional<Escalation> openOf(OrderId order) {
    return mapper.findOpenOf(order.value()).map(row -> withFindings(List.of(row)).get(0));
  }

  @Override
  public void update(Escalation escalation) {
    if (mapper.update(EscalationRow.of(escalation)) == 0) {
      throw stale(escalation);
    }
    List<FindingRow> left = escalation.silences() ? FindingRow.of(escalation) : List.of();
    mapper.deleteFindingsBut(
        escalation.id().value(), left.stream().map(FindingRow::finding).toArray(String[]::new));
    if (!left.isEmpty()) {
      mapper.insertFindings(left);
    }
  }

  @Override
  public List<Escalation> open(Optional<EscalationId> after, int limit) {
    return withFindings(mapper.findOpen(after.map(EscalationId::value).orElse(null), limit));
  }

  @Override
  public Set<OrderId> ofOpenOrders(Collection<OrderId> orders) {
    return orders.isEmpty()
        ? Set.of()
        : mapper.findOpenOrders(orders.stream().map(OrderId::value).toArray(String[]::new)).stream()
            .map(OrderId::new)
            .collect(toSet());
  }

  private List<Escalation> withFindings(List<EscalationRow> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    Map<UUID, List<FindingRow>> findings =
        mapper
            .findFindings(rows.stream().map(row -> row.id().toString()).toArray(String[]::new))
            .stream()
            .collect(groupingBy(FindingRow::escalationId));
    return rows.stream()
        .map(row -> row.escalation(findings.getOrDefault(row.id(), List.of())))
        .toList();
  }

  private static StaleVersion stale(Escalation escalation) {
    return new StaleVersion("escalation of order " + escalation.order());
  }
}
