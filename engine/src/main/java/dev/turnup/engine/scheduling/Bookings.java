package dev.turnup.engine.scheduling;

import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The visits of orders that may be seen. */
public interface Bookings {

  /** One of them; empty if there is none, or its order belongs to somebody else. */
  Optional<Booking> find(UUID id, Optional<String> onlyOf);

  /** The newest visit of a delivery, whoever may see it. */
  Optional<Booking> newestOf(DeliveryId delivery);

  /** A page of those that are wanted, newest first, among however many there are. */
  Answer find(Wanted wanted);

  /** Gives an appointment up; what is held for its delivery next is another visit. */
  void giveUp(UUID appointment);

  /** The same, which it stays until that other visit is held, or there is none. */
  void giveUpWhenReplaced(UUID appointment);

  /** What a caller sent before under a key, by its hash. */
  Optional<Keyed> keyed(String caller, String key);

  /**
   * How many times a caller holds that no order has; no other of the caller is told before this
   * transaction ends.
   */
  int heldWithoutOrder(String caller, Instant now);

  /** Forgets what a caller held until then and no order ever had. */
  void forget(String caller, Instant heldUntil);

  /**
   * Holds a time for a visit of which there is no order yet.
   *
   * @return the visit; empty if the technician cannot make it then, or the key is taken
   */
  Optional<UUID> hold(HoldVisit.Wish wish, Slot slot, String territory, Instant until);

  /**
   * Gives an order what its caller holds.
   *
   * @return false if the caller does not hold it, or not any more
   */
  boolean claim(
      UUID visit, String caller, OrderId order, List<ItemId> items, Instant now, Instant until);

  /** Gives back what an order was given and no delivery has. */
  void releaseClaimed(OrderId order);

  /** What an order was given for some of its items and no delivery has, as that of a delivery. */
  List<Appointment> claimedFor(DeliveryId delivery, OrderId order, Collection<ItemId> items);

  /**
   * Makes what an order was given the appointment of a delivery.
   *
   * @return false if it is held no more
   */
  boolean attach(UUID appointment, DeliveryId delivery, Instant until);

  /**
   * A visit that was held under a key.
   *
   * @param content a hash of all that was sent
   */
  record Keyed(UUID visit, String content) {}

  /**
   * Which are wanted, and which part of them. An empty list does not select.
   *
   * @param onlyOf the caller whose orders are meant; all if empty
   * @param behind where the part begins, as {@link Answer.Found#next} told; at the newest if empty
   */
  record Wanted(
      Optional<String> onlyOf,
      List<UUID> ids,
      List<OrderId> orders,
      List<Booking.State> states,
      Optional<UUID> behind,
      int offset,
      int limit) {}

  /** What came of a search. */
  sealed interface Answer {

    /**
     * Found, maybe none.
     *
     * @param next behind which it goes on, if it does
     * @param total how many are wanted, at most {@link dev.turnup.engine.order.OrderSearch#COUNTED}
     * @param exact false if there are more than that
     */
    record Found(List<Booking> bookings, Optional<UUID> next, int total, boolean exact)
        implements Answer {}

    /** It took too long, and was given up. */
    record TooExpensive() implements Answer {}
  }
}
