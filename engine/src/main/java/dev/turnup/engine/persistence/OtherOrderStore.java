package dev.turnup.engine.persistence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import dev.turnup.engine.decomposition.OtherOrders;
import dev.turnup.engine.delivery.EarlierOrders;
import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.persistence.OtherOrderMapper.OverlapRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Repository;

@Repository
class OtherOrderStore implements OtherOrders, EarlierOrders {

  private final OtherOrderMapper mapper;

  OtherOrderStore(OtherOrderMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public void lockCustomer(String customer) {
    mapper.lockCustomer(customer);
  }

  @Override
  public List<Overlap> addingTheSame(OrderId order) {
    return overlaps(mapper.findAddingTheSame(order.value()));
  }

  @Override
  public void meanToRepeat(OrderId order, OrderId other) {
    mapper.insertMeantRepetition(order.value(), other.value());
  }

  @Override
  public List<Overlap> aboutTheSame(OrderId order) {
    return overlaps(mapper.findAboutTheSame(order.value()));
  }

  private static List<Overlap> overlaps(List<OverlapRow> rows) {
    return rows.stream()
        .map(
            row ->
                new Overlap(
                    new ItemId(row.itemId()),
                    new OrderId(row.orderId()),
                    new ItemId(row.otherId()),
                    ItemAction.of(row.action())))
        .toList();
  }

  @Override
  public List<Named> namedBy(OrderId order) {
    return mapper.findNamedBy(order.value()).stream()
        .map(
            row ->
                new Named(
                    new OrderId(row.id()),
                    Optional.ofNullable(row.state()).map(OrderState::of),
                    row.deleted()))
        .toList();
  }

  @Override
  public Map<OrderId, Set<OrderId>> waits(OrderId order) {
    return mapper.findWaits(order.value()).stream()
        .collect(
            groupingBy(
                row -> new OrderId(row.orderId()),
                mapping(row -> new OrderId(row.earlierId()), toSet())));
  }

  @Override
  public Set<OrderId> letWait(OrderId order, Set<OrderId> earlier) {
    mapper.deleteProductWaits(order.value());
    if (earlier.isEmpty()) {
      return Set.of();
    }
    mapper.insertProductWaits(
        order.value(), earlier.stream().map(OrderId::value).toArray(String[]::new));
    Set<OrderId> open =
        mapper.lockEarlier(order.value()).stream().map(OrderId::new).collect(toSet());
    open.retainAll(earlier);
    return open;
  }

  @Override
  public List<OrderId> openBefore(OrderId order) {
    return mapper.lockEarlier(order.value()).stream().map(OrderId::new).toList();
  }

  @Override
  public boolean areThere(OrderId order) {
    return !namedBy(order).isEmpty();
  }

  @Override
  public List<OrderId> waitingFor(OrderId order) {
    return mapper.findWaitingFor(order.value()).stream().map(OrderId::new).toList();
  }
}
