package dev.turnup.engine.order;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is planned for an order, and how far it is, for those who want to read: nothing is changed.
 */
public interface OrderPlans {

  /** The plan of an order; empty lists before it is decomposed. */
  Plan of(OrderId order);

  /**
   * The time zone of the order's site, in which its dates are days; UTC for an order without one.
   */
  ZoneId zoneOf(OrderId order);

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
   * @param solvedDay the day on which a problem that it waits for is expected to be solved
   */
  record Delivery(
      int number,
      String state,
      Optional<LocalDate> readyDate,
      Optional<Visit> visit,
      Optional<LocalDate> solvedDay) {

    /** Whether it has still to be made. */
    public boolean isOpen() {
      return !state.equals("delivered") && !state.equals("cancelled");
    }

    private Optional<LocalDate> day() {
      return Stream.concat(visit.map(Visit::day).or(this::readyDate).stream(), solvedDay.stream())
          .max(LocalDate::compareTo);
    }
  }

  /** A technician's visit, held, booked or done. */
  record Visit(String technician, String state, Instant start, Instant end, ZoneId zone) {

    private LocalDate day() {
      return LocalDate.ofInstant(start, zone);
    }
  }

  /**
   * A service or resource of the order.
   *
   * @param action {@code add}, {@code modify}, {@code cease} or {@code none}
   * @param delivery the number of the delivery that brings it
   * @param availability whether there is capacity for it
   * @param reservedUntil when the capacity held for it lapses
   * @param reliesOn names of the components that must be active before it
   * @param bill {@code due}, {@code started} or {@code confirmed}
   * @param billedFrom the bill's effective date
   */
  record Component(
      ComponentId id,
      ItemId item,
      String name,
      String kind,
      String action,
      String state,
      Optional<Integer> delivery,
      String availability,
      Optional<LocalDate> availableFrom,
      Optional<Instant> reservedUntil,
      List<String> reliesOn,
      Optional<String> bill,
      Optional<LocalDate> billedFrom) {}
}
