package dev.turnup.engine.order;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The orders that Turnup keeps. */
public interface Orders {

  /** A number that no other order has or will have. */
  OrderId nextId();

  /**
   * Adds an accepted order with the document as it was sent.
   *
   * @return empty if it was added; the number of the order that the same caller posted under the
   *     same key before, otherwise
   */
  Optional<OrderId> add(ProductOrder order, OrderSubmission submission);

  /** What was posted under this key before, if anything. */
  Optional<Posted> posted(String caller, String key);

  /**
   * The order, its items included.
   *
   * @throws UnknownOrder if there is none
   */
  ProductOrder get(OrderId id);

  /**
   * What the order says of itself, without its items.
   *
   * @throws UnknownOrder if there is none
   */
  ProductOrder.Header header(OrderId id);

  /**
   * The order with one of its items, what bundles that, and no other: all that a step needs which
   * is about that item, however many others there are. To be read only; its state is not told by
   * its items.
   *
   * @throws UnknownOrder if there is none
   */
  ProductOrder around(OrderId id, ItemId item);

  /**
   * The same as {@link #get} with the order's row locked until the transaction ends, so that two
   * who change its items' states wait for one another. Lock orders before components.
   *
   * @throws UnknownOrder if there is none
   */
  ProductOrder lock(OrderId id);

  /**
   * The same as {@link #lock}, and whoever has asked {@link #beingCancelled} has ended: to decide
   * whether the order may be cancelled.
   *
   * @throws UnknownOrder if there is none
   */
  ProductOrder lockAlone(OrderId id);

  /**
   * The same as {@link #lock} with one item, what bundles it and what it bundles, and no other: its
   * state follows from these and what {@link ProductOrder#beside} says of the rest. Only the items
   * that it has can be moved.
   *
   * @throws UnknownOrder if there is none
   */
  ProductOrder lockAround(OrderId id, ItemId item);

  /**
   * The same with all items that a delivery brings something of, and those at its site.
   *
   * @throws UnknownOrder if there is none
   */
  ProductOrder lockAround(OrderId id, DeliveryId delivery);

  /** The same as {@link #around(OrderId, ItemId)} for all that a delivery brings. */
  ProductOrder around(OrderId id, DeliveryId delivery);

  /** Whether what was known of persons was erased from it. */
  boolean isErased(OrderId id);

  /**
   * Locks the order's row as {@link #lock} does, for whoever needs nothing of the order.
   *
   * @throws UnknownOrder if there is none
   */
  void lockRow(OrderId id);

  /**
   * The same for several orders that nobody else has locked, in their order; for whoever works on
   * each of them afterwards. The current transaction then waits no longer than that for any lock.
   *
   * @param patience for each lock that comes after these
   * @return those that are locked by now
   */
  Set<OrderId> lockFreeRows(Collection<OrderId> ids, Duration patience);

  /**
   * The same for one, which it waits for.
   *
   * @param patience for this lock too
   * @throws org.springframework.dao.PessimisticLockingFailureException if somebody else has it for
   *     longer
   */
  void lockRow(OrderId id, Duration patience);

  /**
   * The same as {@link #lock} of an order that may be seen; empty if there is none, it was deleted,
   * or it belongs to somebody else than {@code onlyOf}.
   */
  Optional<ProductOrder> lockShown(OrderId id, Optional<String> onlyOf);

  /** The order as people may see it: empty if there is none, or it was deleted. */
  Optional<ProductOrder> find(OrderId id);

  /**
   * Those of these orders whose cancellation is assessed or under way, with their states. Whoever
   * {@link #lockAlone decides} on one of the orders waits until the transaction ends; nobody else
   * does.
   */
  Map<OrderId, OrderState> beingCancelled(Collection<OrderId> ids);

  /**
   * Writes states, promise and completion of an order and its items, and its {@link
   * ProductOrder#moves moves} into the timeline.
   *
   * @throws StaleVersion if the order was changed since it was read
   */
  void update(ProductOrder order);

  /**
   * Writes what one item of a locked order asks for: its offering, place, wish and characteristics.
   */
  void correct(OrderId order, OrderItem corrected);

  /** Writes what a locked order is to be, as a further revision of its document. */
  void amend(OrderId id, Amendment amendment, Instant now);

  /**
   * Hides a locked order that has ended from {@link #find} and all who read orders, and erases what
   * is known of persons.
   */
  void hide(OrderId id, Instant now);

  /**
   * A repeated post is recognised by these two.
   *
   * @param contentHash of the document as a JSON value; empty if that was erased
   */
  record Posted(OrderId id, Optional<String> contentHash) {}
}
