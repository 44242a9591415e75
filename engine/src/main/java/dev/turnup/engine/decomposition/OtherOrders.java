package dev.turnup.engine.decomposition;

import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.ProductOrder;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What other orders have to do with an order. Another one counts from when it was judged itself, so
 * that of two that are alike the first goes on.
 */
public interface OtherOrders {

  /**
   * Until the transaction ends, nobody else judges orders of this customer, if there is one, nor
   * orders that have to do with one of these products or services, whoever's they are.
   */
  void judgeAlone(String customer, Collection<String> subjects);

  /**
   * The orders, also those that are completed, that use one of these services. Left out are those
   * that were not judged yet, and those that wait for this one.
   */
  List<OrderId> usersOf(OrderId order, Collection<String> services);

  /**
   * The open items of other orders of its customer that add what the order adds, too: the same
   * offering, or what is specified alike and has none, at the same site. Left out are orders that
   * were found to be such repetitions of it, and those that it is meant to repeat.
   */
  List<Overlap> addingTheSame(ProductOrder order);

  /** An order is meant to add the same as another one. */
  void meanToRepeat(OrderId order, OrderId other);

  /**
   * The open items of other orders that add, change or end a product which the order changes or
   * ends. Left out are orders that wait for it.
   */
  List<Overlap> aboutTheSame(ProductOrder order);

  /**
   * The open items of other orders that have to do with one of these services, or have made it;
   * where nobody changes it, none, unless who has made it is being cancelled. Left out are orders
   * that wait for this one.
   */
  List<Overlap> usingTheSame(OrderId order, Collection<Use> uses);

  /** The open items of other orders that end one of these products. Left out likewise. */
  List<Overlap> endingOne(OrderId order, Collection<Sharing> sharings);

  /** The orders that this one names as those that must have ended before it. */
  List<Named> namedBy(OrderId order);

  /** The orders of these numbers, as far as this sender may know of them. */
  List<Named> named(String caller, Collection<OrderId> orders);

  /** Who waits for whom, from this order on; those that have ended wait for nobody. */
  Map<OrderId, Set<OrderId>> waits(OrderId order);

  /**
   * Lets an order wait for others because of what they are about; none ends its wait.
   *
   * @return those of them that are open; they do not end before the transaction has ended
   */
  Set<OrderId> letWait(OrderId order, Set<OrderId> earlier);

  /** The open orders that wait for this one. */
  List<OrderId> waitingFor(OrderId order);

  /**
   * An item has to do with a service that is installed.
   *
   * @param service the inventory's own id
   * @param changed whether the service is to change or to end
   */
  record Use(ItemId item, String service, boolean changed) {}

  /** An item ends a product that shares something with another one. */
  record Sharing(ItemId item, String product) {}

  /**
   * An item that another order has to do with.
   *
   * @param item of the order that was asked about
   * @param other of the other order
   * @param action what the other order wants
   */
  record Overlap(ItemId item, OrderId order, ItemId other, ItemAction action) {

    boolean isBetweenTheSame(Overlap another) {
      return item.equals(another.item()) && order.equals(another.order());
    }
  }

  /**
   * An order as another one names it.
   *
   * @param state empty if there is none that its sender may know of
   * @param deleted whether it is there for nobody any more
   */
  record Named(OrderId id, Optional<OrderState> state, boolean deleted) {

    boolean isOpen() {
      return state.filter(open -> !open.isFinal()).isPresent();
    }
  }
}
