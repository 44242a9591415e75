package dev.turnup.engine.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.decomposition.Territories;
import dev.turnup.engine.decomposition.Territory;
import dev.turnup.engine.order.Opening;
import dev.turnup.engine.order.WorkingCalendars;
import dev.turnup.engine.resource.ResourceKind;
import dev.turnup.engine.resource.Resources;
import dev.turnup.engine.scheduling.LostVisits;
import dev.turnup.engine.scheduling.Obstacle;
import dev.turnup.engine.scheduling.Schedules;
import dev.turnup.engine.scheduling.Schedules.Planned;
import dev.turnup.engine.scheduling.Technician;
import dev.turnup.engine.scheduling.Technicians;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;

/** Territories and technicians, and what they do. */
class WorkforceStoreTest extends CalendarStoreCase {

  @Autowired private LostVisits lostVisits;
  @Autowired private Technicians technicians;
  @Autowired private WorkingCalendars calendars;
  @Autowired private Resources resources;
  @Autowired private Schedules schedules;
  @Autowired private Territories territories;

  @Test
  void findsTheTerritoryWithTheLongestPrefix() {
    jdbc.update(
        """
        insert into turnup.territory_postal_prefix (prefix, territory_id)
        values ('ZZ', 'hamburg'), ('ZZ99', 'new-york') on conflict do nothing""");

    assertThat(territories.covering("ZZ991"))
        .map(t -> t.zone().getId())
        .contains("America/New_York");
    assertThat(territories.covering("ZZ912")).map(t -> t.zone().getId()).contains("Europe/Berlin");
    assertThat(territories.covering("Z")).isEmpty();
    assertThat(territories.covering("")).isEmpty();
  }

  @Test
  void knowsTechniciansWithTheirCalendars() {
    jdbc.update(
        "insert into turnup.territory (id, name, time_zone, parent_id, calendar_id)"
            + " values (?, 'A quarter', 'Europe/Berlin', ?, null)",
        technician + "-quarter",
        technician);
    jdbc.update("insert into turnup.skill_group values (?)", technician);
    jdbc.update("insert into turnup.skill_group_skill values (?, 'splicing')", technician);
    jdbc.update("insert into turnup.technician_skill_group values (?, ?)", technician, technician);
    jdbc.update("insert into turnup.technician_skill values (?, 'fibre')", technician);
    jdbc.update(
        "insert into turnup.working_calendar (id, name, time_zone, holiday_region)"
            + " values (?, 'Fridays', 'Europe/Berlin', ?)",
        technician,
        technician);
    jdbc.update(
        "insert into turnup.working_calendar_hours values (?, 5, '08:00', '12:00'), (?, 5, '22:00', '02:00')",
        technician,
        technician);
    jdbc.update(
        "insert into turnup.public_holiday values (?, '2027-12-24', 'Christmas Eve')", technician);
    jdbc.update(
        "insert into turnup.working_calendar_exception values (?, '2027-12-31', 'stocktaking', '10:00', '11:00'),"
            + " (?, '2020-01-03', 'long ago', null, null)",
        technician,
        technician);
    jdbc.update("update turnup.territory set calendar_id = ? where id = ?", technician, technician);
    jdbc.update("update turnup.technician set most_visits = 3 where id = ?", technician);
    jdbc.update(
        "insert into turnup.technician_absence values"
            + " (?, ?, '2999-03-27T10:00', '2999-03-28T00:00', 'leave'),"
            + " (?, ?, '2000-03-27T10:00', '2000-03-28T00:00', 'long ago')",
        technician,
        technician,
        technician + "-2",
        technician);

    Technician tess = technicians.find(technician).orElseThrow();

    assertThat(tess.skills()).containsExactlyInAnyOrder("fibre", "splicing");
    LocalDate christmasEve = LocalDate.parse("2027-12-24");
    assertThat(tess.calendar().orElseThrow().openings(christmasEve, christmasEve.plusDays(15)))
        .containsExactly(
            opening("2027-12-31T10:00", "2027-12-31T11:00"),
            opening("2028-01-07T08:00", "2028-01-07T12:00"),
            opening("2028-01-07T22:00", "2028-01-08T02:00"));
    LocalDate longAgo = LocalDate.parse("2020-01-03");
    assertThat(tess.calendar().orElseThrow().openings(longAgo, longAgo))
        .as("not read any more, so as any Friday")
        .hasSize(2);
    assertThat(tess.calendar().orElseThrow().name()).as("not a person's").isEqualTo(technician);
    assertThat(calendars.named(technician)).isEqualTo(tess.calendar().orElseThrow());
    assertThat(calendars.named("nobody's").name()).isEqualTo("office");
    assertThat(tess.absences()).containsExactly(opening("2999-03-27T10:00", "2999-03-28T00:00"));
    assertThat(tess.most()).isEqualTo(new Technician.DailyMost(Optional.of(3), Optional.empty()));
    assertThat(technicians.in(technician + "-quarter"))
        .extracting(Technician::id)
        .containsExactly(technician);
    assertThat(technicians.in(technician)).extracting(Technician::id).containsExactly(technician);
    assertThat(technicians.in("hamburg")).extracting(Technician::id).contains("anna", "dimitri");
    assertThat(technicians.find("nobody")).isEmpty();
    assertThat(technicians.able(Set.of("fibre"), "hamburg", 2))
        .hasSize(2)
        .allSatisfy(
            able -> {
              assertThat(able.territory()).isEqualTo("hamburg");
              assertThat(able.skills()).contains("fibre");
            });
    assertThat(technicians.able(Set.of("fibre"), technician, 100))
        .extracting(Technician::id)
        .contains("anna");
    assertThat(technicians.able(Set.of("fibre", "juggling"), "hamburg", 100)).isEmpty();
  }

  @Test
  void noTerritoryIsAboveItself() {
    String below = technician + "-below";
    jdbc.update(
        "insert into turnup.territory (id, name, time_zone, parent_id) values (?, 'Below', 'UTC', ?)",
        below,
        technician);

    assertThatThrownBy(
            () ->
                jdbc.update(
                    "update turnup.territory set parent_id = ? where id = ?", below, technician))
        .isInstanceOf(DataIntegrityViolationException.class)
        .hasMessageContaining("would be above itself");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Europe/Berlni", "europe/berlin", "MEZ", ""})
  void noTimeZoneIsMisspelt(String zone) {
    String id = technician + "-elsewhere";

    assertThatThrownBy(
            () -> jdbc.update("insert into turnup.territory values (?, 'Elsewhere', ?)", id, zone))
        .isInstanceOf(DataIntegrityViolationException.class);
    assertThatThrownBy(
            () ->
                jdbc.update(
                    "insert into turnup.working_calendar (id, name, time_zone) values (?, 'No', ?)",
                    id,
                    zone))
        .isInstanceOf(DataIntegrityViolationException.class);
    assertThat(jdbc.queryForObject("select current_setting('timezone')", String.class))
        .as("the session's own")
        .isNotEqualTo(zone);
  }

  @Test
  void whoHasVisitsToMakeStays() {
    PlanInDatabase plan = plan();
    appointments.hold(appointment(plan, NINE, 60));

    for (ResourceKind kind : List.of(ResourceKind.TECHNICIAN, ResourceKind.TERRITORY)) {
      assertThat(resources.usesOf(kind, technician))
          .contains("visit of order " + plan.order + " on 2026-03-27 09:00");
    }

    assertThatThrownBy(() -> jdbc.update("delete from turnup.technician where id = ?", technician))
        .isInstanceOf(DataIntegrityViolationException.class)
        .hasMessageContaining("has visits to make");

    jdbc.update(
        "update turnup.appointment set state = 'done', held_until = null where technician_id = ?",
        technician);
    assertThat(jdbc.update("delete from turnup.technician where id = ?", technician)).isOne();
    assertThat(appointments.hold(appointment(plan(), NINE.plusDays(1), 60))).isFalse();
  }

  @Test
  void knowsWhoseTechniciansGoToATerritory() {
    jdbc.update(
        "insert into turnup.territory (id, name, time_zone, parent_id) values (?, 'Below', 'UTC', ?)",
        technician + "-below",
        technician);

    assertThat(technicians.homesFor(technician)).containsExactly(technician);
    assertThat(technicians.homesFor(technician + "-below"))
        .containsExactlyInAnyOrder(technician + "-below", technician);
  }

  @Test
  void tellsWhatTechniciansDoOnADay() {
    PlanInDatabase plan = plan();
    booked(plan, NINE);
    booked(plan(), NINE.plusDays(1));
    appointments.release(booked(plan(), NINE.plusHours(3)).id());
    Instant now = NINE.minusDays(1).toInstant();
    UUID before = heldBeforeAnOrder(NINE.plusHours(4), now.plusSeconds(3600));

    List<Planned> day =
        schedules.visits(
            List.of(technician),
            NINE.truncatedTo(ChronoUnit.DAYS).toInstant(),
            NINE.truncatedTo(ChronoUnit.DAYS).plusDays(1).toInstant(),
            now);
    assertThat(day).hasSize(2);
    assertThat(day.get(0))
        .satisfies(
            visit -> {
              assertThat(visit.order()).contains(plan.order);
              assertThat(visit.delivery()).contains(plan.delivery.number());
              assertThat(visit.state()).isEqualTo("booked");
              assertThat(visit.start()).isEqualTo(NINE.toInstant());
            });
    lostVisits.lose(
        List.of(appointments.of(plan.delivery.id()).orElseThrow().id()), Obstacle.ABSENCE, now);
    assertThat(
            schedules.visits(
                List.of(technician), NINE.toInstant(), NINE.plusHours(1).toInstant(), now))
        .extracting(Planned::state)
        .containsExactly("lost");
    assertThat(day.get(1).order()).as("held before an order").isEmpty();
    assertThat(day.get(1).state()).isEqualTo("held");
    assertThat(lostVisits.duties(List.of(technician), now, Optional.empty()))
        .filteredOn(duty -> duty.work().isEmpty())
        .extracting(LostVisits.Duty::appointment)
        .containsExactly(before);
    assertThat(lostVisits.duties(List.of(technician), now.plusSeconds(3600), Optional.empty()))
        .as("nobody ordered")
        .noneMatch(duty -> duty.work().isEmpty());
    jdbc.update(
        "insert into turnup.territory (id, name, time_zone, parent_id) values (?, 'Below', 'UTC', ?)",
        technician + "-below",
        technician);
    for (String territory : List.of(technician, technician + "-below")) {
      assertThat(schedules.around(territory, 10))
          .extracting(Technician::id)
          .containsExactly(technician);
    }
    assertThat(schedules.territory(technician)).isPresent();
    assertThat(schedules.territories(500))
        .extracting(Territory::id)
        .contains(technician, "hamburg");
  }

  private UUID heldBeforeAnOrder(ZonedDateTime start, Instant until) {
    UUID id = UUID.randomUUID();
    jdbc.update(
        """
        insert into turnup.appointment (id, technician_id, period, time_zone, state, held_until, caller, content_hash)
        values (?, ?, tstzrange(?, ?), 'Europe/Berlin', 'held', ?, 'crm', 'hash')
        """,
        id,
        technician,
        start.toOffsetDateTime(),
        start.plusHours(1).toOffsetDateTime(),
        until.atOffset(ZoneOffset.UTC));
    return id;
  }

  private static Opening opening(String from, String until) {
    return new Opening(
        LocalDateTime.parse(from).atZone(BERLIN).toInstant(),
        LocalDateTime.parse(until).atZone(BERLIN).toInstant());
  }
}
