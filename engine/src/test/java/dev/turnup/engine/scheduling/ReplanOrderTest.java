package dev.turnup.engine.scheduling;

import static dev.turnup.engine.Planning.MONDAY;
import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.turnup.engine.Planning;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.delivery.DeliveryState;
import dev.turnup.engine.order.Amendment;
import dev.turnup.engine.order.ChangeRefused;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.StaleVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplanOrderTest {

  private final Planning planning = new Planning();
  private final List<DeliveryId> assessed = new ArrayList<>();

  @BeforeEach
  void makesALineInAnHour() {
    planning.tables.cell("access-line", "leadTimeHours", 1);
  }

  @Test
  void leavesWhatIsNotPlannedYetToItsTime() {
    OrderId order = planning.decomposed(item("1", "internet-300"));

    want(order, MONDAY.plusDays(9));
    replan(order, true);

    assertThat(assessed).isEmpty();
    assertThat(promise(order)).isEmpty();
  }

  @Test
  void hasADeliveryThatWaitsForItsDayAssessedForTheNewOne() {
    OrderId order = waitingUntil(MONDAY.plusDays(9), "mobile-line");

    want(order, MONDAY.plusDays(4));
    replan(order, true);

    assertThat(assessed).containsExactly(planning.delivery(order, 1).id());
    assertThat(promise(order)).contains(MONDAY.plusDays(4));
  }

  @Test
  void promisesNothingForThePast() {
    OrderId order = waitingUntil(MONDAY.plusDays(9), "mobile-line");
    planning.clock.advance(Duration.ofDays(2));

    want(order, MONDAY.minusDays(3));
    replan(order, true);

    assertThat(promise(order)).contains(MONDAY.plusDays(2));
    assertThat(planning.delivery(order, 1).readyDate()).contains(MONDAY.plusDays(2));
  }

  @Test
  void holdsAnEarlierVisitForWhoWantsItEarlier() {
    OrderId order = waitingUntil(MONDAY.plusDays(9), "internet-300");
    DeliveryId delivery = planning.delivery(order, 1).id();
    assertThat(planning.calendar.of(delivery).orElseThrow().day()).isEqualTo(MONDAY.plusDays(9));

    want(order, MONDAY.plusDays(2));
    replan(order, false);

    assertThat(planning.calendar.of(delivery).orElseThrow().day()).isEqualTo(MONDAY.plusDays(2));
    assertThat(promise(order)).contains(MONDAY.plusDays(2));
  }

  @Test
  void movesNoVisitThatIsBooked() {
    OrderId order = waitingUntil(MONDAY, "internet-300");
    DeliveryId delivery = planning.delivery(order, 1).id();
    planning.proposeAppointment.forDelivery(delivery);
    planning.bookAppointment.forDelivery(delivery);

    want(order, MONDAY.plusDays(2));

    assertThat(refusalFor(order).reason()).isEqualTo(ChangeRefused.Reason.APPOINTMENT_BOOKED);
    assertThat(refusalFor(order)).hasMessageContaining("2026-03-02");
    assertThat(promise(order)).contains(MONDAY);
  }

  @Test
  void isTooLateForWhatIsBeingMade() {
    OrderId mobile = waitingUntil(MONDAY, "mobile-line");
    OrderId internet = waitingUntil(MONDAY, "internet-300");
    Delivery visited = planning.delivery(internet, 1);
    planning.calendar.of(visited.id()).map(Appointment::id).ifPresent(planning.calendar::release);
    planning.deliveries.update(visited.in(DeliveryState.INSTALLED));

    assertThat(refusalFor(mobile).reason()).isEqualTo(ChangeRefused.Reason.BEING_DELIVERED);
    assertThat(refusalFor(internet).reason()).isEqualTo(ChangeRefused.Reason.BEING_DELIVERED);
  }

  @Test
  void asksToComeAgainWhileADeliveryIsJustBeingPlanned() {
    OrderId order = waitingUntil(MONDAY.plusDays(9), "mobile-line");

    assertThatThrownBy(() -> replan(order, false)).isInstanceOf(StaleVersion.class);
  }

  @Test
  void goesOnWithTheRestWhereAPartIsBeingMade() {
    OrderId order = planning.roomForAll(item("1", "mobile-line"), item("2", "internet-300"));
    planning.planDeliveries.forOrder(order);
    planning.deliveries.of(order).forEach(each -> planning.assessDelivery.forDelivery(each.id()));
    planning.promiseDate.forOrder(order);
    assertThat(planning.deliveries.of(order)).hasSize(2);

    want(order, MONDAY.plusDays(3));
    replan(order, false);

    assertThat(promise(order)).contains(MONDAY.plusDays(3));
  }

  private OrderId waitingUntil(LocalDate day, String offering) {
    OrderId order = planning.roomForAll(item("1", offering));
    want(order, day);
    planning.planDeliveries.forOrder(order);
    planning.assessDelivery.forDelivery(planning.delivery(order, 1).id());
    planning.promiseDate.forOrder(order);
    assertThat(promise(order)).contains(day);
    assertThat(planning.components.of(order)).noneMatch(c -> c.state() == ComponentState.ACTIVE);
    return order;
  }

  private void want(OrderId order, LocalDate day) {
    ProductOrder before = planning.orders.get(order);
    Instant start = day.atTime(LocalTime.of(8, 0)).atZone(Planning.BERLIN).toInstant();
    planning.orders.amend(
        order,
        new Amendment(
            "{}",
            Optional.empty(),
            before.header().customer(),
            Optional.of(start),
            Optional.empty(),
            true,
            List.of("requestedStartDate")),
        planning.clock.instant());
  }

  private void replan(OrderId order, boolean waits) {
    planning.replanOrder.forOrder(
        order,
        delivery -> {
          assessed.add(delivery);
          return waits;
        });
  }

  private ChangeRefused refusalFor(OrderId order) {
    return catchThrowableOfType(ChangeRefused.class, () -> replan(order, false));
  }

  private Optional<LocalDate> promise(OrderId order) {
    return planning.orders.get(order).promisedDate();
  }
}
