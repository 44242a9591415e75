package dev.turnup.engine.persistence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import dev.turnup.engine.order.OrderDocuments;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.OrderLookup;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.OrderSubmission;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.order.UnknownOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Repository;

@Repository
class OrderStore implements Orders, OrderDocuments, OrderLookup {

  private final OrderMapper mapper;
  private final TimelineStore timeline;

  OrderStore(OrderMapper mapper, TimelineStore timeline) {
    this.mapper = mapper;
    this.timeline = timeline;
  }

  @Override
  public OrderId nextId() {
    return new OrderId("PO-" + mapper.nextNumber());
  }

  @Override
  public Optional<OrderId> add(ProductOrder order, OrderSubmission submission) {
    Optional<String> key = submission.idempotencyKey();
    if (mapper.insertOrder(OrderRow.of(order), key.orElse(null), submission.contentHash()) == 0) {
      return posted(submission.caller(), key.orElseThrow()).map(Posted::id);
    }
    List<ItemRow> rows = new ArrayList<>();
    for (OrderItem item : order.items()) {
      rows.add(ItemRow.of(order.id().value(), rows.size(), item));
    }
    mapper.insertItems(rows);
    mapper.insertDocument(
        order.id().value(), submission.document(), Utc.of(order.header().orderDate()));
    return Optional.empty();
  }

  @Override
  public Optional<Posted> posted(String caller, String key) {
    return mapper.findPosted(caller, key).map(OrderMapper.PostedRow::posted);
  }

  @Override
  public ProductOrder get(OrderId id) {
    return find(id).orElseThrow(() -> new UnknownOrder(id));
  }

  @Override
  public ProductOrder lock(OrderId id) {
    return mapper
        .lockOrder(id.value())
        .map(this::withItems)
        .orElseThrow(() -> new UnknownOrder(id));
  }

  @Override
  public Optional<ProductOrder> find(OrderId id) {
    return mapper.findOrder(id.value()).map(this::withItems);
  }

  @Override
  public void update(ProductOrder order) {
    if (mapper.updateOrder(OrderRow.of(order)) == 0) {
      throw new StaleVersion("order " + order.id());
    }
    List<OrderItem> items = order.items();
    mapper.updateItemStates(
        order.id().value(),
        items.stream().map(item -> item.id().value()).toArray(String[]::new),
        items.stream().map(item -> item.state().tmfName()).toArray(String[]::new));
    timeline.addAll(order.id(), order.moves());
  }

  @Override
  public void correct(OrderId order, OrderItem corrected) {
    mapper.updateItem(ItemRow.of(order.value(), 0, corrected));
  }

  @Override
  public Optional<OrderDocument> find(OrderId id, Optional<String> onlyOf) {
    return mapper
        .findOrder(id.value())
        .filter(row -> onlyOf.isEmpty() || onlyOf.get().equals(row.caller()))
        .map(row -> withDocuments(List.of(row)).get(0));
  }

  @Override
  public Page page(Optional<String> onlyOf, Set<OrderState> states, int offset, int limit) {
    String caller = onlyOf.orElse(null);
    List<String> names = states.stream().map(OrderState::tmfName).toList();
    return new Page(
        withDocuments(mapper.findPage(caller, names, offset, limit)),
        mapper.countPage(caller, names, Page.COUNTED));
  }

  @Override
  public List<Hit> search(String text, int limit) {
    String prefix =
        text.toLowerCase(Locale.ROOT).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    return mapper.search(text, prefix + "%", limit).stream()
        .map(
            row ->
                new Hit(
                    new OrderId(row.id()),
                    OrderState.of(row.state()),
                    row.customerId(),
                    row.customerName(),
                    row.orderDate().toInstant()))
        .toList();
  }

  private ProductOrder withItems(OrderRow row) {
    return row.with(mapper.findItems(List.of(row.id())).stream().map(ItemRow::item).toList());
  }

  private List<OrderDocument> withDocuments(List<OrderRow> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    List<String> ids = rows.stream().map(OrderRow::id).toList();
    Map<String, List<OrderItem>> items =
        mapper.findItems(ids).stream()
            .collect(groupingBy(ItemRow::orderId, mapping(ItemRow::item, toList())));
    Map<String, String> documents =
        mapper.findDocuments(ids).stream()
            .collect(toMap(OrderMapper.DocumentRow::orderId, OrderMapper.DocumentRow::document));
    return rows.stream()
        .map(
            row ->
                new OrderDocument(
                    row.with(items.getOrDefault(row.id(), List.of())), documents.get(row.id())))
        .toList();
  }
}
