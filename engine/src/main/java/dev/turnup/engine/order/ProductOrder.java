package dev.turnup.engine.order;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A product order, which guards its moves: every change of a state goes through the diagram of
 * {@link OrderState} or {@link ItemState}, and the order's own state follows from those of its
 * items.
 */
public final class ProductOrder {

  private final Header header;
  private final List<OrderItem> items;
  private final Map<ItemId, Integer> positions = new HashMap<>();
  private final int version;
  private final Optional<ItemState> beside;
  private OrderState state;
  private Optional<Instant> completedAt;
  private Optional<LocalDate> promisedDate;
  private Optional<Instant> plannedStart;
  private final List<TimelineEntry> moves = new ArrayList<>();

  /**
   * What does not change in the life of an order, unless its caller amends it.
   *
   * @param caller who posted it, and whom it belongs to
   * @param orderDate when it was accepted
   * @param requestedStart the first moment the customer wants it
   * @param requestedCompletion until when the customer wants it
   */
  public record Header(
      OrderId id,
      String caller,
      Optional<String> externalId,
      Customer customer,
      Instant orderDate,
      Optional<Instant> requestedStart,
      Optional<Instant> requestedCompletion) {}

  /** An order as it was sent, just acknowledged. */
  public static ProductOrder acknowledged(OrderId id, OrderSubmission sent, Instant now) {
    return new ProductOrder(
        new Header(
            id,
            sent.caller(),
            sent.externalId(),
            sent.customer(),
            now,
            sent.requestedStart(),
            sent.requestedCompletion()),
        OrderState.ACKNOWLEDGED,
        Optional.empty(),
        Optional.empty(),
        sent.items(),
        0);
  }

  /** An order that may start at once. */
  public ProductOrder(
      Header header,
      OrderState state,
      Optional<LocalDate> promisedDate,
      Optional<Instant> completedAt,
      List<OrderItem> items,
      int version) {
    this(header, state, promisedDate, Optional.empty(), completedAt, items, version);
  }

  /** An order as its rows tell it. */
  public ProductOrder(
      Header header,
      OrderState state,
      Optional<LocalDate> promisedDate,
      Optional<Instant> plannedStart,
      Optional<Instant> completedAt,
      List<OrderItem> items,
      int version) {
    this(header, state, promisedDate, plannedStart, completedAt, items, Optional.empty(), version);
  }

  private ProductOrder(
      Header header,
      OrderState state,
      Optional<LocalDate> promisedDate,
      Optional<Instant> plannedStart,
      Optional<Instant> completedAt,
      List<OrderItem> items,
      Optional<ItemState> beside,
      int version) {
    this.header = header;
    this.state = state;
    this.promisedDate = promisedDate;
    this.plannedStart = plannedStart;
    this.completedAt = completedAt;
    this.items = new ArrayList<>(items);
    this.beside = beside;
    for (int i = 0; i < items.size(); i++) {
      positions.putIfAbsent(items.get(i).id(), i);
    }
    this.version = version;
  }

  /**
   * The order read with some of its items only.
   *
   * @param rest the state of an open item among the others that weighs most in the order's own: one
   *     that moves, else one that is held, else any
   */
  public ProductOrder beside(Optional<ItemState> rest) {
    return new ProductOrder(
        header, state, promisedDate, plannedStart, completedAt, items, rest, version);
  }

  public OrderId id() {
    return header.id();
  }

  public Header header() {
    return header;
  }

  public OrderState state() {
    return state;
  }

  /** In the sender's order, bundles before what they bundle. */
  public List<OrderItem> items() {
    return List.copyOf(items);
  }

  /**
   * The date told to the customer, a day in the site's time zone; TMF622's {@code
   * expectedCompletionDate}.
   */
  public Optional<LocalDate> promisedDate() {
    return promisedDate;
  }

  /**
   * When its fulfillment starts, if that is to be later than at once: no sooner than it has to be,
   * so that the customer has everything in time.
   */
  public Optional<Instant> plannedStart() {
    return plannedStart;
  }

  /** The first moment at which anything is to reach the customer, which may be past. */
  public Optional<Instant> wantedFrom() {
    return Stream.concat(header.requestedStart().stream(), plannedStart.stream())
        .max(Comparator.naturalOrder());
  }

  public Optional<Instant> completedAt() {
    return completedAt;
  }

  /** The changes of its state and of its items' since it was read, oldest first. */
  public List<TimelineEntry> moves() {
    List<TimelineEntry> told = new ArrayList<>();
    boolean orderFollows = false;
    for (int i = moves.size() - 1; i >= 0; i--) {
      TimelineEntry move = moves.get(i);
      orderFollows |= move.kind() == EventKind.STATE_CHANGED;
      told.add(0, move.item().isPresent() && orderFollows ? move.with("with", "order") : move);
    }
    return told;
  }

  /** How many changes of its row the order has seen; a store refuses to write over a newer one. */
  public int version() {
    return version;
  }

  /** Whether it was read with this item. */
  public boolean has(ItemId id) {
    return positions.containsKey(id);
  }

  /**
   * @throws IllegalArgumentException if the order has no such item
   */
  public OrderItem item(ItemId id) {
    return items.get(indexOf(id));
  }

  /**
   * The id by which inventory and billing, and later orders, know what an item sells: that of the
   * product that it names, or of the one that comes to be by it.
   */
  public String productOf(ItemId id) {
    return item(id).product().orElseGet(() -> id() + "-" + id);
  }

  /** Where an item lives: its own place, or else that of what bundles it. */
  public Optional<Site> siteOf(ItemId id) {
    OrderItem item = item(id);
    return item.site().or(() -> item.parent().flatMap(this::siteOf));
  }

  /**
   * Moves the order and every item that is not in a final state.
   *
   * @throws IllegalMove if the diagram has no such arrow
   * @throws StaleVersion while it is assessed whether the order may be cancelled
   */
  public void moveAllTo(OrderState next, Instant now) {
    refuseWhileAssessed();
    ItemState nextOfItems = ItemState.of(next.tmfName());
    for (OrderItem item : items()) {
      if (!item.state().isFinal() && item.state() != nextOfItems) {
        replace(item, nextOfItems);
      }
    }
    moveTo(next, now);
  }

  /**
   * Moves one item; the order follows by {@link #rollUp}. A move to the state that it is in already
   * changes nothing.
   *
   * @throws IllegalMove if the diagram has no such arrow
   * @throws StaleVersion while it is assessed whether the order may be cancelled
   */
  public void moveItem(ItemId id, ItemState next, Instant now) {
    refuseWhileAssessed();
    OrderItem item = item(id);
    if (item.state() != next) {
      replace(item, next);
      rollUp(now);
    }
  }

  /**
   * Completes one item, also where something still holds it: a fallout that is settled later.
   *
   * @throws IllegalMove if it has ended otherwise
   */
  public void completeItem(ItemId id, Instant now) {
    ItemState before = item(id).state();
    if (before == ItemState.HELD || before == ItemState.PENDING) {
      moveItem(id, ItemState.IN_PROGRESS, now);
    }
    moveItem(id, ItemState.COMPLETED, now);
  }

  /**
   * The order as it was before moves of it.
   *
   * @param before the order's own state, if it has moved since
   * @param itemsBefore the states of the items that have
   */
  public ProductOrder before(Optional<OrderState> before, Map<ItemId, ItemState> itemsBefore) {
    OrderState then = before.orElse(state);
    return new ProductOrder(
        header,
        then,
        promisedDate,
        plannedStart,
        completedAt.filter(at -> then.isFinal()),
        items.stream()
            .map(item -> item.in(itemsBefore.getOrDefault(item.id(), item.state())))
            .toList(),
        version);
  }

  /** The order with the promise that it had. */
  public ProductOrder promising(Optional<LocalDate> promised) {
    return new ProductOrder(header, state, promised, completedAt, items, version);
  }

  /**
   * Begins to assess whether the order may be cancelled: until that is decided, nothing else moves
   * it.
   *
   * @return where it came from
   */
  public Former assessCancellation(Instant now) {
    Map<ItemId, ItemState> open =
        items.stream()
            .filter(item -> !item.state().isFinal())
            .collect(Collectors.toMap(OrderItem::id, OrderItem::state));
    Former former = new Former(state, open);
    moveAllTo(OrderState.ASSESSING_CANCELLATION, now);
    return former;
  }

  /** The order may not be cancelled, and goes back to where it came from. */
  public void denyCancellation(Former former, Instant now) {
    former.items().forEach((id, before) -> replace(item(id), before));
    moveTo(former.state(), now);
  }

  /** The order may be cancelled, and all that is open waits for its end. */
  public void grantCancellation(Instant now) {
    for (OrderItem item : items()) {
      if (item.state() == ItemState.ASSESSING_CANCELLATION) {
        replace(item, ItemState.PENDING_CANCELLATION);
      }
    }
    moveTo(OrderState.PENDING_CANCELLATION, now);
  }

  /** Where an order and its open items were before it was asked whether it may be cancelled. */
  public record Former(OrderState state, Map<ItemId, ItemState> items) {}

  private void refuseWhileAssessed() {
    if (state == OrderState.ASSESSING_CANCELLATION) {
      throw new StaleVersion("order " + id() + ", whose cancellation is being assessed,");
    }
  }

  /** Promises a date; whether that is news to the customer is the caller's business. */
  public void promise(Optional<LocalDate> date) {
    promisedDate = date;
  }

  /** Plans when the fulfillment starts; empty: at once. */
  public void planStart(Optional<Instant> start) {
    plannedStart = start;
  }

  /**
   * How the order ends, told by its items, all of which are final: every one completed, some, or
   * none.
   *
   * @throws IllegalMove if an item is still open
   * @throws StaleVersion while it is assessed whether the order may be cancelled
   */
  public OrderState close(Instant now) {
    refuseWhileAssessed();
    if (!all(ItemState::isFinal)) {
      throw new IllegalMove("order " + id() + ", which has open items,", state.tmfName(), "an end");
    }
    OrderState end =
        all(s -> s == ItemState.COMPLETED)
            ? OrderState.COMPLETED
            : any(s -> s == ItemState.COMPLETED) ? OrderState.PARTIAL : OrderState.FAILED;
    if (state == OrderState.PENDING || state == OrderState.HELD) {
      moveTo(OrderState.IN_PROGRESS, now);
    }
    moveTo(end, now);
    return end;
  }

  /**
   * An open order is held only if none of its open items moves, and pending only if none moves and
   * none is held. A bundle does not move by itself.
   */
  private void rollUp(Instant now) {
    Set<ItemId> bundles =
        items.stream().flatMap(item -> item.parent().stream()).collect(Collectors.toSet());
    List<ItemState> open =
        Stream.concat(
                beside.stream(),
                items.stream()
                    .filter(item -> !bundles.contains(item.id()))
                    .map(OrderItem::state)
                    .filter(itemState -> !itemState.isFinal()))
            .toList();
    if (open.isEmpty() || state == OrderState.ACKNOWLEDGED) {
      return;
    }
    OrderState next;
    if (open.contains(ItemState.IN_PROGRESS) || open.contains(ItemState.ACKNOWLEDGED)) {
      next = OrderState.IN_PROGRESS;
    } else if (open.contains(ItemState.HELD)) {
      next = OrderState.HELD;
    } else {
      next = OrderState.PENDING;
    }
    if (next != state) {
      if (!state.canMoveTo(next)) {
        moveTo(OrderState.IN_PROGRESS, now);
      }
      moveTo(next, now);
    }
  }

  private void moveTo(OrderState next, Instant now) {
    if (state == next) {
      return;
    }
    if (!state.canMoveTo(next)) {
      throw new IllegalMove("order " + id(), state.tmfName(), next.tmfName());
    }
    moves.add(move(EventKind.STATE_CHANGED, "Order", state.tmfName(), next.tmfName()));
    state = next;
    if (next.isFinal()) {
      completedAt = Optional.of(now);
    }
  }

  private void replace(OrderItem item, ItemState next) {
    if (!item.state().canMoveTo(next)) {
      throw new IllegalMove(
          "item " + item.id() + " of order " + id(), item.state().tmfName(), next.tmfName());
    }
    moves.add(
        move(
                EventKind.ITEM_STATE_CHANGED,
                "Item " + item.id(),
                item.state().tmfName(),
                next.tmfName())
            .about(item.id()));
    items.set(indexOf(item.id()), item.in(next));
  }

  private static TimelineEntry move(EventKind kind, String who, String from, String to) {
    return TimelineEntry.of(kind, who + " goes from " + from + " to " + to)
        .with("from", from)
        .with("to", to);
  }

  private int indexOf(ItemId id) {
    Integer position = positions.get(id);
    if (position == null) {
      throw new IllegalArgumentException("order " + id() + " has no item " + id);
    }
    return position;
  }

  private boolean all(Predicate<ItemState> condition) {
    return items.stream().map(OrderItem::state).allMatch(condition);
  }

  private boolean any(Predicate<ItemState> condition) {
    return items.stream().map(OrderItem::state).anyMatch(condition);
  }
}
