package dev.turnup.engine.delivery;

import static dev.turnup.engine.Planning.MONDAY;
import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.Planning;
import dev.turnup.engine.decomposition.Availability;
import dev.turnup.engine.delivery.CapacityMoved.Concerned;
import dev.turnup.engine.delivery.CapacityMoved.Effect;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CapacityMovedTest {

  private final Planning planning = new Planning();

  @Test
  void movesAVisitThatBecameImpossible() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = booked(order);

    List<Concerned> concerned = moved("bandwidth", Optional.of(MONDAY.plusDays(12)));

    assertThat(concerned).containsExactly(new Concerned(order, delivery, Effect.ASSESS_AGAIN));
    assertThat(planning.the(order, "internet-access").availability())
        .isEqualTo(new Availability.From(MONDAY.plusDays(12)));
    assertThat(planning.timeline.last().kind()).isEqualTo(EventKind.CAPACITY_MOVED);

    planning.assessDelivery.forDelivery(delivery);
    planning.proposeAppointment.forDelivery(delivery);
    planning.bookAppointment.forDelivery(delivery);
    assertThat(planning.calendar.visitOf(delivery).orElseThrow().day())
        .isAfterOrEqualTo(MONDAY.plusDays(12));
    assertThat(moved("bandwidth", Optional.of(MONDAY.plusDays(12)))).isEmpty();
  }

  @Test
  void staysUnansweredUntilTheDeliveryIsAssessed() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    booked(order);
    moved("bandwidth", Optional.of(MONDAY.plusDays(12)));
    int entries = planning.timeline.kinds().size();

    assertThat(moved("bandwidth", Optional.of(MONDAY.plusDays(12)))).hasSize(1);
    planning.promiseDate.forOrder(order);
    assertThat(moved("bandwidth", Optional.of(MONDAY.plusDays(12)))).hasSize(1);

    assertThat(planning.timeline.kinds()).hasSize(entries);
  }

  @Test
  void leavesAVisitThatIsPossibleStill() {
    OrderId order = planning.decomposed(item("1", "internet-300"));
    planning.room(order, "access-line", MONDAY.plusDays(8));
    planning.room(order, "internet-access", MONDAY);
    booked(order);

    assertThat(moved("bandwidth", Optional.of(MONDAY.plusDays(3)))).isEmpty();
    assertThat(moved("bandwidth", Optional.of(MONDAY.plusDays(9)))).hasSize(1);
  }

  @Test
  void leavesAVisitThatCouldBeEarlierAndNamesItOnce() {
    OrderId order = planning.decomposed(item("1", "internet-300"));
    planning.room(order, "access-line", MONDAY);
    planning.room(order, "internet-access", MONDAY.plusDays(8));
    DeliveryId delivery = booked(order);
    LocalDate day = planning.calendar.visitOf(delivery).orElseThrow().day();

    assertThat(moved("bandwidth", Optional.of(MONDAY.plusDays(2))))
        .containsExactly(new Concerned(order, delivery, Effect.COULD_BE_EARLIER));
    assertThat(moved("bandwidth", Optional.of(MONDAY.plusDays(2)))).isEmpty();
    assertThat(moved("bandwidth", Optional.of(MONDAY.plusDays(4)))).isEmpty();
    assertThat(planning.calendar.visitOf(delivery).orElseThrow().day()).isEqualTo(day);
  }

  @Test
  void isKeptForADeliveryThatIsNotPlannedYet() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));

    assertThat(moved("bandwidth", Optional.of(MONDAY.plusDays(12)))).isEmpty();

    DeliveryId delivery = booked(order);
    assertThat(planning.calendar.visitOf(delivery).orElseThrow().day())
        .isAfterOrEqualTo(MONDAY.plusDays(12));
  }

  @Test
  void isKeptWhileCapacityIsBeingReserved() {
    OrderId order = planning.decomposed(item("1", "mobile-line"));
    planning.components.update(
        List.of(planning.the(order, "mobile-line").available(new Availability.From(MONDAY))));

    movedAt(Optional.empty(), "mobile-number", Optional.of(MONDAY.plusDays(4)));

    assertThat(planning.the(order, "mobile-line").availability())
        .isEqualTo(new Availability.From(MONDAY.plusDays(4)));
  }

  @Test
  void wakesWhatWaitsForAnotherDay() {
    OrderId order = planning.decomposed(item("1", "mobile-line"));
    planning.room(order, "mobile-line", MONDAY.plusDays(5));
    DeliveryId delivery = planning.planDeliveries.forOrder(order).deliveries().get(0);
    planning.assessDelivery.forDelivery(delivery);

    assertThat(movedAt(Optional.empty(), "mobile-number", Optional.of(MONDAY.plusDays(5))))
        .isEmpty();
    assertThat(movedAt(Optional.empty(), "mobile-number", Optional.of(MONDAY.plusDays(2))))
        .containsExactly(new Concerned(order, delivery, Effect.ASSESS_AGAIN));
    assertThat(movedAt(Optional.empty(), "mobile-number", Optional.empty()))
        .containsExactly(new Concerned(order, delivery, Effect.ASSESS_AGAIN));
    planning.assessDelivery.forDelivery(delivery);
    assertThat(movedAt(Optional.empty(), "mobile-number", Optional.empty())).isEmpty();
  }

  @Test
  void isNoNewsThatTimeHasPassed() {
    OrderId order = planning.decomposed(item("1", "mobile-line"));
    planning.room(order, "mobile-line", MONDAY.plusDays(1));
    planning.assessDelivery.forDelivery(
        planning.planDeliveries.forOrder(order).deliveries().get(0));
    planning.clock.advance(Duration.ofDays(4));

    assertThat(movedAt(Optional.empty(), "mobile-number", Optional.of(MONDAY.plusDays(1))))
        .isEmpty();
  }

  @Test
  void leavesTheShortageToPlanning() {
    OrderId order = planning.decomposed(item("1", "internet-300"));
    planning.room(order, "access-line", MONDAY);
    planning.noRoom(order, "internet-access");
    planning.assessDelivery.forDelivery(
        planning.planDeliveries.forOrder(order).deliveries().get(0));

    assertThat(moved("bandwidth", Optional.of(MONDAY))).isEmpty();
    assertThat(planning.the(order, "internet-access").availability())
        .isEqualTo(new Availability.None());
  }

  private DeliveryId booked(OrderId order) {
    DeliveryId delivery = planning.planDeliveries.forOrder(order).deliveries().get(0);
    planning.assessDelivery.forDelivery(delivery);
    planning.proposeAppointment.forDelivery(delivery);
    planning.bookAppointment.forDelivery(delivery);
    return delivery;
  }

  private List<Concerned> moved(String resource, Optional<LocalDate> to) {
    return movedAt(Optional.of(Planning.SITE.id()), resource, to);
  }

  private List<Concerned> movedAt(Optional<String> site, String resource, Optional<LocalDate> to) {
    return planning.moveCapacity(site, resource, to);
  }
}
