package dev.turnup.engine.scheduling;

import static dev.turnup.engine.Planning.BERLIN;
import static dev.turnup.engine.Planning.MONDAY;
import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.delivery.NextVisit;
import dev.turnup.engine.order.AnItem;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.Site;
import dev.turnup.engine.scheduling.LostVisits.Duty;
import dev.turnup.engine.scheduling.LostVisits.Work;
import dev.turnup.engine.scheduling.Technician.DailyMost;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Anna has a visit on Monday from 10:00 to 11:30; then something comes in between. */
class MoveLostVisitTest extends AppointmentCase {

  private final LostVisitsInMemory lostVisits = new LostVisitsInMemory();
  private final List<String> takenFrom = new ArrayList<>();
  private final MoveLostVisit moveLostVisit =
      new MoveLostVisit(
          planning.orders,
          planning.deliveries,
          lostVisits,
          planning.crew,
          planning.rescheduleVisit,
          (technician, order, visit) -> takenFrom.add(technician),
          planning.clock);
  private DeliveryId delivery;

  @BeforeEach
  void book() {
    delivery = booked(item("1", "internet-300"), "10:00");
  }

  @Test
  void sendsSomebodyElseAtTheSameTime() {
    planning.crew.with("ben", "hamburg", "fibre");
    annaIsAway(MONDAY);

    moveLostVisit.forDelivery(delivery);

    assertThat(slot(delivery)).isEqualTo(at("ben", MONDAY));
    assertThat(planning.waitingForVisit).as("is dispatched anew").isEmpty();
    assertThat(planning.timeline.kinds()).doesNotContain(EventKind.APPOINTMENT_CANCELLED);
    assertThat(planning.timeline.of(planning.deliveries.get(delivery).order(), 0, 100))
        .filteredOn(entry -> entry.entry().kind() == EventKind.APPOINTMENT_MOVED)
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry.entry().text())
                    .isEqualTo(
                        "Another technician for the visit of delivery 1: its technician cannot come"));
  }

  @Test
  void sendsWhoIsThereAnyway() {
    DeliveryId next = booked(item("1", "tv-basic"), "08:30");
    planning.calendar.sameSite(delivery, next);
    planning.crew.with("ben", "hamburg", "fibre").with("cem", "hamburg", "fibre");
    planning.crew.absent("ben", MONDAY, MONDAY);
    annaIsAway(MONDAY);
    lose(next);
    moveLostVisit.forDelivery(next);
    planning.crew.with("ben", "hamburg", "fibre");

    moveLostVisit.forDelivery(delivery);

    assertThat(slot(delivery)).isEqualTo(at("cem", MONDAY));
    assertThat(planning.calendar.of(delivery).orElseThrow().journey())
        .isEqualTo(planning.calendar.of(next).orElseThrow().journey());
  }

  @Test
  void findsAnotherTimeWhereNobodyElseCanComeThen() {
    LocalDate thursday = MONDAY.plusDays(3);
    planning.crew.absent("anna", MONDAY, thursday.minusDays(1));
    lose(delivery);

    moveLostVisit.forDelivery(delivery);

    assertThat(slot(delivery).start()).isEqualTo(thursday.atTime(8, 0).atZone(BERLIN));
    OrderId order = planning.deliveries.get(delivery).order();
    assertThat(planning.timeline.of(order, 0, 100))
        .extracting(entry -> entry.entry().text())
        .contains("Another time for the visit of delivery 1: its technician cannot come");
    assertThat(planning.orders.get(order).promisedDate().orElseThrow()).isAfterOrEqualTo(thursday);
  }

  @Test
  void keepsWhoCanStillComeWhereTheOtherOfTwoCannot() {
    planning.crew.with("ben", "hamburg").with("cem", "hamburg");
    Delivery one = planning.deliveries.get(delivery);
    planning.deliveries.update(one.visited(new NextVisit(Optional.empty(), Set.of(), 2)));
    planning.calendar.holdBeside(planning.calendar.of(delivery).orElseThrow().id(), "ben");
    planning.crew.absent("ben", MONDAY, MONDAY);
    Appointment before = planning.calendar.of(delivery).orElseThrow();
    lostVisits.duties.add(
        new Duty(
            before.id(),
            Optional.of(new Work(before.order(), delivery, 1)),
            new Slot("ben", before.slot().start(), before.slot().end()),
            before.territory(),
            Set.of()));
    lostVisits.lost.put(before.id(), Obstacle.ABSENCE);

    moveLostVisit.forDelivery(delivery);

    assertThat(slot(delivery)).isEqualTo(at("anna", MONDAY));
    assertThat(planning.calendar.beside(planning.calendar.of(delivery).orElseThrow().id()))
        .contains("cem");
  }

  @Test
  void movesWhatIsTooMuchForADayUntilItIsNotAnyMore() {
    Technician anna = planning.crew.find("anna").orElseThrow();
    planning.crew.with(
        new Technician(
            "anna",
            "anna",
            anna.territory(),
            anna.skills(),
            anna.calendar(),
            anna.absences(),
            new DailyMost(Optional.of(0), Optional.empty())));
    lose(delivery);
    lostVisits.lost.replaceAll((visit, obstacle) -> Obstacle.TOO_MANY);
    planning.crew.with("ben", "hamburg", "fibre");
    moveLostVisit.forDelivery(delivery);
    assertThat(slot(delivery)).isEqualTo(at("ben", MONDAY));

    lostVisits.duties.clear();
    lostVisits.lost.clear();
    lose(delivery);
    lostVisits.lost.replaceAll((visit, obstacle) -> Obstacle.TOO_MANY);
    moveLostVisit.forDelivery(delivery);
    assertThat(slot(delivery)).as("Ben does as much as there is").isEqualTo(at("ben", MONDAY));
    assertThat(lostVisits.lost.values()).isEmpty();
  }

  @Test
  void leavesWhatIsNotLostAnyMore() {
    planning.crew.with("ben", "hamburg", "fibre");
    lose(delivery);

    moveLostVisit.forDelivery(delivery);

    assertThat(slot(delivery)).as("the absence was taken back").isEqualTo(at("anna", MONDAY));
    assertThat(lostVisits.lost).isEmpty();
    moveLostVisit.forDelivery(delivery);
    assertThat(planning.timeline.kinds()).doesNotContain(EventKind.APPOINTMENT_MOVED);
  }

  @Test
  void leavesWhatHasBegunToWhoeverTakesIt() {
    planning.crew.with("ben", "hamburg", "fibre");
    annaIsAway(MONDAY);
    planning.clock.advance(Duration.ofHours(3));

    assertThatThrownBy(() -> moveLostVisit.forDelivery(delivery))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("has begun");
    moveLostVisit.leaveToOthers(delivery);

    assertThat(slot(delivery).technician()).isEqualTo("anna");
    assertThat(takenFrom).containsExactly("anna");
  }

  @Test
  void sendsNobodyElseSoShortlyBefore() {
    planning.crew.with("ben", "hamburg", "fibre");
    annaIsAway(MONDAY);
    planning.clock.advance(Duration.ofMinutes(150));

    moveLostVisit.forDelivery(delivery);

    assertThat(slot(delivery)).isEqualTo(at("ben", MONDAY, 10, 30));
  }

  @Test
  void isTriedAgainWhileTheVisitIsBeingPassedOn() {
    annaIsAway(MONDAY);
    planning.waitingForVisit.clear();

    assertThatThrownBy(() -> moveLostVisit.forDelivery(delivery)).isInstanceOf(Refused.class);

    assertThat(lostVisits.lost).hasSize(1);
  }

  @Test
  void isNobodysWhileAnotherDayIsAgreedOnWithTheWorkforceSystem() {
    Site cologne = new Site("site-5", "5 Rhine Street, 50667 Cologne", "50667");
    DeliveryId there = booked(AnItem.like(item("1", "internet-300")).at(cologne).item(), "13:00");
    planning.crew.absent("anna", MONDAY, MONDAY);
    lose(there);
    UUID appointment = planning.calendar.of(there).orElseThrow().id();

    moveLostVisit.forDelivery(there);

    assertThat(slot(there).technician()).as("until another day is kept").isEqualTo("anna");
    assertThat(planning.proposeAppointment.forDelivery(there).toAgreeOn()).isTrue();
    moveLostVisit.forDelivery(there);
    assertThat(takenFrom).containsExactly("anna", "anna");
    assertThat(lostVisits.putOff).containsExactly(appointment, appointment);
  }

  private DeliveryId booked(OrderItem item, String time) {
    DeliveryId booked = assessed(planning.roomForAll(item));
    chosen(booked, "anna", MONDAY + "T" + time);
    assertThat(planning.bookAppointment.forDelivery(booked)).isPresent();
    planning.waitingForVisit.add(booked);
    return booked;
  }

  private void annaIsAway(LocalDate day) {
    planning.crew.absent("anna", day, day);
    lose(delivery);
  }

  private void lose(DeliveryId lost) {
    Appointment appointment = planning.calendar.of(lost).orElseThrow();
    lostVisits.duties.add(
        new Duty(
            appointment.id(),
            Optional.of(new Work(appointment.order(), lost, 1)),
            appointment.slot(),
            appointment.territory(),
            Set.of("fibre")));
    lostVisits.lost.putAll(Map.of(appointment.id(), Obstacle.ABSENCE));
  }

  private static Slot at(String technician, LocalDate day) {
    return at(technician, day, 10, 0);
  }

  private static Slot at(String technician, LocalDate day, int hour, int minute) {
    return new Slot(
        technician,
        day.atTime(hour, minute).atZone(BERLIN),
        day.atTime(hour, minute).atZone(BERLIN).plusMinutes(90));
  }
}
