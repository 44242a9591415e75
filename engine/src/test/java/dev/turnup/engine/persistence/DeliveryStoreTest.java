package dev.turnup.engine.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.TurnupTest;
import dev.turnup.engine.capacity.Reservation;
import dev.turnup.engine.capacity.Reservations;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.Finding;
import dev.turnup.engine.decomposition.Findings;
import dev.turnup.engine.delivery.Deliveries;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.delivery.DeliveryState;
import dev.turnup.engine.delivery.NextVisit;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.StaleVersion;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

class DeliveryStoreTest extends TurnupTest {

  private static final LocalDate DAY = LocalDate.parse("2026-03-14");
  private static final Instant EXPIRY = Instant.parse("2026-04-14T00:00:00Z");

  @Autowired private Orders orders;
  @Autowired private Components components;
  @Autowired private Deliveries deliveries;
  @Autowired private Reservations reservations;
  @Autowired private Findings findings;
  @Autowired private JdbcTemplate jdbc;

  private PlanInDatabase plan;

  @BeforeEach
  void plan() {
    plan = new PlanInDatabase(orders, components, deliveries);
  }

  @Test
  void givesBackDeliveriesByNumber() {
    deliveries.add(List.of(plan.delivery(3), plan.delivery(2)));

    assertThat(deliveries.of(plan.order)).extracting(Delivery::number).containsExactly(1, 2, 3);
    assertThat(deliveries.get(plan.delivery.id())).isEqualTo(plan.delivery);
  }

  @Test
  void tellsTheLastDayOnceAllOpenDeliveriesHaveOne() {
    Delivery second = plan.delivery(2);
    Delivery third = plan.delivery(3);
    deliveries.add(List.of(second, third));
    assertThat(deliveries.unexpected(plan.order)).hasSize(3);

    deliveries.expect(
        Map.of(
            plan.delivery.id(),
            Optional.of(DAY),
            second.id(),
            Optional.empty(),
            third.id(),
            Optional.of(DAY.plusDays(2))));
    assertThat(deliveries.lastExpected(plan.order)).isEmpty();
    assertThat(deliveries.unexpected(plan.order)).containsExactly(second);

    deliveries.expect(Map.of(second.id(), Optional.of(DAY.plusDays(1))));
    assertThat(deliveries.lastExpected(plan.order)).contains(DAY.plusDays(2));
    deliveries.update(third.in(DeliveryState.CANCELLED));
    assertThat(deliveries.lastExpected(plan.order)).contains(DAY.plusDays(1));
  }

  @Test
  void expectsNoDeliveryBeforeItsPlannedEnd() {
    Map<DeliveryId, Optional<LocalDate>> expected = Map.of(plan.delivery.id(), Optional.of(DAY));
    deliveries.plan(Map.of(plan.delivery.id(), Optional.of(DAY.plusDays(3))));
    assertThat(deliveries.lastExpected(plan.order)).isEmpty();

    deliveries.expect(expected);
    assertThat(deliveries.lastExpected(plan.order)).contains(DAY.plusDays(3));
    deliveries.plan(Map.of(plan.delivery.id(), Optional.of(DAY.plusDays(4))));
    assertThat(deliveries.lastExpected(plan.order)).contains(DAY.plusDays(4));

    deliveries.plan(Map.of(plan.delivery.id(), Optional.of(DAY.plusDays(1))));
    deliveries.expect(expected);
    assertThat(deliveries.lastExpected(plan.order)).contains(DAY.plusDays(1));
    deliveries.plan(Map.of(plan.delivery.id(), Optional.empty()));
    deliveries.expect(expected);
    assertThat(deliveries.lastExpected(plan.order)).contains(DAY);
  }

  @Test
  void writesStateAndReadyDate() {
    deliveries.update(plan.delivery.in(DeliveryState.STARTED).ready(Optional.empty()));

    assertThat(
            jdbc.queryForMap(
                "select state, ready_date, version from turnup.delivery where id = ?",
                plan.delivery.id().value()))
        .containsEntry("state", "started")
        .containsEntry("ready_date", null)
        .containsEntry("version", 1);
    assertThatThrownBy(() -> deliveries.update(plan.delivery)).isInstanceOf(StaleVersion.class);
  }

  @Test
  void keepsWhatIsKnownOfTheNextVisit() {
    NextVisit next = new NextVisit(Optional.of(DAY), Set.of("copper", "height"), 2);
    assertThat(deliveries.get(plan.delivery.id()).nextVisit()).isEqualTo(NextVisit.ORDINARY);

    deliveries.update(plan.delivery.visited(next));
    Delivery splitOff = plan.delivery(2).visited(next);
    deliveries.add(List.of(splitOff));

    assertThat(deliveries.get(plan.delivery.id()).nextVisit()).isEqualTo(next);
    assertThat(deliveries.get(splitOff.id())).isEqualTo(splitOff);
    assertThat(
            jdbc.queryForObject(
                "select array_length(visit_skills, 1) from turnup.delivery where id = ?",
                Integer.class,
                plan.delivery.id().value()))
        .isEqualTo(2);
  }

  @Test
  void keepsTheNewestReservationOfAComponent() {
    reservations.add(reservation(1, "first", Reservation.State.LAPSED, 0));
    reservations.add(reservation(2, "second", Reservation.State.RESERVED, 0));

    assertThat(reservations.of(plan.internet.id()))
        .contains(reservation(2, "second", Reservation.State.RESERVED, 1));
    assertThatThrownBy(
            () -> reservations.add(reservation(3, "third", Reservation.State.RESERVED, 0)))
        .isInstanceOf(StaleVersion.class);
    assertThatThrownBy(
            () -> reservations.update(reservation(2, "second", Reservation.State.USED, 0)))
        .isInstanceOf(StaleVersion.class);
    assertThat(reservations.heldFor(plan.delivery.id())).hasSize(1);

    reservations.update(
        reservations.of(plan.internet.id()).orElseThrow().in(Reservation.State.USED));

    assertThat(reservations.heldFor(plan.delivery.id())).isEmpty();
    assertThat(
            jdbc.queryForObject(
                "select state from turnup.capacity_reservation where component_id = ?",
                String.class,
                plan.internet.id().value()))
        .isEqualTo("used");
  }

  @Test
  void tellsOnWhichDayAComponentIsNeeded() {
    assertThat(reservations.neededOn(plan.internet.id())).isEqualTo("2026-03-04");

    deliveries.update(plan.delivery.ready(Optional.empty()));

    assertThatThrownBy(() -> reservations.neededOn(plan.internet.id()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keepsWhatWasFoundLast() {
    findings.replace(
        plan.order, List.of(new Finding("nothing-to-fulfil", Optional.empty(), "no item")));
    List<Finding> found =
        List.of(
            new Finding("unknown-offering", Optional.of(new ItemId("1.1")), "cable"),
            new Finding("missing-site", Optional.of(new ItemId("1.2")), "none"));

    findings.replace(plan.order, found);

    assertThat(findings.of(plan.order)).isEqualTo(found);
  }

  private Reservation reservation(int number, String name, Reservation.State state, int version) {
    return new Reservation(
        plan.internet.id(),
        number,
        plan.order,
        name + "-" + plan.order,
        DAY,
        EXPIRY,
        state,
        Optional.of("OLT-7"),
        version);
  }
}
