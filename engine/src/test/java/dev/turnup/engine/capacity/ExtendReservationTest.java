package dev.turnup.engine.capacity;

import static dev.turnup.engine.Planning.BERLIN;
import static dev.turnup.engine.Planning.MONDAY;
import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.capacity.CapacityInventory.Extension;
import dev.turnup.engine.capacity.CapacityInventory.Holding;
import dev.turnup.engine.capacity.CapacityInventory.Room;
import dev.turnup.engine.capacity.CapacityInventory.Wish;
import dev.turnup.engine.decomposition.Availability;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StepResult;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExtendReservationTest extends CapacityCase {

  @Test
  void extendsToTheDayOfTheDelivery() {
    OrderId late = planning.decomposed(item("1", "internet-300"));
    planning.room(late, "internet-access", MONDAY);
    planning.room(late, "access-line", MONDAY.plusDays(20));
    planning.planDeliveries.forOrder(late);
    ComponentId component = planning.the(late, "internet-access").id();

    Extension extension = extendReservation.requestFor(component).longer().orElseThrow();
    assertThat(extension.from()).isEqualTo(MONDAY.plusDays(20));
    assertThat(extension.until()).isEqualTo(MONDAY.plusDays(50).atStartOfDay(BERLIN).toInstant());
    assertThat(extendReservation.intentOf(component)).contains("RSV-" + component + ":2026-03-22");

    Instant until = extension.until();
    extendReservation.record(
        component,
        new Holding(Holding.Verdict.HELD, extension.reference(), Optional.of(until), ""));
    assertThat(planning.reservations.of(component).orElseThrow().expiresAt()).isEqualTo(until);
  }

  @Test
  void reservesAnewWhatHasLapsed() {
    planning.room(order, "access-line", MONDAY);
    checked(Room.Verdict.NOW, Optional.empty());
    reserved(held("RSV-1"));
    planning.planDeliveries.forOrder(order);
    Optional<String> longer = extendReservation.intentOf(internet);
    extendReservation.record(internet, ended("RSV-1", "expired"));

    assertThat(extendReservation.intentOf(internet)).isNotEqualTo(longer);
    Wish wish = extendReservation.requestFor(internet).again().orElseThrow();
    assertThat(wish.units()).isEqualTo(300);
    extendReservation.call(KEY, extendReservation.requestFor(internet));
    extendReservation.find(KEY, extendReservation.requestFor(internet));
    assertThat(inventory.asked).containsExactly("reserve", "find");
    assertThat(extendReservation.record(internet, held("RSV-2"))).isEqualTo(StepResult.done());

    assertThat(planning.reservations.of(internet).orElseThrow())
        .extracting(Reservation::number, Reservation::reference, Reservation::state)
        .containsExactly(2, "RSV-2", Reservation.State.RESERVED);
    assertThat(availability()).isEqualTo(new Availability.From(MONDAY));
  }

  @Test
  void buildsNothingOnAReservationThatHasLapsed() {
    planning.room(order, "access-line", MONDAY);
    checked(Room.Verdict.NOW, Optional.empty());
    reserved(held("RSV-1"));
    planning.planDeliveries.forOrder(order);

    StepResult result = extendReservation.record(internet, ended("RSV-1", "expired"));

    assertThat(result).isInstanceOf(StepResult.FellOut.class);
    assertThat(availability()).isEqualTo(new Availability.Unknown());
    assertThat(planning.reservations.of(internet).orElseThrow().state())
        .isEqualTo(Reservation.State.LAPSED);
  }
}
