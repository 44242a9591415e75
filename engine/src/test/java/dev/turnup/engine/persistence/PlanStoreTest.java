package dev.turnup.engine.persistence;

import static dev.turnup.engine.persistence.StoresAlone.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.delivery.Blueprint;
import dev.turnup.engine.delivery.Blueprint.PlannedComponent;
import dev.turnup.engine.delivery.Blueprint.PlannedDelivery;
import dev.turnup.engine.delivery.Blueprint.Span;
import dev.turnup.engine.delivery.PlanVersion;
import dev.turnup.engine.delivery.PlanVersion.Why;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.Opening;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.WorkingCalendar;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

class PlanStoreTest {

  private final StoresAlone stores = StoresAlone.shared();
  private final PlanInDatabase written = stores.plan();

  @Test
  void keepsEveryVersionOfAPlan() {
    Blueprint first = blueprint(true);
    Blueprint second = blueprint(false);

    stores.planVersions.add(written.order, NOW, Why.PLANNED, first);
    stores.planVersions.add(written.order, NOW.plusSeconds(60), Why.CAPACITY_MOVED, second);

    assertThat(stores.planVersions.find(written.order, Optional.empty()))
        .contains(
            new PlanVersion(written.order, 2, 2, NOW.plusSeconds(60), Why.CAPACITY_MOVED, second));
    assertThat(stores.planVersions.find(written.order, Optional.of(1)))
        .contains(new PlanVersion(written.order, 1, 2, NOW, Why.PLANNED, first));
    assertThat(stores.planVersions.find(written.order, Optional.of(3))).isEmpty();
    assertThat(
            stores.jdbc.queryForList(
                "select projected_end is not null from turnup.plan where order_id = ? order by version",
                Boolean.class,
                written.order.value()))
        .containsExactly(true, false);
  }

  @Test
  void knowsThatAPlanIsOutdatedUntilTheNextOne() {
    stores.planVersions.outdate(written.order);
    assertThat(stores.planVersions.isOutdated(written.order)).isFalse();
    stores.planVersions.add(written.order, NOW, Why.PLANNED, blueprint(true));
    stores.planVersions.outdate(written.order);
    assertThat(stores.planVersions.isOutdated(written.order)).isTrue();
    stores.planVersions.add(written.order, NOW, Why.GIVEN_UP, blueprint(false));

    assertThat(stores.planVersions.isOutdated(written.order)).isFalse();
  }

  @Test
  void hasNoPlanOfAnOrderThatIsNotPlanned() {
    assertThat(stores.planVersions.find(new OrderId("PO-99999999"), Optional.empty())).isEmpty();
  }

  @Test
  void neverChangesAPlan() {
    stores.planVersions.add(written.order, NOW, Why.PLANNED, blueprint(true));

    for (String change :
        List.of(
            "update turnup.plan set version = 7",
            "delete from turnup.plan",
            "truncate turnup.plan")) {
      assertThatThrownBy(() -> stores.jdbc.update(change))
          .isInstanceOf(DataAccessException.class)
          .hasMessageContaining("a newer version follows");
    }
  }

  @Test
  void keepsTheStartOfAnOrder() {
    var order = stores.orders.get(written.order);
    order.planStart(Optional.of(NOW.plusSeconds(3600)));
    stores.orders.update(order);

    assertThat(stores.orders.get(written.order).plannedStart()).contains(NOW.plusSeconds(3600));
  }

  @Test
  void takesTheHoursOfAllWhoGoToAPlaceTogether() {
    stores.jdbc.update(
        "insert into turnup.territory (id, name, time_zone, parent_id) values"
            + " ('portugal', 'Portugal', 'Europe/Lisbon', null), ('porto', 'Porto', 'Europe/Lisbon', 'portugal')");
    stores.jdbc.update(
        "insert into turnup.territory_postal_prefix (prefix, territory_id) values ('QQ', 'porto'), ('QQ-9', 'porto')");
    stores.jdbc.update(
        "insert into turnup.working_calendar (id, name, time_zone) values"
            + " ('qq-early', 'Early', 'Europe/Lisbon'), ('qq-late', 'Late', 'Europe/Lisbon')");
    stores.jdbc.update(
        "insert into turnup.technician (id, name, territory_id, calendar_id) values"
            + " ('qq-early', 'Eva', 'porto', 'qq-early'), ('qq-late', 'Lia', 'portugal', 'qq-late')");
    stores.jdbc.update(
        "insert into turnup.working_calendar_hours (calendar_id, weekday, starts, ends) values"
            + " ('qq-early', 1, '06:00', '10:00'), ('qq-late', 1, '09:00', '13:00'), ('qq-late', 2, '09:00', '13:00')");

    Map<String, WorkingCalendar> found =
        stores.calendars.covering(List.of("QQ-91", "nowhere", "QQ-91", "QQ-8"));

    assertThat(found).containsOnlyKeys("QQ-91", "QQ-8");
    assertThat(found.get("QQ-91")).as("asked once for both").isSameAs(found.get("QQ-8"));
    LocalDate monday = LocalDate.parse("2026-03-02");
    assertThat(found.get("QQ-91").openings(monday, monday.plusDays(6)))
        .isEqualTo(found.get("QQ-8").openings(monday, monday.plusDays(6)))
        .containsExactly(
            opening("2026-03-02T06:00Z", "2026-03-02T13:00Z"),
            opening("2026-03-03T09:00Z", "2026-03-03T13:00Z"));
  }

  private static Opening opening(String from, String until) {
    return new Opening(
        OffsetDateTime.parse(from).toInstant(), OffsetDateTime.parse(until).toInstant());
  }

  private Blueprint blueprint(boolean dated) {
    Optional<Span> time =
        dated ? Optional.of(new Span(NOW, NOW.plusSeconds(60))) : Optional.empty();
    return new Blueprint(
        Optional.of(NOW.plusSeconds(5)).filter(start -> dated),
        time.map(Span::end),
        List.of(
            new PlannedDelivery(
                1,
                Optional.of("S-1"),
                Optional.of(LocalDate.parse("2026-03-04")).filter(day -> dated),
                time)),
        List.of(
            new PlannedComponent(
                written.internet.id(),
                "internet-access",
                new ItemId("1.1"),
                Optional.of("S-1"),
                Optional.of(1),
                Map.of(written.accessLine.id(), ComponentState.VERIFIED),
                Duration.ofHours(16),
                time,
                dated)));
  }
}
