package dev.turnup.engine.delivery;

import static dev.turnup.engine.Planning.BERLIN;
import static dev.turnup.engine.Planning.MONDAY;
import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.Planning;
import dev.turnup.engine.decomposition.OtherOrders.Named;
import dev.turnup.engine.delivery.CapacityMoved.Concerned;
import dev.turnup.engine.delivery.PlanDeliveries.Planned;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Nothing is started before it has to be. */
class PlanStartTest {

  private final Planning planning = new Planning();

  @Test
  void startsAtOnceWhatIsWantedAsSoonAsPossible() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));

    assertThat(planning.planDeliveries.forOrder(order).waitUntil()).isEmpty();
    assertThat(planning.orders.get(order).plannedStart()).isEmpty();
    assertThat(told(order)).isEmpty();
  }

  @Test
  void countsBackwardsFromTheDayByWhichItIsWanted() {
    wantedBy(MONDAY.plusDays(28));
    OrderId order = planning.roomForAll(item("1", "internet-300"));

    Planned planned = planning.planDeliveries.forOrder(order);

    // two days in hand: Saturday; two working days for the line: Thursday
    assertThat(planned.waitUntil()).contains(startOf(MONDAY.plusDays(24)));
    assertThat(planning.planned(order)).singleElement().asString().startsWith("2026-03-26");
    assertThat(told(order)).containsExactly("Starts on 2026-03-26");
  }

  @Test
  void promisesEarlyOnATimeThatIsHeldUntilTheStart() {
    wantedBy(MONDAY.plusDays(28));
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    planning.planDeliveries.forOrder(order);

    assertThat(planning.promiseDate.forOrder(order)).contains(MONDAY.plusDays(24));
    planning.clock.advance(
        Duration.between(planning.clock.instant(), startOf(MONDAY.plusDays(24))));

    assertThat(planning.reviewStart.forOrder(order)).isEmpty();
    assertThat(planning.promiseDate.forOrder(order)).contains(MONDAY.plusDays(24));
    assertThat(
            planning.proposeAppointment.forDelivery(planning.delivery(order, 1).id()).slotFound())
        .isTrue();
    assertThat(told(order, EventKind.APPOINTMENT_HELD)).hasSize(1);
    assertThat(told(order, EventKind.PROMISED)).hasSize(1);
    assertThat(told(order)).hasSize(1);
  }

  @Test
  void neverStartsBeforeTheCustomerWantsAnything() {
    Instant wanted = MONDAY.plusDays(20).atTime(15, 0).atZone(BERLIN).toInstant();
    OrderId order = planning.accepted(Optional.of(wanted), item("1", "mobile-line"));
    planning.decomposeItems.forOrder(order);
    planning.applyOrderRules.forOrder(order);
    planning.room(order, "mobile-line", MONDAY);

    assertThat(planning.planDeliveries.forOrder(order).waitUntil()).contains(wanted);
  }

  @Test
  void doesNotWaitWhereItIsLateAlreadyOrPlanningHasToFindADate() {
    wantedBy(MONDAY.plusDays(28));
    OrderId late = planning.decomposed(item("1", "internet-300"));
    planning.room(late, "access-line", MONDAY);
    planning.room(late, "internet-access", MONDAY.plusDays(27));
    OrderId lacking = planning.decomposed(item("1", "internet-300"));
    planning.room(lacking, "access-line", MONDAY);
    planning.noRoom(lacking, "internet-access");

    assertThat(planning.planDeliveries.forOrder(late).waitUntil()).isEmpty();
    assertThat(planning.planDeliveries.forOrder(lacking).waitUntil()).isEmpty();
  }

  @Test
  void startsAtOnceAfterAllWhenCapacityMovesTooFar() {
    wantedBy(MONDAY.plusDays(28));
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    planning.planDeliveries.forOrder(order);
    planning.promiseDate.forOrder(order);

    List<Concerned> concerned =
        planning.capacityMoved.at(
            Optional.of(Planning.SITE.id()), "bandwidth", Optional.of(MONDAY.plusDays(30)));
    assertThat(concerned).extracting(Concerned::started).containsExactly(false);

    assertThat(planning.reviewStart.forOrder(order)).isEmpty();
    assertThat(planning.promiseDate.forOrder(order)).contains(MONDAY.plusDays(30));
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
  void looksAtHowEarlierOrdersHaveEndedBeforeItStarts() {
    OrderId order = planning.roomForAll(item("1", "mobile-line"));
    planning.others.named.add(
        new Named(new OrderId("PO-999"), Optional.of(OrderState.COMPLETED), false));

    assertThat(planning.planDeliveries.forOrder(order).waitUntil())
        .contains(planning.clock.instant());
    assertThat(planning.reviewStart.forOrder(order)).isEmpty();
  }

  private void wantedBy(LocalDate day) {
    planning.wantedBy(day.atTime(22, 0).atZone(BERLIN).toInstant());
  }

  private static Instant startOf(LocalDate day) {
    return day.atStartOfDay(BERLIN).toInstant();
  }

  private List<String> told(OrderId order) {
    return told(order, EventKind.START_PLANNED);
  }

  private List<String> told(OrderId order, EventKind kind) {
    return planning.timeline.of(order, 0, 1_000).stream()
        .map(Timeline.Recorded::entry)
        .filter(entry -> entry.kind() == kind)
        .map(TimelineEntry::text)
        .toList();
  }
}
