package dev.turnup.engine.capacity;

import static dev.turnup.engine.Planning.BERLIN;
import static dev.turnup.engine.Planning.MONDAY;
import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.capacity.CapacityInventory.Room;
import dev.turnup.engine.capacity.CapacityInventory.Wish;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StepResult;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReserveCapacityTest extends CapacityCase {

  @Test
  void holdsCapacityFromItsFirstDay() {
    checked(Room.Verdict.FROM, Optional.of(MONDAY.plusDays(12)));

    Wish wish = reserveCapacity.requestFor(internet);
    assertThat(wish.from()).isEqualTo(MONDAY.plusDays(12));
    assertThat(wish.until()).isEqualTo(MONDAY.plusDays(42).atStartOfDay(BERLIN).toInstant());
    assertThat(reserved(held("RSV-1"))).isEqualTo(StepResult.done("capacityReserved", true));

    assertThat(planning.reservations.of(internet).orElseThrow().reference()).isEqualTo("RSV-1");
  }

  @Test
  void wantsTheSameReservationUntilItHasEnded() {
    planning.room(order, "access-line", MONDAY);
    checked(Room.Verdict.NOW, Optional.empty());
    Optional<String> intent = reserveCapacity.intentOf(internet);

    reserved(held("RSV-1"));
    assertThat(reserveCapacity.intentOf(internet)).isEqualTo(intent);
    planning.planDeliveries.forOrder(order);
    extendReservation.record(internet, ended("RSV-1", "expired"));

    assertThat(reserveCapacity.intentOf(internet)).isNotEqualTo(intent);
  }

  @Test
  void holdsItForAsLongAsTheOrderWaitsForItsStart() {
    planning.wantedBy(MONDAY.plusDays(90).atTime(12, 0).atZone(BERLIN).toInstant());
    OrderId later = planning.roomForAll(item("1", "mobile-line"));

    Wish wish = reserveCapacity.requestFor(planning.the(later, "mobile-line").id());

    assertThat(wish.from()).isEqualTo(MONDAY);
    assertThat(wish.until()).isAfter(Instant.parse("2026-06-25T00:00:00Z"));
  }

  @Test
  void wantsAnotherReservationAfterARefusal() {
    checked(Room.Verdict.NOW, Optional.empty());
    Optional<String> intent = reserveCapacity.intentOf(internet);

    assertThat(reserved(refused())).isEqualTo(StepResult.done("capacityReserved", false));
    checked(Room.Verdict.FROM, Optional.of(MONDAY.plusDays(1)));

    assertThat(reserveCapacity.intentOf(internet)).isNotEqualTo(intent);
  }

  @Test
  void wantsAnotherReservationWhenTheOneFoundByKeyHasEnded() {
    checked(Room.Verdict.NOW, Optional.empty());
    Optional<String> intent = reserveCapacity.intentOf(internet);

    assertThat(reserved(ended("RSV-1", "expired")))
        .isEqualTo(StepResult.done("capacityReserved", false));

    assertThat(reserveCapacity.intentOf(internet)).isNotEqualTo(intent);
  }

  @Test
  void callsTheInventoryAndFindsByKey() {
    checked(Room.Verdict.NOW, Optional.empty());
    reserved(held("RSV-1"));
    planning.room(order, "access-line", MONDAY);
    planning.planDeliveries.forOrder(order);

    checkCapacity.call(KEY, checkCapacity.requestFor(internet));
    reserveCapacity.call(KEY, reserveCapacity.requestFor(internet));
    reserveCapacity.find(KEY, reserveCapacity.requestFor(internet));
    extendReservation.call(KEY, extendReservation.requestFor(internet));
    extendReservation.find(KEY, extendReservation.requestFor(internet));
    releaseReservation.call(KEY, releaseReservation.requestFor(internet));
    releaseReservation.find(KEY, releaseReservation.requestFor(internet));

    assertThat(inventory.asked)
        .containsExactly("check", "reserve", "find", "extend", "find", "release", "find");
  }
}
