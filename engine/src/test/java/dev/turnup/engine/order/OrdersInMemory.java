package dev.turnup.engine.order;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.dao.CannotAcquireLockException;

/** Orders without a database; a lock is taken by whoever asks. */
public final class OrdersInMemory implements Orders {

  private final Map<OrderId, ProductOrder> orders = new HashMap<>();
  private final Map<String, Posted> posted = new HashMap<>();
  private final Set<OrderId> hidden = new HashSet<>();
  final Set<OrderId> erased = new HashSet<>();
  private int last = 1000;
  private int readWhole;
  private final Set<OrderId> heldByOthers = ConcurrentHashMap.newKeySet();
  private int rowsLocked;

  /** How often somebody asked for an order with all its items. */
  public int readWhole() {
    return readWhole;
  }

  /** How often somebody locked an order and needed nothing of it. */
  public int rowsLocked() {
    return rowsLocked;
  }

  /** Whose rows cannot be locked. */
  public Set<OrderId> heldByOthers() {
    return heldByOthers;
  }

  /** Adds the submitted order, in progress. */
  public ProductOrder inProgress(OrderSubmission submission, Instant now) {
    ProductOrder order =
        new ProductOrder(
            new ProductOrder.Header(
                nextId(),
                submission.caller(),
                submission.externalId(),
                submission.customer(),
                now,
                submission.requestedStart(),
                submission.requestedCompletion()),
            OrderState.ACKNOWLEDGED,
            Optional.empty(),
            Optional.empty(),
            submission.items(),
            0);
    order.moveAllTo(OrderState.IN_PROGRESS, now);
    add(order, submission);
    return order;
  }

  @Override
  public OrderId nextId() {
    last++;
    return new OrderId("PO-" + last);
  }

  @Override
  public Optional<OrderId> add(ProductOrder order, OrderSubmission submission) {
    orders.put(order.id(), order);
    submission
        .idempotencyKey()
        .ifPresent(
            key ->
                posted.put(
                    submission.caller() + key,
                    new Posted(order.id(), Optional.of(submission.contentHash()))));
    return Optional.empty();
  }

  @Override
  public Optional<Posted> posted(String caller, String key) {
    return Optional.ofNullable(posted.get(caller + key));
  }

  @Override
  public ProductOrder get(OrderId id) {
    readWhole++;
    return copyOf(id);
  }

  private ProductOrder copyOf(OrderId id) {
    return Optional.ofNullable(orders.get(id))
        .map(OrdersInMemory::copy)
        .orElseThrow(() -> new UnknownOrder(id));
  }

  @Override
  public ProductOrder.Header header(OrderId id) {
    return copyOf(id).header();
  }

  @Override
  public ProductOrder around(OrderId id, ItemId item) {
    return copyOf(id);
  }

  @Override
  public ProductOrder around(OrderId id, DeliveryId delivery) {
    return copyOf(id);
  }

  @Override
  public ProductOrder lockAlone(OrderId id) {
    return get(id);
  }

  @Override
  public ProductOrder lockAround(OrderId id, ItemId item) {
    return copyOf(id);
  }

  @Override
  public ProductOrder lockAround(OrderId id, DeliveryId delivery) {
    return copyOf(id);
  }

  @Override
  public ProductOrder lock(OrderId id) {
    return get(id);
  }

  @Override
  public void lockRow(OrderId id) {
    get(id);
    rowsLocked++;
  }

  @Override
  public Set<OrderId> lockFreeRows(Collection<OrderId> ids, Duration patience) {
    Set<OrderId> free = new HashSet<>(ids);
    free.removeAll(heldByOthers);
    rowsLocked += free.size();
    return free;
  }

  @Override
  public void lockRow(OrderId id, Duration patience) {
    if (heldByOthers.contains(id)) {
      throw new CannotAcquireLockException(
          "others have " + id, new SQLException("not in time", "55P03"));
    }
    rowsLocked++;
  }

  @Override
  public boolean isErased(OrderId id) {
    return erased.contains(id);
  }

  @Override
  public Optional<ProductOrder> lockShown(OrderId id, Optional<String> onlyOf) {
    return find(id).filter(order -> onlyOf.map(order.header().caller()::equals).orElse(true));
  }

  @Override
  public Optional<ProductOrder> find(OrderId id) {
    return Optional.ofNullable(orders.get(id))
        .filter(order -> !hidden.contains(id))
        .map(OrdersInMemory::copy);
  }

  @Override
  public void update(ProductOrder order) {
    if (get(order.id()).version() != order.version()) {
      throw new StaleVersion("order " + order.id());
    }
    orders.put(
        order.id(),
        new ProductOrder(
            order.header(),
            order.state(),
            order.promisedDate(),
            order.plannedStart(),
            order.completedAt(),
            order.items(),
            order.version() + 1));
  }

  @Override
  public Map<OrderId, OrderState> beingCancelled(Collection<OrderId> ids) {
    return ids.stream()
        .flatMap(id -> find(id).stream())
        .filter(order -> order.state().isBeingCancelled())
        .collect(Collectors.toMap(ProductOrder::id, ProductOrder::state));
  }

  @Override
  public void correct(OrderId order, OrderItem corrected) {
    ProductOrder before = get(order);
    orders.put(
        order,
        new ProductOrder(
            before.header(),
            before.state(),
            before.promisedDate(),
            before.plannedStart(),
            before.completedAt(),
            before.items().stream()
                .map(item -> item.id().equals(corrected.id()) ? corrected : item)
                .toList(),
            before.version()));
  }

  @Override
  public void amend(OrderId id, Amendment amendment, Instant now) {
    ProductOrder before = get(id);
    ProductOrder.Header header = before.header();
    orders.put(
        id,
        new ProductOrder(
            new ProductOrder.Header(
                id,
                header.caller(),
                amendment.externalId(),
                amendment.customer(),
                header.orderDate(),
                amendment.requestedStart(),
                amendment.requestedCompletion()),
            before.state(),
            before.promisedDate(),
            before.plannedStart(),
            before.completedAt(),
            before.items(),
            before.version() + 1));
  }

  @Override
  public void hide(OrderId id, Instant now) {
    hidden.add(id);
  }

  private static ProductOrder copy(ProductOrder order) {
    return new ProductOrder(
        order.header(),
        order.state(),
        order.promisedDate(),
        order.plannedStart(),
        order.completedAt(),
        order.items(),
        order.version());
  }
}
