package dev.turnup.engine.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.turnup.engine.delivery.MissedVisit;
import dev.turnup.engine.delivery.MissedVisits;
import dev.turnup.engine.delivery.Visits;
import dev.turnup.engine.escalation.Stuck;
import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.order.VisitId;
import dev.turnup.engine.scheduling.Appointment;
import dev.turnup.engine.scheduling.Appointments;
import dev.turnup.engine.scheduling.LostVisits;
import dev.turnup.engine.scheduling.Obstacle;
import dev.turnup.engine.scheduling.Slot;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
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
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

class AppointmentStoreTest extends CalendarStoreCase {

  @Autowired private MissedVisits missedVisits;
  @Autowired private LostVisits lostVisits;
  @Autowired private LateRows lateRows;
  @Autowired private TransactionTemplate transaction;

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
                  .orTimeout(60, TimeUnit.SECONDS)
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
                  .atMost(Duration.ofSeconds(60))
                  .until(() -> other.isDone() || somebodyWaitsForAnother());
              return other;
            });

    assertThat(second.orTimeout(60, TimeUnit.SECONDS).join()).isFalse();
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

    PlanInDatabase early = plan();
    Appointment done = booked(early, NINE.plusHours(5));
    visits.end(early.delivery.id(), Visits.End.DONE);
    assertThat(lostVisits.over(List.of(technician), before))
        .as("reported before it was over")
        .containsExactly(done.slot());
    assertThat(lostVisits.over(List.of(technician), NINE.plusHours(4).toInstant()))
        .as("or over, and not reported")
        .hasSize(2);
    assertThat(lostVisits.over(List.of(technician), NINE.plusDays(4).toInstant())).isEmpty();
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
                  .atMost(Duration.ofSeconds(60))
                  .until(() -> other.isDone() || somebodyWaitsForARow());
              return other;
            });

    assertThat(held.orTimeout(60, TimeUnit.SECONDS).join()).isFalse();
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

  private static Appointments.Around around(
      String territory, ZonedDateTime to, ZonedDateTime now, Optional<UUID> without) {
    return new Appointments.Around(
        territory, NINE.toInstant(), to.toInstant(), now.toInstant(), without);
  }
}
