package dev.turnup.engine.persistence;

import dev.turnup.engine.decomposition.Territory;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.delivery.DeliveryState;
import dev.turnup.engine.delivery.NextVisit;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.scheduling.Appointments;
import dev.turnup.engine.scheduling.Bookings;
import dev.turnup.engine.scheduling.Technicians;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A territory of its own on a real database, with technicians who work from 08:00 to 16:00 every
 * day, and deliveries that want a visit.
 */
public final class BookedTerritory {

  public static final Instant NOW = StoresAlone.NOW;

  public final Territory territory =
      new Territory("booked-" + UUID.randomUUID(), "Booked", ZoneOffset.UTC);
  public final List<Delivery> deliveries;
  public final Technicians technicians;
  public final Appointments appointments;
  public final Bookings bookings;

  private final StoresAlone stores = StoresAlone.shared();

  public BookedTerritory(int manyTechnicians, int manyDeliveries) {
    technicians = stores.technicians;
    appointments = stores.appointments;
    bookings = stores.bookings;
    JdbcTemplate jdbc = stores.jdbc;
    String id = territory.id();
    jdbc.update(
        "insert into turnup.working_calendar (id, name, time_zone) values (?, 'Every day', 'UTC')",
        id);
    jdbc.update(
        "insert into turnup.working_calendar_hours select ?, d, '08:00', '16:00' from generate_series(1, 7) as d",
        id);
    jdbc.update(
        "insert into turnup.territory (id, name, time_zone, calendar_id) values (?, 'Booked', 'UTC', ?)",
        id,
        id);
    jdbc.update(
        "insert into turnup.technician (id, name, territory_id, most_visits)"
            + " select ? || '-' || n, 'Nr. ' || n, ?, 16 from generate_series(1, ?) as n",
        id,
        id,
        manyTechnicians);
    PlanInDatabase plan = stores.plan();
    deliveries =
        jdbc.query(
            "insert into turnup.delivery (id, order_id, number, state)"
                + " select gen_random_uuid(), ?, n, 'planned' from generate_series(1000, 999 + ?) as n"
                + " returning id, number",
            (row, n) ->
                new Delivery(
                    new DeliveryId(row.getObject("id", UUID.class)),
                    plan.order,
                    row.getInt("number"),
                    Optional.empty(),
                    DeliveryState.PLANNED,
                    Optional.of(LocalDate.ofInstant(NOW, ZoneOffset.UTC)),
                    NextVisit.ORDINARY,
                    0),
            plan.order.value(),
            manyDeliveries);
  }

  /** Does something in a transaction. */
  public <T> T commit(Supplier<T> work) {
    return stores.transaction.execute(status -> work.get());
  }

  /** How many pairs of live visits of one technician overlap, by other means than a search. */
  public int overlaps() {
    return count(
        """
        select count(*)
          from turnup.appointment one
          join turnup.appointment other
            on other.technician_id = one.technician_id
           and other.id > one.id
           and lower(other.period) < upper(one.period)
           and lower(one.period) < upper(other.period)
         where one.territory_id = ?
           and one.state <> 'released'
           and other.state <> 'released'""");
  }

  public int booked() {
    return count(
        "select count(*) from turnup.appointment where territory_id = ? and state = 'booked'");
  }

  /** How many days of technicians have as many visits as they have half hours. */
  public int fullDays() {
    return count(
        """
        select count(*)
          from (select 1
                  from turnup.appointment
                 where territory_id = ?
                   and state = 'booked'
              group by technician_id, lower(period)::date
                having count(*) = 16) full_days""");
  }

  private int count(String sql) {
    return stores.jdbc.queryForObject(sql, Integer.class, territory.id());
  }
}
