package dev.turnup.engine.scheduling;

import static dev.turnup.engine.Planning.BERLIN;
import static dev.turnup.engine.Planning.MONDAY;
import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.Planning;
import dev.turnup.engine.delivery.RecordVisit.Report;
import dev.turnup.engine.delivery.RecordVisit.VisitOutcome;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.scheduling.RescheduleVisit.Result;
import dev.turnup.engine.scheduling.RescheduleVisit.Why;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RescheduleVisitTest extends AppointmentCase {

  private static final LocalDate THURSDAY = MONDAY.plusDays(3);

  @Test
  void movesABookedVisitOfADeliveryThatWaitsForIt() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = booked(order);

    Result result = moved(delivery, "2026-03-05T10:00");

    assertThat(result).isEqualTo(new Result.Moved(planning.calendar.of(delivery).orElseThrow()));
    assertThat(slot(delivery).start()).isEqualTo(at("2026-03-05T10:00"));
    assertThat(planning.waitingForVisit).isEmpty();
    assertThat(planning.orders.get(order).promisedDate()).contains(THURSDAY);
    assertThat(planning.timeline.kinds())
        .containsOnlyOnce(EventKind.APPOINTMENT_MOVED)
        .doesNotContain(EventKind.APPOINTMENT_CANCELLED);

    planning.clock.advance(Duration.ofDays(2));
    planning.proposeAppointment.forDelivery(delivery);
    assertThat(planning.bookAppointment.forDelivery(delivery))
        .as("kept until it begins")
        .isPresent();
    assertThat(slot(delivery).start()).isEqualTo(at("2026-03-05T10:00"));
    assertThat(planning.calendar.leftOutside(delivery)).isEmpty();
  }

  @Test
  void changesNothingForTheTimeThatItIsAt() {
    DeliveryId delivery = booked(planning.roomForAll(item("1", "internet-300")));
    Appointment before = planning.calendar.of(delivery).orElseThrow();

    Result again =
        planning.rescheduleVisit.to(
            delivery, before.slot().start().toInstant(), Optional.of("anna"), Why.CALLER);

    assertThat(again).isEqualTo(new Result.Moved(before));
    assertThat(planning.waitingForVisit).containsExactly(delivery);
  }

  @Test
  void holdsAnotherTimeForADeliveryThatHasNotComeSoFar() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = planning.planDeliveries.forOrder(order).deliveries().get(0);
    planning.promiseDate.forOrder(order);

    assertThat(moved(delivery, "2026-03-05T10:00")).isInstanceOf(Result.Moved.class);

    assertThat(slot(delivery).start()).isEqualTo(at("2026-03-05T10:00"));
    assertThat(planning.orders.get(order).promisedDate()).contains(THURSDAY);
  }

  @Test
  void keepsTheTimeThatWasAgreedWithUntilItBegins() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = planning.planDeliveries.forOrder(order).deliveries().get(0);
    planning.clock.advance(Duration.ofHours(12));
    planning.promiseDate.forOrder(order);
    Slot held = slot(delivery);

    planning.rescheduleVisit.to(delivery, held.start().toInstant(), Optional.empty(), Why.CUSTOMER);
    planning.clock.advance(Duration.ofHours(5));

    assertThat(planning.calendar.of(delivery).orElseThrow().heldUntil())
        .contains(held.start().toInstant())
        .hasValueSatisfying(until -> assertThat(until).isAfter(planning.clock.instant()));
    OrderId other = planning.roomForAll(item("1", "internet-300"));
    assertThat(slot(assessedAndProposed(other))).isNotEqualTo(held);
    assertThat(slot(delivery)).isEqualTo(held);
  }

  @Test
  void keepsWhatAPromiseRestsOnWhenItIsAgreedWith() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = planning.planDeliveries.forOrder(order).deliveries().get(0);
    planning.promiseDate.forOrder(order);

    planning.rescheduleVisit.confirm(order);

    assertThat(planning.calendar.of(delivery).orElseThrow().heldUntil())
        .contains(slot(delivery).start().toInstant());
  }

  @Test
  void offersNoTimeThatIsNotPlanned() {
    DeliveryId delivery = booked(planning.roomForAll(item("1", "internet-300")));
    Instant now = planning.clock.instant();
    Instant far = now.plus(Duration.ofDays(300));
    List<SearchSlots.Time> last =
        planning.searchSlots.forDelivery(delivery, now.plus(Duration.ofDays(58)), far, 100);

    assertThat(last).isNotEmpty();
    last.forEach(
        time ->
            assertThat(
                    planning.rescheduleVisit.to(
                        delivery, time.start().toInstant(), Optional.empty(), Why.CALLER))
                .isInstanceOf(Result.Moved.class));
    assertThat(planning.searchSlots.forDelivery(delivery, now.plus(Duration.ofDays(90)), far, 100))
        .isEmpty();
    SearchSlots.Described visit =
        new SearchSlots.Described("20457", Set.of("fibre"), Duration.ofHours(1));
    assertThat(planning.searchSlots.forVisit(visit, now.plus(Duration.ofDays(90)), far, 100))
        .isEmpty();
  }

  @Test
  void movesAVisitOfTwoToATimeThatOverlapsItsOwn() {
    planning.crew.with("ben", "hamburg");
    DeliveryId delivery = booked(planning.roomForAll(item("1", "internet-300")));
    planning.recordVisit.forDelivery(
        delivery, Report.of(VisitOutcome.SECOND_TECHNICIAN, "too heavy"));
    planning.assessDelivery.forDelivery(delivery);
    planning.proposeAppointment.forDelivery(delivery);
    ZonedDateTime later = slot(delivery).start().plusMinutes(30);

    assertThat(
            planning.rescheduleVisit.to(
                delivery, later.toInstant(), Optional.empty(), Why.CUSTOMER))
        .isInstanceOf(Result.Moved.class);

    assertThat(slot(delivery).start()).isEqualTo(later);
  }

  @Test
  void namesAlternativesWhereNobodyCanComeThen() {
    DeliveryId delivery = booked(planning.roomForAll(item("1", "internet-300")));
    DeliveryId other = booked(planning.roomForAll(item("1", "internet-300")));
    moved(other, "2026-03-05T08:00");
    Appointment before = planning.calendar.of(delivery).orElseThrow();
    ZonedDateTime free = slot(other).end();

    assertThat(moved(delivery, "2026-03-05T08:00"))
        .isInstanceOfSatisfying(
            Result.Taken.class,
            taken ->
                assertThat(taken.alternatives())
                    .hasSize(5)
                    .startsWith(new SearchSlots.Time(free, free.plus(length(before)))));

    assertThat(planning.calendar.of(delivery)).contains(before);
    assertThat(planning.waitingForVisit).contains(delivery);
    assertThat(moved(delivery, "2026-03-05T10:10")).isInstanceOf(Result.Taken.class);
    assertThat(moved(delivery, "2026-03-07T10:00"))
        .as("nobody works on Saturdays")
        .isInstanceOf(Result.Taken.class);
    assertThat(
            planning.rescheduleVisit.to(
                delivery, at("2026-03-05T10:30").toInstant(), Optional.of("ben"), Why.CALLER))
        .as("there is no Ben")
        .isInstanceOf(Result.Taken.class);
  }

  @Test
  void sendsWhoIsNamed() {
    planning.crew.with("ben", "hamburg", "fibre");
    DeliveryId delivery = booked(planning.roomForAll(item("1", "internet-300")));
    Instant start = slot(delivery).start().toInstant();

    planning.rescheduleVisit.to(delivery, start, Optional.of("ben"), Why.ABSENCE);

    assertThat(slot(delivery).technician()).isEqualTo("ben");
  }

  @Test
  void losesTheTimeToWhoIsFaster() {
    DeliveryId delivery = booked(planning.roomForAll(item("1", "internet-300")));
    planning.calendar.refuse(slot -> true);

    assertThatThrownBy(() -> moved(delivery, "2026-03-05T10:00")).isInstanceOf(StaleVersion.class);
  }

  @Test
  void refusesWhatCannotBe() {
    OrderId order = planning.decomposed(item("1", "internet-300"));
    planning.room(order, "access-line", MONDAY.plusDays(1));
    planning.room(order, "internet-access", MONDAY);
    DeliveryId delivery = booked(order);

    refused(delivery, "2026-03-02T10:00", "possible from 2026-03-03 00:00");
    refused(delivery, "2026-05-05T10:00", "60 days");
    refused(delivery, "9999-12-31T10:00", "60 days");

    planning.clock.advance(Duration.ofDays(1));
    refused(delivery, "2026-03-03T07:30", "at least 60 minutes");
    planning.clock.advance(Duration.ofHours(1));
    refused(delivery, "2026-03-05T10:00", "has begun");
    planning.recordVisit.forDelivery(delivery, Report.of(VisitOutcome.DONE, ""));
    refused(delivery, "2026-03-05T10:00", "Nobody has to come");
  }

  @Test
  void refusesWhatIsJustBeingPassedOn() {
    DeliveryId delivery = booked(planning.roomForAll(item("1", "internet-300")));
    planning.waitingForVisit.clear();

    refused(delivery, "2026-03-05T10:00", "just being passed on");
  }

  @Test
  void refusesADeliveryWithoutADate() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = booked(order);
    planning.moveCapacity(Optional.of(Planning.SITE.id()), "bandwidth", Optional.empty());

    refused(delivery, "2026-03-05T10:00", "no date yet");
  }

  @Test
  void findsTheNextTimeWhereTheOldOneIsNotPossible() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = booked(order);
    planning.crew.absent("anna", MONDAY, MONDAY.plusDays(2));

    Optional<Appointment> next = planning.rescheduleVisit.away(delivery, "anna", Why.ABSENCE);

    assertThat(next).map(Appointment::day).contains(THURSDAY);
    assertThat(planning.waitingForVisit).isEmpty();
    assertThat(planning.orders.get(order).promisedDate()).contains(THURSDAY);
  }

  @Test
  void findsAVisitOnALaterDayForOneThatIsGivenUp() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = booked(order);

    Optional<Appointment> next = planning.rescheduleVisit.off(delivery, Why.CALLER);

    assertThat(next).map(Appointment::day).contains(MONDAY.plusDays(1));
    assertThat(planning.waitingForVisit).isEmpty();
    assertThat(planning.orders.get(order).promisedDate()).contains(MONDAY.plusDays(1));
    planning.calendar.release(next.orElseThrow().id());
    assertThat(planning.rescheduleVisit.off(delivery, Why.CALLER)).isEmpty();
  }

  @Test
  void callsTheVisitOffWhereThereIsNoOtherTime() {
    DeliveryId delivery = booked(planning.roomForAll(item("1", "internet-300")));
    planning.crew.absent("anna", MONDAY, MONDAY.plusDays(90));

    assertThat(planning.rescheduleVisit.away(delivery, "anna", Why.ABSENCE)).isEmpty();

    assertThat(planning.waitingForVisit).isEmpty();
    assertThat(planning.timeline.kinds()).containsOnlyOnce(EventKind.APPOINTMENT_CANCELLED);
    assertThat(planning.rescheduleVisit.away(delivery, "anna", Why.ABSENCE)).isEmpty();
    assertThat(planning.timeline.kinds()).containsOnlyOnce(EventKind.APPOINTMENT_MOVED);
  }

  @Test
  void searchesTimesForADeliveryAndForAVisitWithoutOne() {
    OrderId order = planning.decomposed(item("1", "internet-300"));
    planning.room(order, "access-line", MONDAY.plusDays(1));
    planning.room(order, "internet-access", MONDAY);
    DeliveryId delivery = booked(order);
    Instant now = planning.clock.instant();
    Instant later = now.plus(Duration.ofDays(90));

    List<SearchSlots.Time> times = planning.searchSlots.forDelivery(delivery, now, later, 40);

    assertThat(times).hasSize(40).doesNotHaveDuplicates();
    assertThat(times.get(0).start())
        .as("its own time is free, and nothing before it is available")
        .isEqualTo(slot(delivery).start())
        .isEqualTo(at("2026-03-03T08:00"));
    assertThat(times).isSortedAccordingTo((a, b) -> a.start().compareTo(b.start()));
    assertThat(planning.searchSlots.forDelivery(delivery, later, later, 40)).isEmpty();
    assertThat(planning.searchSlots.forDelivery(delivery, now, now, 40)).isEmpty();

    SearchSlots.Described visit =
        new SearchSlots.Described(
            "20457", Set.of("fibre"), Duration.between(times.get(0).start(), times.get(0).end()));
    assertThat(planning.searchSlots.forVisit(visit, now, later, 1))
        .extracting(SearchSlots.Time::start)
        .containsExactly(at("2026-03-02T08:00"));
    assertThat(planning.searchSlots.forVisit(visit, at("2026-03-03T08:00").toInstant(), later, 1))
        .extracting(SearchSlots.Time::start)
        .containsExactly(slot(delivery).end());
    assertThat(
            planning.searchSlots.forVisit(
                new SearchSlots.Described("99999", Set.of(), Duration.ZERO), now, later, 1))
        .isEmpty();
  }

  private Result moved(DeliveryId delivery, String start) {
    return planning.rescheduleVisit.to(
        delivery, at(start).toInstant(), Optional.empty(), Why.CUSTOMER);
  }

  private void refused(DeliveryId delivery, String start, String because) {
    assertThatThrownBy(() -> moved(delivery, start))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(because);
  }

  private DeliveryId booked(OrderId order) {
    DeliveryId delivery = assessed(order);
    planning.proposeAppointment.forDelivery(delivery);
    assertThat(planning.bookAppointment.forDelivery(delivery)).isPresent();
    planning.waitingForVisit.add(delivery);
    return delivery;
  }

  private DeliveryId assessedAndProposed(OrderId order) {
    DeliveryId delivery = assessed(order);
    planning.proposeAppointment.forDelivery(delivery);
    return delivery;
  }

  private static Duration length(Appointment appointment) {
    return Duration.between(appointment.slot().start(), appointment.slot().end());
  }

  private static ZonedDateTime at(String local) {
    return LocalDateTime.parse(local).atZone(BERLIN);
  }
}
