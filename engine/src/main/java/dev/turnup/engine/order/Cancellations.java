package dev.turnup.engine.order;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The cancellations that were asked for. */
public interface Cancellations {

  /** An id that no other cancellation has or will have. */
  UUID nextId();

  void add(Cancellation cancellation);

  /** Writes state, refusal and end. */
  void update(Cancellation cancellation);

  /** Those of an order that are not answered, in the order in which they came. */
  List<Cancellation> open(OrderId order);

  /**
   * One of them, also where its order was deleted.
   *
   * @throws java.util.NoSuchElementException if there is none
   */
  Cancellation get(UUID id);

  /** One that may be seen; empty if there is none, or its order belongs to somebody else. */
  Optional<Cancellation> find(UUID id, Optional<String> onlyOf);

  /** A page of those that are wanted, newest first. */
  Page page(Wanted wanted, int offset, int limit);

  /** Notes where an order was before its cancellation was assessed. */
  void remember(OrderId order, ProductOrder.Former former);

  /**
   * What was noted last.
   *
   * @throws java.util.NoSuchElementException if nothing was
   */
  ProductOrder.Former former(OrderId order);

  /**
   * Which are wanted; where a list is empty, any.
   *
   * @param onlyOf the caller whose orders are meant; all if empty
   */
  record Wanted(
      Optional<String> onlyOf,
      List<UUID> ids,
      List<String> orders,
      List<Cancellation.State> states) {}

  /**
   * Some of many.
   *
   * @param total how many there are; more than {@link #COUNTED} are not counted
   */
  record Page(List<Cancellation> cancellations, int total) {
    /** Up to here the total is exact. */
    public static final int COUNTED = 10_000;
  }
}
