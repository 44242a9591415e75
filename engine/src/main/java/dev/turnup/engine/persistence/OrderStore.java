package dev.turnup.engine.persistence;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.turnup.engine.order.Amendment;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.ItemState;
import dev.turnup.engine.order.Notes;
import dev.turnup.engine.order.OrderDocuments;
import dev.turnup.engine.order.OrderHistory;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.OrderLookup;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.OrderSubmission;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UnknownOrder;
import dev.turnup.engine.order.Urgencies;
import dev.turnup.engine.persistence.LockedOrders.LockedOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Repository;

@Repository
class OrderStore implements Orders, OrderDocuments, OrderHistory, OrderLookup, Urgencies {

  private final OrderMapper mapper;
  private final TimelineStore timeline;
  private final UnwrittenEntries unwritten;
  private final OrderPlanStore plans;
  private final NoteStore notes;
  private final LockedOrders lockedOrders;

  OrderStore(
      OrderMapper mapper,
      TimelineStore timeline,
      UnwrittenEntries unwritten,
      OrderPlanStore plans,
      NoteStore notes,
      LockedOrders lockedOrders) {
    this.mapper = mapper;
    this.lockedOrders = lockedOrders;
    this.timeline = timeline;
    this.unwritten = unwritten;
    this.plans = plans;
    this.notes = notes;
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
    if (!submission.earlier().isEmpty()) {
      mapper.insertEarlier(
          order.id().value(),
          submission.earlier().stream().map(OrderId::value).toArray(String[]::new));
    }
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
    return withItems(row(id));
  }

  @Override
  public ProductOrder.Header header(OrderId id) {
    return row(id).header();
  }

  private OrderRow row(OrderId id) {
    return lockedOrders
        .order(id.value())
        .map(LockedOrder::row)
        .or(() -> mapper.findOrder(id.value()))
        .orElseThrow(() -> new UnknownOrder(id));
  }

  private OrderRow lockedRow(OrderId id) {
    return lockedOrders
        .order(id.value())
        .or(() -> mapper.lockOrder(id.value()).map(lockedOrders::locked))
        .map(LockedOrder::row)
        .orElseThrow(() -> new UnknownOrder(id));
  }

  @Override
  public ProductOrder around(OrderId id, ItemId item) {
    OrderRow order = row(id);
    Map<String, ItemRow> around = new LinkedHashMap<>();
    Optional<ItemRow> next = item(id, item.value());
    while (next.isPresent() && around.putIfAbsent(next.get().id(), next.get()) == null) {
      next = Optional.ofNullable(next.get().parentId()).flatMap(bundle -> item(id, bundle));
    }
    return order.with(
        around.values().stream()
            .sorted(comparingInt(ItemRow::position))
            .map(ItemRow::item)
            .toList());
  }

  private Optional<ItemRow> item(OrderId order, String id) {
    return lockedOrders
        .order(order.value())
        .flatMap(this::fewItems)
        .map(items -> items.stream().filter(item -> item.id().equals(id)).findFirst())
        .orElseGet(() -> mapper.findItem(order.value(), id));
  }

  @Override
  public ProductOrder lock(OrderId id) {
    return withItems(lockedRow(id));
  }

  @Override
  public ProductOrder lockAlone(OrderId id) {
    return mapper
        .lockOrderAlone(id.value())
        .map(lockedOrders::locked)
        .map(locked -> withItems(locked.row()))
        .orElseThrow(() -> new UnknownOrder(id));
  }

  @Override
  public void lockRow(OrderId id) {
    lockedRow(id);
  }

  @Override
  public Set<OrderId> lockFreeRows(Collection<OrderId> ids, Duration patience) {
    mapper
        .lockFreeOrders(ids.stream().map(OrderId::value).toArray(String[]::new), millis(patience))
        .forEach(lockedOrders::locked);
    return ids.stream()
        .filter(id -> lockedOrders.order(id.value()).isPresent())
        .collect(toUnmodifiableSet());
  }

  @Override
  public void lockRow(OrderId id, Duration patience) {
    mapper.lockOrderWithin(id.value(), millis(patience)).ifPresent(lockedOrders::locked);
  }

  private static String millis(Duration patience) {
    return patience.toMillis() + "ms";
  }

  @Override
  public ProductOrder around(OrderId id, DeliveryId delivery) {
    return wholeOr(
        row(id), row -> beside(row, mapper.findItemsOfDelivery(id.value(), delivery.value())));
  }

  @Override
  public ProductOrder lockAround(OrderId id, ItemId item) {
    return wholeOr(
        lockedRow(id), row -> beside(row, mapper.findItemsAround(id.value(), item.value())));
  }

  @Override
  public ProductOrder lockAround(OrderId id, DeliveryId delivery) {
    return wholeOr(
        lockedRow(id),
        row -> beside(row, mapper.findItemsOfDelivery(id.value(), delivery.value())));
  }

  /** A small order that is locked whole; of others a part. */
  private ProductOrder wholeOr(OrderRow row, Function<OrderRow, ProductOrder> part) {
    return lockedOrders
        .order(row.id())
        .flatMap(this::fewItems)
        .map(items -> row.with(items.stream().map(ItemRow::item).toList()))
        .orElseGet(() -> part.apply(row));
  }

  private Optional<List<ItemRow>> fewItems(LockedOrder order) {
    return lockedOrders.fewItems(order, mapper::findFirstItems);
  }

  private ProductOrder beside(OrderRow row, List<ItemRow> items) {
    return row.with(items.stream().map(ItemRow::item).toList())
        .beside(
            mapper
                .findStateBeside(row.id(), items.stream().map(ItemRow::id).toArray(String[]::new))
                .map(ItemState::of));
  }

  @Override
  public boolean isErased(OrderId id) {
    return mapper.isErased(id.value());
  }

  @Override
  public Optional<ProductOrder> lockShown(OrderId id, Optional<String> onlyOf) {
    return mapper
        .lockShownOrder(id.value(), onlyOf.orElse(null))
        .map(lockedOrders::locked)
        .map(locked -> withItems(locked.row()));
  }

  @Override
  public Optional<ProductOrder> find(OrderId id) {
    return mapper.findShownOrder(id.value(), null).map(this::withItems);
  }

  @Override
  public Map<OrderId, OrderState> beingCancelled(Collection<OrderId> ids) {
    String[] distinct = ids.stream().map(OrderId::value).distinct().toArray(String[]::new);
    return mapper.lockShared(distinct).stream()
        .filter(row -> OrderState.of(row.state()).isBeingCancelled())
        .collect(toMap(row -> new OrderId(row.id()), row -> OrderState.of(row.state())));
  }

  @Override
  public void update(ProductOrder order) {
    if (mapper.updateOrder(OrderRow.of(order)) == 0) {
      throw new StaleVersion("order " + order.id());
    }
    List<TimelineEntry> moves = order.moves();
    Set<ItemId> moved = moves.stream().flatMap(move -> move.item().stream()).collect(toSet());
    List<OrderItem> items =
        order.items().stream().filter(item -> moved.contains(item.id())).toList();
    if (!items.isEmpty()) {
      mapper.updateItemStates(
          order.id().value(),
          items.stream().map(item -> item.id().value()).toArray(String[]::new),
          items.stream().map(item -> item.state().tmfName()).toArray(String[]::new));
    }
    lockedOrders
        .order(order.id().value())
        .ifPresent(locked -> locked.written(OrderRow.of(order).next()));
    timeline.addAll(order.id(), moves);
  }

  @Override
  public void correct(OrderId order, OrderItem corrected) {
    mapper.updateItem(ItemRow.of(order.value(), 0, corrected));
    lockedOrders.forget(order.value());
  }

  @Override
  public void amend(OrderId id, Amendment amendment, Instant now) {
    mapper.amendOrder(OrderMapper.AmendmentRow.of(id, amendment));
    mapper.supersedeDocument(id.value());
    mapper.reviseDocument(id.value(), amendment.document(), Utc.of(now));
    lockedOrders.forget(id.value());
  }

  @Override
  public void hide(OrderId id, Instant now) {
    // what was said just now is erased, too
    unwritten.write();
    mapper.erase(id.value());
    mapper.hideOrder(id.value(), Utc.of(now));
    mapper.hideCancellations(id.value());
    lockedOrders.forget(id.value());
  }

  @Override
  public Urgency of(OrderId id) {
    return mapper
        .findUrgency(id.value())
        .map(row -> new Urgency(row.tier(), row.priority(), row.since().toInstant()))
        .orElseThrow(() -> new UnknownOrder(id));
  }

  @Override
  public Optional<OrderDocument> find(OrderId id, Optional<String> onlyOf) {
    return mapper.findShownOrder(id.value(), onlyOf.orElse(null)).map(this::withDocument);
  }

  @Override
  public Optional<OrderDocument> lock(OrderId id, Optional<String> onlyOf) {
    return mapper.lockShownOrder(id.value(), onlyOf.orElse(null)).map(this::withDocument);
  }

  @Override
  public List<OrderDocument> all(List<OrderId> ids, boolean items) {
    if (ids.isEmpty()) {
      return List.of();
    }
    List<String> numbers = ids.stream().map(OrderId::value).toList();
    return withDocuments(mapper.findOrders(numbers), items).stream()
        .sorted(comparingInt(found -> ids.indexOf(found.order().id())))
        .toList();
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

  @Override
  public Optional<OrderDocument> asOf(OrderId id, long sequence) {
    unwritten.write();
    return mapper
        .findOrder(id.value())
        .map(this::withDocument)
        // read after the states: a move in between is taken back, too
        .map(now -> before(now, mapper.findMovesAfter(id.value(), sequence)))
        .map(then -> asSent(then, mapper.findFactsAsOf(id.value(), sequence)));
  }

  /** As its caller had it then, with the promise of then. */
  private static OrderDocument asSent(OrderDocument order, OrderMapper.AsOfRow then) {
    return new OrderDocument(
        order.order().promising(Optional.ofNullable(then.promised())),
        then.revision(),
        then.document(),
        order.zone(),
        order.notes());
  }

  private static OrderDocument before(OrderDocument now, List<OrderMapper.MoveRow> moves) {
    Optional<OrderState> state =
        moves.stream()
            .filter(move -> move.itemId() == null)
            .map(move -> OrderState.of(move.state()))
            .findFirst();
    Map<ItemId, ItemState> items =
        moves.stream()
            .filter(move -> move.itemId() != null)
            .collect(toMap(move -> new ItemId(move.itemId()), move -> ItemState.of(move.state())));
    return now.then(now.order().before(state, items));
  }

  private ProductOrder withItems(OrderRow row) {
    List<ItemRow> items =
        lockedOrders
            .order(row.id())
            .map(locked -> locked.items(() -> mapper.findItems(List.of(row.id()))))
            .orElseGet(() -> mapper.findItems(List.of(row.id())));
    return row.with(items.stream().map(ItemRow::item).toList());
  }

  private OrderDocument withDocument(OrderRow row) {
    return withDocuments(List.of(row), true).get(0);
  }

  private List<OrderDocument> withDocuments(List<OrderRow> rows, boolean withItems) {
    List<String> ids = rows.stream().map(OrderRow::id).toList();
    Map<String, List<OrderItem>> items =
        withItems
            ? mapper.findItems(ids).stream()
                .collect(groupingBy(ItemRow::orderId, mapping(ItemRow::item, toList())))
            : Map.of();
    Map<String, OrderMapper.DocumentRow> documents =
        mapper.findDocuments(ids, withItems).stream()
            .collect(toMap(OrderMapper.DocumentRow::orderId, Function.identity()));
    Map<String, ZoneId> zones = plans.zonesOf(ids);
    Map<String, List<Notes.Note>> remarks = notes.told(ids);
    return rows.stream()
        .map(
            row ->
                new OrderDocument(
                    row.with(items.getOrDefault(row.id(), List.of())),
                    documents.get(row.id()).revision(),
                    documents.get(row.id()).document(),
                    zones.getOrDefault(row.id(), OrderPlanStore.UTC),
                    remarks.getOrDefault(row.id(), List.of())))
        .toList();
  }
}
