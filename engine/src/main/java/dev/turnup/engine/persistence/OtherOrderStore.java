package dev.turnup.engine.persistence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import dev.turnup.engine.decomposition.OtherOrders;
import dev.turnup.engine.delivery.EarlierOrders;
import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.persistence.OtherOrderMapper.NamedRow;
import dev.turnup.engine.persistence.OtherOrderMapper.OverlapRow;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Repository;

@Repository
class OtherOrderStore implements OtherOrders, EarlierOrders {

  private final OtherOrderMapper mapper;

  OtherOrderStore(OtherOrderMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public void judgeAlone(String customer, Collection<String> subjects) {
    if (!customer.isEmpty()) {
      mapper.lockCustomer(customer);
    }
    if (!subjects.isEmpty()) {
      mapper.lockSubjects(subjects.toArray(String[]::new));
    }
  }

  @Override
  public List<OrderId> usersOf(OrderId order, Collection<String> services) {
    return services.isEmpty()
        ? List.of()
        : mapper.findUsersOf(order.value(), services.toArray(String[]::new)).stream()
            .map(OrderId::new)
            .toList();
  }

  @Override
  public List<Overlap> addingTheSame(ProductOrder order) {
    List<OrderItem> added =
        order.items().stream()
            .filter(item -> item.action() == ItemAction.ADD)
            .filter(item -> item.site().isPresent() && item.sold().isPresent())
            .toList();
    return added.isEmpty()
        ? List.of()
        : overlaps(
            mapper.findAddingTheSame(
                order.id().value(),
                order.header().customer().id(),
                column(added, item -> item.id().value()),
                column(added, item -> item.site().orElseThrow().id()),
                column(added, item -> item.sold().orElseThrow())));
  }

  @Override
  public void meanToRepeat(OrderId order, OrderId other) {
    mapper.insertMeantRepetition(order.value(), other.value());
  }

  @Override
  public List<Overlap> aboutTheSame(ProductOrder order) {
    List<OrderItem> touching =
        order.items().stream()
            .filter(
                item -> item.action() == ItemAction.MODIFY || item.action() == ItemAction.DELETE)
            .filter(item -> item.product().isPresent())
            .toList();
    return touching.isEmpty()
        ? List.of()
        : overlaps(
            mapper.findAboutTheSame(
                order.id().value(),
                column(touching, item -> item.id().value()),
                column(touching, item -> item.product().orElseThrow())));
  }

  @Override
  public List<Overlap> usingTheSame(OrderId order, Collection<Use> uses) {
    return uses.isEmpty()
        ? List.of()
        : overlaps(
            mapper.findUsingTheSame(
                order.value(),
                column(uses, use -> use.item().value()),
                column(uses, Use::service),
                uses.stream().map(Use::changed).toArray(Boolean[]::new)));
  }

  @Override
  public List<Overlap> endingOne(OrderId order, Collection<Sharing> sharings) {
    return sharings.isEmpty()
        ? List.of()
        : overlaps(
            mapper.findEndingOne(
                order.value(),
                column(sharings, sharing -> sharing.item().value()),
                column(sharings, Sharing::product)));
  }

  private static <T> String[] column(Collection<T> rows, Function<T, String> of) {
    return rows.stream().map(of).toArray(String[]::new);
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
    return named(mapper.findNamedBy(order.value()));
  }

  @Override
  public List<Named> named(String caller, Collection<OrderId> orders) {
    return orders.isEmpty()
        ? List.of()
        : named(mapper.findNamed(caller, column(orders, OrderId::value)));
  }

  private static List<Named> named(List<NamedRow> rows) {
    return rows.stream()
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
