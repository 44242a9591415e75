package dev.turnup.engine.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.TurnupTest;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.delivery.Deliveries;
import dev.turnup.engine.delivery.Visits;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.scheduling.Appointment;
import dev.turnup.engine.scheduling.Appointments;
import dev.turnup.engine.scheduling.Slot;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** A technician of its own on a real database, with orders that want a visit. */
abstract class CalendarStoreCase extends TurnupTest {

  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  static final ZonedDateTime NINE = ZonedDateTime.of(2026, 3, 27, 9, 0, 0, 0, BERLIN);

  @Autowired Orders orders;
  @Autowired Components components;
  @Autowired Deliveries deliveries;
  @Autowired Appointments appointments;
  @Autowired Visits visits;
  @Autowired JdbcTemplate jdbc;

  final String technician = "tech-" + UUID.randomUUID();

  @BeforeEach
  void hire() {
    jdbc.update(
        "insert into turnup.territory values (?, 'Somewhere', 'Europe/Berlin')", technician);
    jdbc.update(
        "insert into turnup.technician (id, name, territory_id) values (?, 'Tess', ?)",
        technician,
        technician);
  }

  Appointment booked(PlanInDatabase plan, ZonedDateTime start) {
    Appointment appointment = appointment(plan, start, 60);
    assertThat(appointments.hold(appointment)).isTrue();
    assertThat(appointments.book(appointment.id())).isTrue();
    return appointment;
  }

  PlanInDatabase plan() {
    return new PlanInDatabase(orders, components, deliveries);
  }

  Appointment appointment(PlanInDatabase plan, ZonedDateTime start, int minutes) {
    return appointment(plan, start, minutes, technician);
  }

  Appointment appointment(PlanInDatabase plan, ZonedDateTime start, int minutes, String territory) {
    UUID id = appointments.nextId();
    return new Appointment(
        id,
        plan.order,
        plan.delivery.id(),
        new Slot(technician, start, start.plusMinutes(minutes)),
        Optional.of(territory),
        Optional.of(NINE.minusHours(2).toInstant()),
        id);
  }

  String stateOf(Appointment appointment) {
    return jdbc.queryForObject(
        "select state from turnup.appointment where id = ?", String.class, appointment.id());
  }
}
