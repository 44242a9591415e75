package dev.turnup.engine.decomposition;

import static java.util.stream.Collectors.joining;

import dev.turnup.engine.decomposition.OtherOrders.Named;
import dev.turnup.engine.decomposition.OtherOrders.Overlap;
import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.UseCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares an order with others: those that it names, and those that are about the same. */
@UseCase
public final class CompareOrders {

  static final String DUPLICATE = "duplicate-order";

  private final OtherOrders otherOrders;

  public CompareOrders(OtherOrders otherOrders) {
    this.otherOrders = otherOrders;
  }

  /**
   * What stands in its way; until the transaction ends no other order of the customer is judged.
   */
  public List<Finding> with(ProductOrder order) {
    List<Finding> found = new ArrayList<>(named(order.id()));
    otherOrders.lockCustomer(order.header().customer().id());
    otherOrders.addingTheSame(order.id()).stream()
        .map(overlap -> about(overlap, DUPLICATE))
        .forEach(found::add);
    otherOrders.aboutTheSame(order.id()).stream()
        .map(overlap -> about(overlap, "product-being-" + done(overlap.action())))
        .forEach(found::add);
    return found;
  }

  private List<Finding> named(OrderId id) {
    List<Named> named = otherOrders.namedBy(id);
    List<Finding> found = new ArrayList<>();
    for (Named other : named) {
      if (other.state().isEmpty() || other.deleted()) {
        found.add(about(other, "unknown-earlier-order"));
      } else {
        unsuccessful(other).ifPresent(found::add);
      }
    }
    if (!named.isEmpty()) {
      Map<OrderId, Set<OrderId>> waits = otherOrders.waits(id);
      Cycles.find(List.of(id), waits)
          .map(cycle -> cycle.stream().map(OrderId::value).collect(joining(" → ")))
          .map(path -> new Finding("cyclic-order-relation", Optional.empty(), path))
          .ifPresent(found::add);
    }
    return found;
  }

  /** Whether it waits for all of these already. */
  boolean waitsFor(OrderId id, Set<OrderId> earlier) {
    return otherOrders.waits(id).getOrDefault(id, Set.of()).containsAll(earlier);
  }

  /**
   * Lets an order wait for others because of what they are about; none ends its wait.
   *
   * @return false if one of them has ended meanwhile
   */
  boolean letWait(OrderId id, Set<OrderId> earlier) {
    return otherOrders.letWait(id, earlier).containsAll(earlier);
  }

  /** Of the orders that it names, those that must still end. */
  List<OrderId> openBefore(OrderId id) {
    return otherOrders.namedBy(id).stream().filter(Named::isOpen).map(Named::id).toList();
  }

  /** Of the orders that it names, those that have ended without success. */
  List<Finding> unsuccessfulBefore(OrderId id) {
    return otherOrders.namedBy(id).stream().flatMap(other -> unsuccessful(other).stream()).toList();
  }

  private static Optional<Finding> unsuccessful(Named other) {
    return other
        .state()
        .filter(state -> state.isFinal() && state != OrderState.COMPLETED)
        .map(state -> about(other, "earlier-order-" + state.tmfName()));
  }

  private static Finding about(Named other, String code) {
    return new Finding(
        code, Optional.empty(), "order " + other.id(), other.state().map(known -> other.id()));
  }

  private static String done(ItemAction action) {
    return switch (action) {
      case ADD -> "added";
      case MODIFY -> "modified";
      case DELETE -> "deleted";
      case NO_CHANGE -> "kept";
    };
  }

  private static Finding about(Overlap overlap, String code) {
    return new Finding(
        code,
        Optional.of(overlap.item()),
        "order " + overlap.order() + ", item " + overlap.other(),
        Optional.of(overlap.order()));
  }
}
