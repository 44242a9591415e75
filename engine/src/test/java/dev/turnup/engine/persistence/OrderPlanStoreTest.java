package dev.turnup.engine.persistence;

import static dev.turnup.engine.persistence.StoresAlone.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.Notes.Left;
import dev.turnup.engine.order.Notes.Note;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderPlans.Component;
import dev.turnup.engine.order.OrderPlans.Delivery;
import dev.turnup.engine.order.OrderPlans.Plan;
import dev.turnup.engine.order.OrderPlans.Visit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrderPlanStoreTest {

  private static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");

  private final StoresAlone stores = StoresAlone.shared();
  private final PlanInDatabase written = stores.plan();

  @Test
  void tellsComponentsWithTheirDeliveryDependenciesAndBill() {
    stores.jdbc.update(
        "insert into turnup.bill_start (order_id, item_id, component_id, state, effective_date)"
            + " values (?, '1.1', ?, 'started', '2026-03-05')",
        written.order.value(),
        written.internet.id().value());

    assertThat(plan().components())
        .extracting(Component::name, Component::kind, Component::delivery, Component::reliesOn)
        .containsExactlyInAnyOrder(
            tuple("access-line", "RFS", Optional.of(1), List.of()),
            tuple("internet-access", "CFS", Optional.of(1), List.of("access-line")));
    assertThat(plan().components())
        .filteredOn(component -> component.name().equals("internet-access"))
        .extracting(Component::bill, Component::billedFrom)
        .containsExactly(tuple(Optional.of("started"), Optional.of(LocalDate.parse("2026-03-05"))));
  }

  @Test
  void tellsTheLatestVisitThatStillCounts() {
    stores.jdbc.update(
        "insert into turnup.territory (id, name, time_zone) values ('lisbon', 'Lisbon', 'Europe/Lisbon')"
            + " on conflict do nothing");
    String technician = "t-" + UUID.randomUUID();
    stores.jdbc.update(
        "insert into turnup.technician (id, name, territory_id) values (?, 'Rosa', 'lisbon')",
        technician);
    visit(technician, "[2026-03-04 09:00Z, 2026-03-04 10:00Z)", "missed");
    visit(technician, "[2026-03-06 09:00Z, 2026-03-06 10:00Z)", "booked");

    assertThat(plan().deliveries())
        .containsExactly(
            new Delivery(
                1,
                "planned",
                Optional.of(LocalDate.parse("2026-03-04")),
                Optional.of(
                    new Visit(
                        "Rosa",
                        "booked",
                        Instant.parse("2026-03-06T09:00:00Z"),
                        Instant.parse("2026-03-06T10:00:00Z"),
                        LISBON)),
                Optional.empty()));
    assertThat(plan().projectedDate()).contains(LocalDate.parse("2026-03-06"));
  }

  @Test
  void knowsTheZoneByTheLongestPostalPrefix() {
    assertThat(stores.plans.zoneOf(written.order)).isEqualTo(ZoneId.of("UTC"));
    stores.jdbc.update(
        "insert into turnup.territory (id, name, time_zone) values"
            + " ('near', 'Near', 'Europe/Lisbon'), ('far', 'Far', 'Asia/Tokyo')");
    stores.jdbc.update(
        "insert into turnup.territory_postal_prefix (prefix, territory_id)"
            + " values ('ZZ-4', 'far'), ('ZZ-42', 'near')");
    stores.jdbc.update(
        "update turnup.order_item set site_postal_code = 'ZZ-421' where order_id = ?",
        written.order.value());

    assertThat(stores.plans.zoneOf(written.order)).isEqualTo(LISBON);
  }

  @Test
  void hasNoPlanForAnOrderThatIsNotDecomposed() {
    assertThat(stores.plans.of(new OrderId("PO-99999999")))
        .isEqualTo(new Plan(List.of(), List.of()));
  }

  @Test
  void keepsNotesInTheOrderTheyWereWritten() {
    stores.notes.add(written.order, "first");
    stores.notes.add(written.order, "second");

    assertThat(stores.notes.of(written.order))
        .extracting(Note::author, Note::text, Note::at)
        .containsExactly(tuple("Turnup", "first", NOW), tuple("Turnup", "second", NOW));
  }

  @Test
  void showsTheCallerOfAnOrderWhatIsMeantForHim() {
    stores.notes.leave(
        written.order,
        new Left("the key is at no. 4", Optional.of(new ItemId("1.1")), Optional.empty(), true));
    stores.notes.leave(
        written.order,
        new Left("he is rude", Optional.empty(), Optional.of("Repair order"), false));

    assertThat(stores.notes.of(written.order))
        .extracting(Note::text, Note::about)
        .containsExactly(
            tuple("the key is at no. 4", "item 1.1"), tuple("he is rude", "Repair order"));
    assertThat(stores.notes.told(List.of(written.order.value())).get(written.order.value()))
        .extracting(Note::text)
        .containsExactly("the key is at no. 4");
  }

  private Plan plan() {
    return stores.plans.of(written.order);
  }

  private void visit(String technician, String period, String state) {
    stores.jdbc.update(
        "insert into turnup.appointment (id, order_id, delivery_id, technician_id, period, time_zone, state)"
            + " values (gen_random_uuid(), ?, ?, ?, ?::tstzrange, 'Europe/Lisbon', ?)",
        written.order.value(),
        written.delivery.id().value(),
        technician,
        period,
        state);
  }
}
