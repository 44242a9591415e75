package dev.turnup.engine.order;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** All orders, finished ones too, for those who want to read: nothing is changed through it. */
public interface OrderBook {

  /** One order with what belongs to it. */
  Optional<Entry> find(OrderId id);

  /** The numbers of the orders that match, newest first. */
  List<OrderId> list(Selection selection, int offset, int limit);

  /** How many orders match. */
  long count(Selection selection);

  /**
   * The orders that a person may mean, newest first.
   *
   * @param text the number of an order with or without {@code PO-}, the sender's own number, or the
   *     id or the beginning of the name of a customer
   */
  List<Found> search(String text, int limit);

  /** What is planned for an order; empty before it is decomposed. */
  Plan planOf(OrderId id);

  /**
   * Which orders are asked for.
   *
   * @param caller only the orders that this caller posted
   */
  record Selection(Optional<String> caller, Optional<OrderState> state) {}

  /**
   * An order as it is shown to callers.
   *
   * @param document as it was sent last, JSON text
   * @param notes by Turnup and its people, oldest first
   * @param zone the time zone of the order's site, in which its dates are days
   */
  record Entry(ProductOrder order, String document, List<Note> notes, ZoneId zone) {}

  /** A remark on an order. */
  record Note(String id, String author, Instant at, String text) {}

  /** An order that a search has found. */
  record Found(
      OrderId id,
      OrderState state,
      String customer,
      Instant orderDate,
      Optional<LocalDate> promisedDate) {}

  /** Components and the deliveries that bring them, in the order of the plan. */
  record Plan(List<Delivery> deliveries, List<Component> components) {

    /** The day on which, as things stand, the last open delivery is made. */
    public Optional<LocalDate> projectedDate() {
      return deliveries.stream()
          .filter(Delivery::isOpen)
          .flatMap(delivery -> delivery.day().stream())
          .max(LocalDate::compareTo);
    }
  }

  /**
   * What reaches the customer together.
   *
   * @param readyDate the first day on which all of it is available
   */
  record Delivery(int number, String state, Optional<LocalDate> readyDate, Optional<Visit> visit) {

    /** Whether it has still to be made. */
    public boolean isOpen() {
      return !state.equals("delivered") && !state.equals("cancelled");
    }

    /** The day of the visit, or else that on which all is available. */
    public Optional<LocalDate> day() {
      return visit.map(Visit::day).or(this::readyDate);
    }
  }

  /** A technician's visit, held or booked. */
  record Visit(String technician, String state, Instant start, Instant end, ZoneId zone) {

    LocalDate day() {
      return LocalDate.ofInstant(start, zone);
    }
  }

  /**
   * A service or resource of the order.
   *
   * @param delivery the number of the delivery that brings it
   * @param availability whether there is capacity for it
   * @param reservedUntil when the capacity held for it lapses
   * @param reliesOn names of the components that must be active before it
   * @param billing {@code due}, {@code started} or {@code confirmed}
   */
  record Component(
      ComponentId id,
      ItemId item,
      String name,
      String kind,
      String state,
      Optional<Integer> delivery,
      String availability,
      Optional<LocalDate> availableFrom,
      Optional<Instant> reservedUntil,
      List<String> reliesOn,
      Optional<Instant> verifiedAt,
      Optional<String> billing,
      Optional<LocalDate> billedFrom) {}
}
