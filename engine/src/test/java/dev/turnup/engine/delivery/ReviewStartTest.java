package dev.turnup.engine.delivery;

import static dev.turnup.engine.Planning.MONDAY;
import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.Planning;
import dev.turnup.engine.decomposition.OtherOrders.Named;
import dev.turnup.engine.delivery.CapacityMoved.Concerned;
import dev.turnup.engine.delivery.CapacityMoved.Effect;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReviewStartTest extends StartCase {

  @Test
  void promisesEarlyOnATimeThatIsHeldUntilTheStart() {
    wantedBy(MONDAY.plusDays(28));
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    planning.planDeliveries.forOrder(order);

    assertThat(planning.promiseDate.forOrder(order).day()).contains(MONDAY.plusDays(25));
    planning.clock.advance(
        Duration.between(planning.clock.instant(), startOf(MONDAY.plusDays(24))));

    assertThat(planning.reviewStart.forOrder(order)).isEmpty();
    assertThat(planning.promiseDate.forOrder(order).day()).contains(MONDAY.plusDays(25));
    assertThat(
            planning.proposeAppointment.forDelivery(planning.delivery(order, 1).id()).slotFound())
        .isTrue();
    assertThat(told(order, EventKind.APPOINTMENT_HELD)).hasSize(1);
    assertThat(told(order, EventKind.PROMISED)).hasSize(1);
    assertThat(told(order)).hasSize(1);
  }

  @Test
  void startsSoonerWhereNobodyCanComeLaterInTime() {
    planning.tables.cell("access-line", "leadTimeHours", 1);
    wantedBy(MONDAY.plusDays(11));
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    planning.planDeliveries.forOrder(order);
    assertThat(planning.reviewStart.lookAgainAt(order)).isEqualTo(startOf(MONDAY.plusDays(9)));
    LocalDate free = MONDAY.plusDays(3);
    planning.calendar.refuse(
        slot ->
            slot.start().toLocalDate().isBefore(free)
                || slot.start().toLocalDate().isAfter(free)
                    && slot.start().toLocalDate().isBefore(MONDAY.plusDays(14)));

    assertThat(planning.promiseDate.forOrder(order).day()).contains(free);

    assertThat(planning.reviewStart.lookAgainAt(order)).isEqualTo(startOf(free));
    assertThat(told(order)).containsExactly("Starts on 2026-03-11", "Starts on 2026-03-05");
    assertThat(told(order, EventKind.IN_JEOPARDY)).isEmpty();
    assertThat(planning.reviewStart.forOrder(order)).contains(startOf(free));
    assertThat(planning.promiseDate.forOrder(order).day()).contains(free);
    planning.clock.advance(Duration.between(planning.clock.instant(), startOf(free)));
    assertThat(planning.reviewStart.forOrder(order)).isEmpty();
    assertThat(
            planning.proposeAppointment.forDelivery(planning.delivery(order, 1).id()).slotFound())
        .isTrue();
    assertThat(told(order, EventKind.PROMISED)).containsExactly("Promised for 2026-03-05");
  }

  @Test
  void startsAtOnceAfterAllWhenCapacityMovesTooFar() {
    wantedBy(MONDAY.plusDays(28));
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    planning.planDeliveries.forOrder(order);
    planning.promiseDate.forOrder(order);

    List<Concerned> concerned =
        planning.moveCapacity(
            Optional.of(Planning.SITE.id()), "bandwidth", Optional.of(MONDAY.plusDays(30)));
    assertThat(concerned).extracting(Concerned::effect).containsExactly(Effect.START_MAY_MOVE);

    assertThat(planning.reviewStart.forOrder(order)).isEmpty();
    assertThat(planning.promiseDate.forOrder(order).day()).contains(MONDAY.plusDays(31));
    assertThat(told(order)).containsExactly("Starts on 2026-03-26", "Starts at once");
  }

  @Test
  void waitsForEarlierOrdersAndLooksAgainEveryDay() {
    OrderId order = planning.roomForAll(item("1", "mobile-line"));
    planning.earlierOrders.add(new OrderId("PO-999"));

    assertThat(planning.planDeliveries.forOrder(order).waitUntil())
        .contains(planning.clock.instant().plus(Duration.ofDays(1)));
    planning.earlierOrders.clear();
    assertThat(planning.reviewStart.forOrder(order)).isEmpty();
  }

  @Test
  void doesNotWaitForWhatEndedWhileTheDateWasPromised() {
    OrderId order = planning.roomForAll(item("1", "mobile-line"));
    planning.earlierOrders.add(new OrderId("PO-999"));
    planning.planDeliveries.forOrder(order);
    assertThat(planning.reviewStart.lookAgainAt(order))
        .isEqualTo(planning.clock.instant().plus(Duration.ofDays(1)));

    planning.earlierOrders.clear();
    assertThat(planning.reviewStart.lookAgainAt(order)).isEqualTo(planning.clock.instant());
  }

  @Test
  void looksAtHowEarlierOrdersHaveEndedBeforeItStarts() {
    OrderId order = planning.roomForAll(item("1", "mobile-line"));
    planning.others.named.add(
        new Named(new OrderId("PO-999"), Optional.of(OrderState.COMPLETED), false));

    assertThat(planning.planDeliveries.forOrder(order).waitUntil())
        .contains(planning.clock.instant());
    assertThat(planning.reviewStart.forOrder(order)).isEmpty();
  }
}
