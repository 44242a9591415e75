package dev.turnup.engine.delivery;

import static dev.turnup.engine.Planning.BERLIN;
import static dev.turnup.engine.Planning.MONDAY;
import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.delivery.PlanDeliveries.Planned;
import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanStartTest extends StartCase {

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
}
