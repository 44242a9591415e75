package dev.turnup.engine.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.turnup.engine.TurnupTest;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.Territories;
import dev.turnup.engine.decomposition.Territory;
import dev.turnup.engine.delivery.Deliveries;
import dev.turnup.engine.delivery.MissedVisit;
import dev.turnup.engine.delivery.MissedVisits;
import dev.turnup.engine.delivery.Visits;
import dev.turnup.engine.escalation.Stuck;
import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.Opening;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.OutboundCall;
import dev.turnup.engine.order.OutboundCalls;
import dev.turnup.engine.order.VisitId;
import dev.turnup.engine.order.WorkingCalendars;
import dev.turnup.engine.resource.ResourceKind;
import dev.turnup.engine.resource.Resources;
import dev.turnup.engine.scheduling.Appointment;
import dev.turnup.engine.scheduling.Appointments;
import dev.turnup.engine.scheduling.Bookings;
import dev.turnup.engine.scheduling.LostVisits;
import dev.turnup.engine.scheduling.Obstacle;
import dev.turnup.engine.scheduling.Offers;
import dev.turnup.engine.scheduling.Schedules;
import dev.turnup.engine.scheduling.Schedules.Planned;
import dev.turnup.engine.scheduling.Slot;
import dev.turnup.engine.scheduling.Technician;
import dev.turnup.engine.scheduling.Technicians;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

class AppointmentStoreTest extends TurnupTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZonedDateTime NINE = ZonedDateTime.of(2026, 3, 27, 9, 0, 0, 0, BERLIN);

  @Autowired private Orders orders;
  @Autowired private Components components;
  @Autowired private Deliveries deliveries;
  @Autowired private Appointments appointments;
  @Autowired private Offers offers;
  @Autowired private OutboundCalls calls;
  @Autowired private Visits visits;
  @Autowired private MissedVisits missedVisits;
  @Autowired private LostVisits lostVisits;
  @Autowired private LateRows lateRows;
  @Autowired private Technicians technicians;
  @Autowired private WorkingCalendars calendars;
  @Autowired private Resources resources;
  @Autowired private Schedules schedules;
  @Autowired private Bookings bookings;
  @Autowired private Territories territories;
  @Autowired private TransactionTemplate transaction;
  @Autowired private JdbcTemplate jdbc;

  private final String technician = "tech-" + UUID.randomUUID();

  @BeforeEach
  void hire() {
    jdbc.update(
        "insert into turnup.territory values (?, 'Somewhere', 'Europe/Berlin')", technician);
    jdbc.update(
        "insert into turnup.technician (id, name, territory_id) values (?, 'Tess', ?)",
        technician,
        technician);
  }

  @Test
  void holdsBooksAndEndsAVisit() {
    PlanInDatabase plan = plan();
    Appointment appointment = appointment(plan, NINE, 90);

    assertThat(appointments.hold(appointment)).isTrue();
    assertThat(appointments.of(plan.delivery.id())).contains(appointment);
    assertThat(appointments.book(appointment.id())).isTrue();
    assertThat(visits.visitOf(plan.delivery.id()))
        .contains(
            new Visits.Visit(
                new VisitId(appointment.id()), technician, NINE, NINE.plusMinutes(90), true));

    visits.end(plan.delivery.id(), Visits.End.MISSED);

    assertThat(visits.visitOf(plan.delivery.id())).isEmpty();
    assertThat(appointments.book(appointment.id())).isFalse();
    assertThat(stateOf(appointment)).isEqualTo("missed");
  }

  @Test
  void knowsWhatIsPaidForAMissedVisitAndThatItIsOnce() {
    PlanInDatabase plan = plan();
    Appointment appointment = booked(plan, NINE);
    MissedVisit missed =
        missed(plan, appointment, Optional.of(new MissedVisit.Charge("missed-visit", "absent")));
    Instant now = NINE.toInstant();

    assertThatThrownBy(() -> missedVisits.add(missed, now))
        .as("a visit that was not missed")
        .isInstanceOf(IllegalStateException.class);
    visits.end(plan.delivery.id(), Visits.End.MISSED);
    missedVisits.add(missed, now);

    assertThatThrownBy(() -> missedVisits.add(missed, now))
        .isInstanceOf(DuplicateKeyException.class);
    assertThat(missedVisits.of(plan.order)).isEqualTo(1);
    assertThat(missedVisits.get(missed.id())).isEqualTo(missed);
    assertThat(missedVisits.charged(missed.id(), "CHARGE-1", now)).isTrue();
    assertThat(missedVisits.charged(missed.id(), "CHARGE-2", now)).isFalse();
    assertThat(missedVisits.get(missed.id()).reference()).contains("CHARGE-1");
  }

  @Test
  void knowsWhichVisitTheWorkforceSystemHasInVain() {
    PlanInDatabase plan = plan();
    DeliveryId delivery = plan.delivery.id();
    Appointment first = booked(plan, NINE);
    assertThat(appointments.leftOutside(delivery)).isEmpty();
    appointments.release(first.id());
    assertThat(appointments.leftOutside(delivery)).contains(first.id());

    Appointment second = booked(plan, NINE.plusDays(1));
    assertThat(visits.isLeftOutside(delivery)).isFalse();
    visits.end(delivery, Visits.End.RELEASED);
    assertThat(appointments.leftOutside(delivery)).contains(second.id());
    visits.calledOff(delivery);
    assertThat(visits.isLeftOutside(delivery)).isFalse();

    booked(plan, NINE.plusDays(2));
    visits.end(delivery, Visits.End.MISSED);
    assertThat(visits.isLeftOutside(delivery)).isFalse();
    appointments.hold(appointment(plan, NINE.plusDays(3), 60));
    visits.end(delivery, Visits.End.RELEASED);
    assertThat(visits.isLeftOutside(delivery)).isFalse();
  }

  private Appointment booked(PlanInDatabase plan, ZonedDateTime start) {
    Appointment appointment = appointment(plan, start, 60);
    assertThat(appointments.hold(appointment)).isTrue();
    assertThat(appointments.book(appointment.id())).isTrue();
    return appointment;
  }

  @Test
  void keepsWhatTheWorkforceSystemKeepsOnNobodysCalendar() {
    PlanInDatabase plan = plan();
    DeliveryId delivery = plan.delivery.id();
    Appointment kept = outside(plan, NINE, "rita");
    assertThat(appointments.holdOutside(kept, "VISIT-1")).isTrue();
    assertThat(appointments.of(delivery)).contains(kept);
    assertThat(appointments.holdOutside(outside(plan, NINE.plusDays(1), ""), "VISIT-1"))
        .as("one visit of a delivery")
        .isFalse();
    assertThat(appointments.hold(appointment(plan, NINE, 60))).isFalse();
    assertThat(appointments.holdOutside(outside(plan(), NINE, "rita"), "VISIT-2")).isTrue();

    assertThat(visits.isLeftOutside(delivery)).isFalse();
    appointments.release(kept.id());
    assertThat(appointments.leftOutside(delivery)).as("at once").contains(kept.id());
    Appointment next = outside(plan, NINE.plusDays(1), "");
    assertThat(appointments.holdOutside(next, "VISIT-1")).isTrue();
    assertThat(appointments.book(next.id())).isTrue();
    assertThat(appointments.of(delivery).orElseThrow().slot().technician()).isEmpty();
    assertThat(visits.isLeftOutside(delivery)).isFalse();
    visits.end(delivery, Visits.End.DONE);
    assertThat(visits.isLeftOutside(delivery)).isFalse();

    Appointment vain = outside(plan, NINE.plusDays(2), "");
    appointments.leaveOutside(vain, "VISIT-1");
    assertThat(appointments.of(delivery)).isEmpty();
    assertThat(appointments.leftOutside(delivery)).contains(vain.id());
  }

  @Test
  void remembersWhatTheWorkforceSystemOffersAndWhatItMayKeep() {
    PlanInDatabase plan = plan();
    DeliveryId delivery = plan.delivery.id();
    assertThat(offers.of(delivery)).isEmpty();
    Offers.Offer offer =
        new Offers.Offer(NINE.toInstant(), NINE.plusHours(1).toInstant(), "SLOT-1");
    Offers.Offered offered =
        new Offers.Offered(
            "when?", NINE.toInstant(), List.of(offer), Optional.empty(), Optional.empty(), true);
    offers.keep(delivery, offered);
    assertThat(offers.of(delivery)).contains(offered);
    assertThat(visits.isLeftOutside(delivery)).isFalse();

    UUID id = appointments.nextId();
    Offers.Offered wanting =
        new Offers.Offered(
            "when?",
            NINE.toInstant(),
            List.of(),
            Optional.of(new Offers.Wanted(id, offer, Offers.By.DISPATCH)),
            Optional.empty(),
            false);
    offers.keep(delivery, wanting);
    assertThat(offers.of(delivery)).contains(wanting);
    assertThat(visits.isLeftOutside(delivery)).as("nobody was asked").isFalse();
    Offers.Offered chosenSince =
        new Offers.Offered(
            "when?",
            NINE.toInstant(),
            List.of(),
            Optional.of(new Offers.Wanted(UUID.randomUUID(), offer, Offers.By.CALLER)),
            wanting.wanted(),
            false);
    offers.keep(delivery, chosenSince);
    assertThat(offers.of(delivery)).contains(chosenSince);
    assertThat(appointments.leftOutside(delivery)).as("an answer may be lost").contains(id);
    Offers.Wanted asked = wanting.wanted().orElseThrow();
    assertThat(offers.mayBeKept(asked)).as("nothing was sent").isFalse();
    OutboundCall call =
        OutboundCall.prepared(
            new CallKey("workforce.reserve-visit:" + id),
            "workforce.reserve-visit",
            plan.order,
            delivery.toString(),
            "task",
            "{}");
    calls.enter(List.of(call));
    assertThat(offers.mayBeKept(asked)).isTrue();
    calls.note(
        List.of(
            call.failed(OutboundCall.State.REJECTED, new Failure("workforce", "no", "no"), true)));
    assertThat(offers.mayBeKept(asked)).isFalse();
    assertThat(offers.isAnswered(asked)).isFalse();
    booked(plan, NINE);
    visits.end(delivery, Visits.End.DONE);
    assertThat(visits.isLeftOutside(delivery)).as("it keeps nothing else").isFalse();
    calls.note(List.of(call.answered(OutboundCall.State.APPLIED, "{}")));
    assertThat(appointments.leftOutside(delivery)).as("it may come once more").contains(id);
    assertThat(offers.mayBeKept(asked)).isTrue();
    assertThat(offers.isAnswered(asked)).isTrue();
    calls.reopen(List.of(call.answered(OutboundCall.State.ANSWERED, "{}")));
    assertThat(offers.isAnswered(asked)).as("a person says otherwise").isFalse();
    Appointment appointment = booked(plan, NINE.plusDays(1));
    assertThat(visits.isLeftOutside(delivery)).isFalse();
    appointments.release(appointment.id());
    visits.calledOff(delivery);
    assertThat(visits.isLeftOutside(delivery)).isFalse();
    assertThat(offers.of(delivery).orElseThrow().asked()).isEmpty();
    assertThat(offers.of(delivery).orElseThrow().wanted()).isEqualTo(chosenSince.wanted());

    offers.keep(delivery, offered);
    offers.forget(delivery);
    assertThat(offers.of(delivery)).isEmpty();
  }

  private Appointment outside(PlanInDatabase plan, ZonedDateTime start, String who) {
    Appointment like = appointment(plan, start, 60);
    return new Appointment(
        like.id(),
        like.order(),
        like.delivery(),
        new Slot(who, start, start.plusHours(1)),
        like.territory(),
        Optional.of(start.toInstant()),
        like.id(),
        true);
  }

  @Test
  void knowsWhatBecomesOfAVisitThere() {
    PlanInDatabase plan = plan();
    DeliveryId delivery = plan.delivery.id();
    Appointment kept = outside(plan, NINE, "rita");
    appointments.holdOutside(kept, "VISIT-1");
    assertThat(appointments.toldOf(kept.id())).isEmpty();
    calls.enter(
        List.of(
            OutboundCall.prepared(
                new CallKey("workforce.reserve-visit:" + kept.id()),
                "workforce.reserve-visit",
                plan.order,
                delivery.toString(),
                "task",
                "{}")));
    assertThat(appointments.toldOf(kept.id())).isPresent();

    Appointment moved = outside(plan, NINE.plusDays(1), "");
    appointments.moveOutside(kept.id(), moved);
    assertThat(appointments.of(delivery)).contains(moved);
    assertThat(bookings.newestOf(delivery).orElseThrow().start().toInstant())
        .isEqualTo(NINE.plusDays(1).toInstant());
    appointments.book(moved.id());
    appointments.refuse(moved.id());

    assertThat(appointments.isRefused(moved.id())).isTrue();
    assertThat(shown(moved)).containsExactly("lost");
  }

  private List<String> shown(Appointment visit) {
    Instant day = visit.slot().start().toInstant();
    return schedules
        .outside(visit.territory().orElseThrow(), day, day.plusSeconds(1), Integer.MAX_VALUE)
        .stream()
        .filter(planned -> planned.order().equals(Optional.of(visit.order())))
        .map(Planned::state)
        .toList();
  }

  @Test
  void knowsWhatTheWorkforceSystemSendsNobodyTo() {
    PlanInDatabase plan = plan();
    Appointment visit = outside(plan, NINE, "");
    appointments.holdOutside(visit, "VISIT-1");
    appointments.book(visit.id());
    UUID id = visit.id();
    OutboundCall told =
        OutboundCall.prepared(
            new CallKey("workforce.dispatch-visit:" + id),
            "workforce.dispatch-visit",
            plan.order,
            plan.delivery.id().toString(),
            "task",
            "{}");
    assertThat(appointments.isRefused(id)).isFalse();
    calls.enter(List.of(told));
    assertThat(appointments.isRefused(id)).as("not known yet").isFalse();
    assertThat(shown(visit)).containsExactly("booked");

    calls.note(List.of(told.answered(OutboundCall.State.APPLIED, "{\"status\": \"rejected\"}")));
    assertThat(shown(visit)).containsExactly("lost");
    assertThat(appointments.isRefused(id)).isTrue();
    String confirmed = "{\"status\": \"confirmed\"}";
    calls.reopen(List.of(told.answered(OutboundCall.State.ANSWERED, confirmed)));
    assertThat(appointments.isRefused(id)).as("a person says otherwise").isFalse();
    calls.note(List.of(told.answered(OutboundCall.State.APPLIED, confirmed)));
    assertThat(appointments.isRefused(id)).isFalse();
  }

  @Test
  void neverGivesATechnicianTwoVisitsAtATime() {
    assertThat(appointments.hold(appointment(plan(), NINE, 60))).isTrue();

    assertThat(appointments.hold(appointment(plan(), NINE.plusMinutes(59), 60))).isFalse();
    assertThat(appointments.hold(appointment(plan(), NINE.plusMinutes(60), 60))).isTrue();
  }

  @Test
  void givesADeliveryOneVisit() {
    PlanInDatabase plan = plan();

    assertThat(appointments.hold(appointment(plan, NINE, 60))).isTrue();
    assertThat(appointments.hold(appointment(plan, NINE.plusHours(3), 60))).isFalse();
  }

  @Test
  void isGuardedByTheDatabaseAgainstCodeThatForgets() {
    Appointment held = appointment(plan(), NINE, 60);
    appointments.hold(held);
    PlanInDatabase other = plan();

    assertThatThrownBy(
            () ->
                jdbc.update(
                    """
                    insert into turnup.appointment
                      (id, order_id, delivery_id, technician_id, period, time_zone, state)
                    select ?, ?, ?, technician_id, period, time_zone, 'booked'
                      from turnup.appointment where id = ?""",
                    UUID.randomUUID(),
                    other.order.value(),
                    other.delivery.id().value(),
                    held.id()))
        .isInstanceOf(DataIntegrityViolationException.class)
        .hasMessageContaining("ex_appointment_technician");
  }

  @Test
  void givesASlotToOneOfEightWhoWantItAtOnce() throws Exception {
    int wanting = 8;
    List<PlanInDatabase> plans = new ArrayList<>();
    for (int i = 0; i < wanting; i++) {
      plans.add(plan());
    }
    CyclicBarrier together = new CyclicBarrier(wanting);
    ExecutorService threads = Executors.newFixedThreadPool(wanting);
    List<Callable<Boolean>> attempts = new ArrayList<>();
    for (PlanInDatabase plan : plans) {
      // all overlap, none is equal
      Appointment appointment = appointment(plan, NINE.plusMinutes(plans.indexOf(plan)), 60);
      attempts.add(
          () -> {
            together.await();
            return transaction.execute(status -> appointments.hold(appointment));
          });
    }
    List<Boolean> won = new ArrayList<>();
    for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
      won.add(attempt.get());
    }
    threads.shutdown();

    assertThat(won).containsOnlyOnce(true);
    assertThat(
            jdbc.queryForObject(
                "select count(*) from turnup.appointment where technician_id = ?",
                Integer.class,
                technician))
        .isEqualTo(1);
  }

  @Test
  void freesWhatWasHeldInVain() {
    Appointment held = appointment(plan(), NINE, 60);
    Appointment booked = appointment(plan(), NINE.plusHours(2), 60);
    appointments.hold(held);
    appointments.hold(booked);
    appointments.book(booked.id());

    appointments.releaseExpired(List.of(technician), NINE.minusDays(1).toInstant());
    assertThat(stateOf(held)).isEqualTo("held");
    appointments.releaseExpired(List.of(technician), NINE.toInstant());

    assertThat(stateOf(held)).isEqualTo("released");
    assertThat(stateOf(booked)).isEqualTo("booked");
    assertThat(
            appointments.busy(
                List.of(technician),
                around(technician, NINE.plusDays(1), NINE.minusDays(1), Optional.empty())))
        .extracting(Appointments.Busy::start)
        .containsExactly(NINE.plusHours(2).toInstant());
  }

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
  void aTechnicianDoesNoMoreInADayThanTheyCan() {
    jdbc.update(
        "update turnup.technician set most_visits = 2, most_minutes = 100 where id = ?",
        technician);

    assertThat(appointments.hold(appointment(plan(), NINE, 60))).isTrue();
    assertThat(appointments.hold(appointment(plan(), NINE.plusHours(2), 60))).isFalse();
    assertThat(appointments.hold(appointment(plan(), NINE.plusHours(2), 30))).isTrue();
    assertThat(appointments.hold(appointment(plan(), NINE.plusHours(4), 10))).isFalse();
    assertThat(appointments.hold(appointment(plan(), NINE.plusDays(1), 60))).isTrue();
  }

  @Test
  void nobodyWaitsWhereOneVisitHasNothingToDoWithAnother() {
    Appointment one = appointment(plan(), NINE, 60);
    Appointment other = appointment(plan(), NINE.plusHours(2), 60);

    boolean held =
        transaction.execute(
            status -> {
              appointments.hold(one);
              return CompletableFuture.supplyAsync(() -> appointments.hold(other))
                  .orTimeout(20, TimeUnit.SECONDS)
                  .join();
            });

    assertThat(held).isTrue();
  }

  @Test
  void theWayToAVisitOfTheNextDayIsSeenWhenBothAreHeldAtOnce() {
    String far = technician + "-far";
    jdbc.update("insert into turnup.territory values (?, 'Far', 'Europe/Berlin')", far);
    jdbc.update("insert into turnup.travel_time values (?, ?, 60)", technician, far);
    Appointment lastOfTheDay = appointment(plan(), NINE.withHour(23).withMinute(30), 45);
    Appointment afterMidnight =
        appointment(plan(), NINE.plusDays(1).withHour(0).withMinute(30), 45, far);

    CompletableFuture<Boolean> second =
        transaction.execute(
            status -> {
              appointments.hold(lastOfTheDay);
              CompletableFuture<Boolean> other =
                  CompletableFuture.supplyAsync(() -> appointments.hold(afterMidnight));
              await()
                  .atMost(Duration.ofSeconds(20))
                  .until(() -> other.isDone() || somebodyWaitsForAnother());
              return other;
            });

    assertThat(second.orTimeout(20, TimeUnit.SECONDS).join()).isFalse();
  }

  private boolean somebodyWaitsForAnother() {
    return jdbc.queryForObject(
        "select exists (select 1 from pg_locks where locktype = 'advisory' and not granted)",
        Boolean.class);
  }

  @Test
  void aTechnicianGetsThereAndAwayInTime() {
    String far = technician + "-far";
    jdbc.update("insert into turnup.territory values (?, 'Far', 'Europe/Berlin')", far);
    jdbc.update("insert into turnup.travel_time values (?, ?, 30)", technician, far);
    assertThat(appointments.hold(appointment(plan(), NINE, 60))).isTrue();

    assertThat(appointments.hold(appointment(plan(), NINE.plusMinutes(89), 30, far))).isFalse();
    assertThat(appointments.hold(appointment(plan(), NINE.minusMinutes(59), 30, far))).isFalse();
    assertThat(appointments.hold(appointment(plan(), NINE.plusMinutes(90), 30, far))).isTrue();
    assertThat(appointments.hold(appointment(plan(), NINE.minusMinutes(60), 30, far))).isTrue();
    assertThat(appointments.hold(appointment(plan(), NINE.plusMinutes(60), 1))).isFalse();
    assertThat(
            appointments.busy(
                List.of(technician),
                around(far, NINE.plusHours(1), NINE.minusDays(1), Optional.empty())))
        .extracting(busy -> busy.travel().toMinutes())
        .containsExactly(0L, 30L, 0L);
  }

  @Test
  void aVisitOfWhichNobodyWroteWhereItIsIsAtTheTechniciansHome() {
    String far = technician + "-far";
    jdbc.update("insert into turnup.territory values (?, 'Far', 'Europe/Berlin')", far);
    jdbc.update("insert into turnup.travel_time values (?, ?, 30)", technician, far);
    appointments.hold(appointment(plan(), NINE, 60));
    jdbc.update(
        "update turnup.appointment set territory_id = null where technician_id = ?", technician);

    assertThat(appointments.hold(appointment(plan(), NINE.plusMinutes(89), 30, far))).isFalse();
    assertThat(
            appointments.busy(
                List.of(technician),
                around(far, NINE.plusHours(1), NINE.minusDays(1), Optional.empty())))
        .extracting(busy -> busy.travel().toMinutes())
        .as("as the database reckons with")
        .containsExactly(30L);
  }

  @Test
  void nobodyTravelsBetweenVisitsOfOneJourney() {
    PlanInDatabase first = plan();
    PlanInDatabase second = plan();
    PlanInDatabase neighbour = plan();
    jdbc.update(
        "update turnup.delivery set site_id = ? where order_id in (?, ?)",
        first.site,
        second.order.value(),
        neighbour.order.value());
    jdbc.update(
        "update turnup.product_order set customer_id = ? where id in (?, ?)",
        technician,
        first.order.value(),
        second.order.value());
    Appointment there = booked(first, NINE);
    booked(neighbour, NINE.plusHours(3));
    booked(plan(), NINE.plusHours(5));
    jdbc.update("insert into turnup.travel_time values (?, ?, 30)", technician, technician);

    assertThat(appointments.toComeThere(second.delivery.id(), NINE.minusHours(1).toInstant()))
        .extracting(Appointment::id)
        .containsExactly(there.id());
    assertThat(appointments.toComeThere(second.delivery.id(), NINE.toInstant())).isEmpty();

    Appointment after = appointment(second, NINE.plusHours(1), 60);
    assertThat(appointments.hold(after)).isFalse();
    Appointment together =
        new Appointment(
            after.id(),
            after.order(),
            after.delivery(),
            after.slot(),
            after.territory(),
            after.heldUntil(),
            there.journey());
    assertThat(appointments.hold(together)).isTrue();
    assertThat(appointments.of(second.delivery.id())).contains(together);
    assertThat(appointments.sharing(there)).containsExactly(together);

    assertThat(missedVisits.isOnMissedJourney(new VisitId(together.id()))).isFalse();
    jdbc.update("update turnup.appointment set state = 'missed' where id = ?", there.id());
    missedVisits.add(missed(first, there, Optional.empty()), NINE.toInstant());
    assertThat(missedVisits.isOnMissedJourney(new VisitId(together.id()))).isTrue();
    assertThat(missedVisits.isOnMissedJourney(new VisitId(there.id()))).isFalse();
    assertThat(appointments.sharing(together)).isEmpty();
  }

  @Test
  void knowsWhatIsLostUntilItIsMoved() {
    PlanInDatabase plan = plan();
    Appointment held = appointment(plan, NINE, 60);
    appointments.hold(held);
    booked(plan(), NINE.plusHours(2));
    Instant before = NINE.minusHours(1).toInstant();

    assertThat(lostVisits.duties(List.of(technician), before, Optional.empty())).hasSize(2);
    LostVisits.Duty duty =
        lostVisits
            .duties(List.of(technician), NINE.minusNanos(1000).toInstant(), Optional.empty())
            .get(0);
    assertThat(duty)
        .isEqualTo(
            new LostVisits.Duty(
                held.id(),
                Optional.of(new LostVisits.Work(plan.order, plan.delivery.id(), 1)),
                held.slot(),
                Optional.of(technician),
                Set.of("fibre")));
    assertThat(lostVisits.duties(List.of(technician), NINE.toInstant(), Optional.empty()))
        .as("is under way")
        .hasSize(2);
    assertThat(
            lostVisits.duties(List.of(technician), NINE.plusHours(1).toInstant(), Optional.empty()))
        .hasSize(1);

    LocalDate day = NINE.toLocalDate();
    Map.of(-2, 0, -1, 2, 0, 2, 1, 1, 2, 0)
        .forEach(
            (later, hers) -> {
              LocalDate there = day.plusDays(later);
              assertThat(
                      lostVisits.duties(
                          List.of(technician),
                          before,
                          Optional.of(new LostVisits.Days(there, there))))
                  .as("on %s, wherever on Earth", there)
                  .hasSize(hers);
            });

    assertThat(lostVisits.of(plan.delivery.id(), before)).isEmpty();
    lostVisits.lose(List.of(held.id()), Obstacle.NOT_WORKING, before);
    assertThat(lostVisits.of(plan.delivery.id(), before))
        .containsExactly(new LostVisits.Lost(duty, Obstacle.NOT_WORKING));
    assertThat(lostVisits.of(plan.delivery.id(), NINE.toInstant())).as("has begun").hasSize(1);
    assertThat(lostVisits.of(plan.delivery.id(), NINE.plusHours(1).toInstant())).isEmpty();
    assertThat(lostVisits.due(before, 100)).contains(duty);
    assertThat(lateRows.among(List.of(plan.order), before.minusSeconds(1))).isEmpty();
    assertThat(lateRows.among(List.of(plan.order), before))
        .extracting(Stuck::finding)
        .containsExactly(Finding.LOST_VISIT);
    assertThat(lateRows.unattended(NINE.plusMinutes(5).toInstant(), 10_000))
        .extracting(Stuck::order)
        .contains(plan.order);
    for (int pause : List.of(10, 30, 90, 270, 300, 300)) {
      lostVisits.putOff(held.id(), before);
      assertThat(lostVisits.due(before.plusSeconds(pause - 1), 100)).doesNotContain(duty);
      assertThat(lostVisits.due(before.plusSeconds(pause), 100)).contains(duty);
    }

    lostVisits.keep(held.id());
    assertThat(lostVisits.of(plan.delivery.id(), before)).isEmpty();
    lostVisits.lose(List.of(held.id()), Obstacle.ABSENCE, before);
    appointments.release(held.id());
    assertThat(lostVisits.due(before, 100)).doesNotContain(duty);
  }

  @Test
  void aTimeAndAnAbsenceOfTheSameMomentSeeOneAnother() {
    Appointment appointment = appointment(plan(), NINE, 60);

    CompletableFuture<Boolean> held =
        transaction.execute(
            status -> {
              jdbc.update(
                  "insert into turnup.technician_absence (id, technician_id, starts, ends, reason)"
                      + " values (?, ?, '2026-03-27 00:00', '2026-03-28 00:00', 'away')",
                  technician,
                  technician);
              CompletableFuture<Boolean> other =
                  CompletableFuture.supplyAsync(() -> appointments.hold(appointment));
              await()
                  .atMost(Duration.ofSeconds(20))
                  .until(() -> other.isDone() || somebodyWaitsForARow());
              return other;
            });

    assertThat(held.orTimeout(20, TimeUnit.SECONDS).join()).isFalse();
  }

  private boolean somebodyWaitsForARow() {
    return jdbc.queryForObject(
        "select exists (select 1 from pg_locks where locktype = 'transactionid' and not granted)",
        Boolean.class);
  }

  @Test
  void holdsTheTimeOfASecondTechnicianForAsLongAsTheFirstOnes() {
    String other = "second-" + technician;
    jdbc.update(
        "insert into turnup.technician (id, name, territory_id) values (?, 'Sam', ?)",
        other,
        technician);
    PlanInDatabase plan = plan();
    Appointment taken = appointment(plan(), NINE.plusMinutes(30), 60);
    Appointment first = appointment(plan, NINE, 60);
    assertThat(appointments.holdBeside(first.id(), other)).isFalse();
    assertThat(appointments.hold(first)).isTrue();
    assertThat(appointments.holdBeside(first.id(), technician)).isFalse();
    assertThat(appointments.holdBeside(first.id(), other)).isTrue();
    assertThat(appointments.holdBeside(first.id(), other)).isFalse();

    assertThat(appointments.of(plan.delivery.id())).contains(first);
    assertThat(appointments.beside(first.id())).contains(other);
    Instant before = NINE.minusHours(1).toInstant();
    LostVisits.Duty along =
        new LostVisits.Duty(
            first.id(),
            Optional.of(new LostVisits.Work(plan.order, plan.delivery.id(), 1)),
            new Slot(other, NINE, NINE.plusHours(1)),
            Optional.of(technician),
            Set.of());
    assertThat(lostVisits.duties(List.of(other), before, Optional.empty())).containsExactly(along);
    lostVisits.lose(List.of(first.id()), Obstacle.ABSENCE, before);
    assertThat(lostVisits.of(plan.delivery.id(), before))
        .extracting(LostVisits.Lost::duty)
        .hasSize(2)
        .endsWith(along);
    assertThat(lostVisits.due(before, 100))
        .filteredOn(duty -> duty.work().orElseThrow().order().equals(plan.order))
        .extracting(duty -> duty.slot().technician())
        .containsExactly(technician);
    assertThat(of(other, taken)).as("whoever comes along is taken").isFalse();
    ZonedDateTime now = NINE.minusDays(1);
    List<String> both = List.of(technician, other);
    assertThat(appointments.busy(both, around(technician, NINE, now, Optional.empty()))).hasSize(2);
    assertThat(appointments.busy(both, around(technician, NINE, now, Optional.of(first.id()))))
        .as("its own time is free for both")
        .isEmpty();
    ZonedDateTime expired = first.heldUntil().orElseThrow().atZone(NINE.getZone());
    assertThat(appointments.busy(both, around(technician, NINE, expired, Optional.empty())))
        .as("held no more")
        .isEmpty();
    appointments.keepUntil(first.id(), NINE.toInstant());
    assertThat(appointments.of(plan.delivery.id()).orElseThrow().heldUntil())
        .contains(NINE.toInstant());
    appointments.keepUntil(first.id(), first.heldUntil().orElseThrow());
    assertThatThrownBy(() -> jdbc.update("delete from turnup.technician where id = ?", other))
        .isInstanceOf(DataIntegrityViolationException.class);

    appointments.releaseExpired(List.of(other), first.heldUntil().orElseThrow());
    assertThat(appointments.of(plan.delivery.id())).isEmpty();
    assertThat(appointments.beside(first.id())).isEmpty();
    assertThat(of(other, taken)).isTrue();
  }

  /** Whether somebody else can hold the time. */
  private boolean of(String who, Appointment appointment) {
    return appointments.hold(
        new Appointment(
            appointment.id(),
            appointment.order(),
            appointment.delivery(),
            new Slot(who, appointment.slot().start(), appointment.slot().end()),
            appointment.territory(),
            appointment.heldUntil(),
            appointment.journey()));
  }

  @Test
  void nobodyHoldsTheTimeOfWhoIsAbsent() {
    jdbc.update(
        "insert into turnup.technician_absence (id, technician_id, starts, ends, reason)"
            + " values (?, ?, '2026-03-27 10:00', '2026-03-27 12:00', 'away')",
        technician,
        technician);

    assertThat(appointments.hold(appointment(plan(), NINE, 61))).isFalse();
    assertThat(appointments.hold(appointment(plan(), NINE.plusMinutes(179), 30))).isFalse();
    assertThat(appointments.hold(appointment(plan(), NINE, 60))).isTrue();
    assertThat(appointments.hold(appointment(plan(), NINE.plusHours(3), 60))).isTrue();
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

  private PlanInDatabase plan() {
    return new PlanInDatabase(orders, components, deliveries);
  }

  private static MissedVisit missed(
      PlanInDatabase plan, Appointment appointment, Optional<MissedVisit.Charge> charge) {
    return new MissedVisit(
        new VisitId(appointment.id()),
        plan.order,
        plan.delivery.id(),
        NINE.toLocalDate(),
        charge,
        Optional.empty());
  }

  private Appointment appointment(PlanInDatabase plan, ZonedDateTime start, int minutes) {
    return appointment(plan, start, minutes, technician);
  }

  private Appointment appointment(
      PlanInDatabase plan, ZonedDateTime start, int minutes, String territory) {
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

  private String stateOf(Appointment appointment) {
    return jdbc.queryForObject(
        "select state from turnup.appointment where id = ?", String.class, appointment.id());
  }

  private static Appointments.Around around(
      String territory, ZonedDateTime to, ZonedDateTime now, Optional<UUID> without) {
    return new Appointments.Around(
        territory, NINE.toInstant(), to.toInstant(), now.toInstant(), without);
  }
}
