package dev.turnup.engine.delivery;

import static dev.turnup.engine.Planning.BERLIN;
import static dev.turnup.engine.Planning.MONDAY;
import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.delivery.RecordVisit.Recorded;
import dev.turnup.engine.delivery.RecordVisit.Report;
import dev.turnup.engine.delivery.RecordVisit.VisitOutcome;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.StepFellOut;
import dev.turnup.engine.order.VisitId;
import dev.turnup.engine.scheduling.Appointment;
import dev.turnup.engine.scheduling.Slot;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class RecordVisitTest extends VisitCase {

  @Test
  void installsWhatTheTechnicianCameFor() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = booked(order);

    planning.fallouts.add(
        new StepFellOut(
            order,
            Optional.empty(),
            Optional.of(delivery),
            "workforce.reserve-visit",
            new Failure("workforce", "http-422", "no such slot")));
    assertThat(report(delivery, VisitOutcome.DONE, ""))
        .isEqualTo(new Recorded(Optional.empty(), Optional.empty()));

    assertThat(planning.settled).as("nobody waits for another time").hasSize(1);
    assertThat(planning.calledOff).as("which is kept nowhere").isEmpty();
    assertThat(planning.delivery(order, 1).state()).isEqualTo(DeliveryState.INSTALLED);
    assertThat(planning.calendar.endOf(delivery)).contains(Visits.End.DONE);
    assertThat(planning.timeline.last().kind()).isEqualTo(EventKind.INSTALLED);
    assertThat(planning.timeline.last().told()).contains("access-line, ont, router");
  }

  @Test
  void callsOffAtOnceWhatTheWorkforceSystemMayKeepInVain() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = booked(order);
    planning.calendar.askInVain(delivery);
    planning.fallouts.add(
        new StepFellOut(
            order,
            Optional.empty(),
            Optional.of(delivery),
            "workforce.reserve-visit",
            new Failure("workforce", "timeout", "no answer")));
    report(delivery, VisitOutcome.DONE, "");
    assertThat(planning.calledOff).containsExactly(delivery);

    OrderId other = planning.roomForAll(item("1", "internet-300"));
    DeliveryId asking = booked(other);
    planning.calendar.askInVain(asking);
    report(asking, VisitOutcome.DONE, "");
    assertThat(planning.calledOff).as("it is still being asked").containsExactly(delivery);
  }

  @Test
  void needsAnotherVisitWhenTheCustomerWasAbsentAndChargesThisOne() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = booked(order);
    VisitId visit = visit(delivery).id();
    planning.clock.advance(Duration.between(planning.clock.instant(), visit(delivery).start()));

    assertThat(report(delivery, VisitOutcome.CUSTOMER_ABSENT, "rang twice").toCharge())
        .contains(visit);

    assertThat(planning.calendar.endOf(delivery)).contains(Visits.End.MISSED);
    assertThat(planning.missedVisits.get(visit).charge())
        .contains(new MissedVisit.Charge("missed-visit", "nobody there"));
    assertThat(planning.assessDelivery.forDelivery(delivery).visitNeeded()).isTrue();
    assertThat(planning.proposeAppointment.forDelivery(delivery).slotFound()).isTrue();
  }

  @Test
  void chargesNobodyWhoseTechnicianCameTooEarly() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = booked(order);
    planning.clock.advance(
        Duration.between(planning.clock.instant(), visit(delivery).start()).minusSeconds(1));

    assertThat(report(delivery, VisitOutcome.CUSTOMER_ABSENT, "rang twice").toCharge()).isEmpty();

    assertThat(planning.missedVisits.all).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "09:31", "07:59"})
  void chargesNobodyWhoseTechnicianWasNotThereAsAgreed(String time) {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = booked(order);
    planning.clock.advance(
        Duration.between(planning.clock.instant(), visit(delivery).end()).plusHours(5));

    assertThat(planning.recordVisit.forDelivery(delivery, absentAt(time)).toCharge()).isEmpty();

    assertThat(planning.missedVisits.all).isEmpty();
    assertThat(planning.timeline.last().told())
        .contains("the technician was there 2026-03-02 " + (time.isEmpty() ? "14:30" : time))
        .contains("not as agreed");
  }

  @Test
  void chargesForAMorningThatIsReportedInTheEvening() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = booked(order);
    VisitId visit = visit(delivery).id();
    planning.clock.advance(
        Duration.between(planning.clock.instant(), visit(delivery).end()).plusHours(8));
    refused(absentAt("19:00"), delivery, "not 19:00 yet");
    refused(absentAt("at nine"), delivery, "13:30");

    assertThat(planning.recordVisit.forDelivery(delivery, absentAt("08:15")).toCharge())
        .contains(visit);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CUSTOMER_ABSENT")
  void chargesForNothingThatTheTableDoesNotSay(VisitOutcome outcome) {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = booked(order);
    planning.crew.with("ben", "hamburg", "copper");
    planning.clock.advance(Duration.between(planning.clock.instant(), visit(delivery).start()));

    Report said =
        new Report(
            outcome,
            "as seen",
            outcome == VisitOutcome.SITE_NOT_READY ? "2026-03-02" : "",
            outcome == VisitOutcome.OTHER_SKILL ? "copper" : "",
            "");
    assertThat(planning.recordVisit.forDelivery(delivery, said).toCharge()).isEmpty();

    assertThat(planning.missedVisits.all).hasSize(outcome == VisitOutcome.SITE_NOT_READY ? 1 : 0);
  }

  @Test
  void comesAgainNotBeforeTheSiteIsReady() {
    planning.tables.cell("access-line", "leadTimeHours", 1);
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = booked(order);
    LocalDate ready = MONDAY.plusDays(9);

    planning.recordVisit.forDelivery(
        delivery, new Report(VisitOutcome.SITE_NOT_READY, "no duct yet", ready.toString(), "", ""));

    assertThat(planning.timeline.last().told())
        .contains("site not ready; the next one from 2026-03-11 on");
    assertThat(planning.assessDelivery.forDelivery(delivery).readyAt())
        .contains(ready.atStartOfDay(BERLIN).toInstant());
    assertThat(planning.proposeAppointment.forDelivery(delivery).slotFound()).isTrue();
    assertThat(visit(delivery).day()).isEqualTo(ready);
    assertThat(planning.orders.get(order).promisedDate()).contains(ready);
    assertThat(
            planning
                .plans
                .find(order, Optional.empty())
                .orElseThrow()
                .blueprint()
                .projectedEnd()
                .orElseThrow())
        .isAfter(ready.atStartOfDay(BERLIN).toInstant());
  }

  @Test
  void comesAgainWithWhoCanDoThatToo() {
    planning.crew.with("ben", "hamburg", "fibre", "copper");
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = booked(order);

    planning.recordVisit.forDelivery(
        delivery, new Report(VisitOutcome.OTHER_SKILL, "old wires", "", " copper ", ""));

    planning.assessDelivery.forDelivery(delivery);
    planning.proposeAppointment.forDelivery(delivery);
    assertThat(visit(delivery).technician()).isEqualTo("ben");
    planning.bookAppointment.forDelivery(delivery);
    refused(
        new Report(VisitOutcome.OTHER_SKILL, "more wires", "", "copper", ""), delivery, "already");
  }

  @Test
  void comesAgainWithTwoWhoHaveTimeTogether() {
    planning.crew.with("ben", "hamburg");
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    OrderId other = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = booked(order);
    report(delivery, VisitOutcome.SECOND_TECHNICIAN, "too heavy");
    DeliveryId elsewhere = planning.planDeliveries.forOrder(other).deliveries().get(0);
    planning.calendar.hold(
        new Appointment(
            UUID.randomUUID(),
            other,
            elsewhere,
            new Slot(
                "ben", MONDAY.atTime(8, 0).atZone(BERLIN), MONDAY.atTime(16, 0).atZone(BERLIN)),
            Optional.empty(),
            Optional.empty(),
            UUID.randomUUID()));

    planning.assessDelivery.forDelivery(delivery);
    planning.proposeAppointment.forDelivery(delivery);
    assertThat(visit(delivery).technician()).isEqualTo("anna");
    assertThat(visit(delivery).start()).isEqualTo(MONDAY.plusDays(1).atTime(8, 0).atZone(BERLIN));
    assertThat(planning.calendar.beside(visit(delivery).id().value())).contains("ben");
    assertThat(planning.bookAppointment.forDelivery(delivery).orElseThrow().file().situation())
        .contains("with anna and ben");
    assertThat(
            planning.searchSlots.forDelivery(
                delivery,
                MONDAY.atStartOfDay(BERLIN).toInstant(),
                MONDAY.plusDays(1).atStartOfDay(BERLIN).toInstant(),
                5))
        .isEmpty();

    planning.clock.advance(Duration.ofDays(1));
    refused(not(VisitOutcome.SECOND_TECHNICIAN, "", ""), delivery, "Two technicians");
  }

  @Test
  void asksDispatchWhereNobodyCanComeAlong() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = booked(order);
    report(delivery, VisitOutcome.SECOND_TECHNICIAN, "too heavy");

    planning.assessDelivery.forDelivery(delivery);
    assertThat(planning.proposeAppointment.forDelivery(delivery).scheduling())
        .hasValueSatisfying(
            scheduling -> assertThat(scheduling.situation()).contains("takes two technicians"));
  }

  @Test
  void raisesAFalloutWhenItIsNotFeasible() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = booked(order);

    assertThat(report(delivery, VisitOutcome.NOT_FEASIBLE, "no duct").fallout()).isPresent();

    assertThat(planning.settled).as("people decide about the next visit").isEmpty();
    assertThat(planning.fallouts)
        .singleElement()
        .satisfies(
            fallout -> {
              assertThat(fallout.delivery()).contains(delivery);
              assertThat(fallout.failure().code()).isEqualTo("visit-not-feasible");
              assertThat(fallout.failure().message()).isEqualTo("no duct");
            });
  }

  @Test
  void refusesReportsThatCannotBeTrue() {
    OrderId order = planning.decomposed(item("1", "internet-300"));
    planning.room(order, "access-line", MONDAY.plusDays(2));
    planning.room(order, "internet-access", MONDAY);
    DeliveryId delivery = booked(order);

    assertThatThrownBy(() -> VisitOutcome.of("fine")).isInstanceOf(Refused.class);
    refused(Report.of(VisitOutcome.DONE, ""), delivery, "2026-03-04");
    planning.clock.advance(Duration.ofDays(2));
    refused(Report.of(VisitOutcome.NOT_FEASIBLE, ""), delivery, "remark");
    report(delivery, VisitOutcome.DONE, "");
    refused(Report.of(VisitOutcome.DONE, ""), delivery, "already");
  }

  @Test
  void refusesReportsThatSayTooLittleOrTooMuch() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = booked(order);

    refused(not(VisitOutcome.SITE_NOT_READY, "", ""), delivery, "from which day");
    refused(not(VisitOutcome.SITE_NOT_READY, "soon", ""), delivery, "2026-12-04");
    refused(not(VisitOutcome.SITE_NOT_READY, "2026-03-01", ""), delivery, "2026-03-02 to");
    refused(not(VisitOutcome.SITE_NOT_READY, "2027-03-03", ""), delivery, "to 2027-03-02");
    refused(not(VisitOutcome.NOT_FEASIBLE, "2026-03-03", ""), delivery, "no day");
    refused(not(VisitOutcome.DONE, "2026-03-03", ""), delivery, "no day");
    refused(
        not(VisitOutcome.OTHER_SKILL, "", ""), delivery, "Name the skill that is needed: fibre");
    refused(not(VisitOutcome.OTHER_SKILL, "", "magic"), delivery, "name one of fibre.");
    refused(not(VisitOutcome.OTHER_SKILL, "", "fibre"), delivery, "already");
    refused(not(VisitOutcome.MORE_NEEDED, "", "fibre"), delivery, "Other skill needed");

    assertThat(visit(delivery).booked()).isTrue();
  }

  private Recorded report(DeliveryId delivery, VisitOutcome outcome, String remark) {
    return planning.recordVisit.forDelivery(delivery, Report.of(outcome, remark));
  }

  private static Report absentAt(String time) {
    return new Report(VisitOutcome.CUSTOMER_ABSENT, "rang twice", "", "", time);
  }

  private static Report not(VisitOutcome outcome, String notBefore, String skill) {
    return new Report(outcome, "as seen", notBefore, skill, "");
  }

  private void refused(Report report, DeliveryId delivery, String why) {
    assertThatThrownBy(() -> planning.recordVisit.forDelivery(delivery, report))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(why);
  }

  private Visits.Visit visit(DeliveryId delivery) {
    return planning.calendar.visitOf(delivery).orElseThrow();
  }
}
