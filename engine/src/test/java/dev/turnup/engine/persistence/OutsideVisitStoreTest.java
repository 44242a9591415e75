package dev.turnup.engine.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.delivery.Visits;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.OutboundCall;
import dev.turnup.engine.order.OutboundCalls;
import dev.turnup.engine.scheduling.Appointment;
import dev.turnup.engine.scheduling.Booking;
import dev.turnup.engine.scheduling.Bookings;
import dev.turnup.engine.scheduling.Offers;
import dev.turnup.engine.scheduling.Schedules;
import dev.turnup.engine.scheduling.Schedules.Planned;
import dev.turnup.engine.scheduling.SearchSlots;
import dev.turnup.engine.scheduling.Slot;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Visits where the workforce system says when they can be. */
class OutsideVisitStoreTest extends CalendarStoreCase {

  @Autowired private Offers offers;
  @Autowired private OutboundCalls calls;
  @Autowired private Schedules schedules;
  @Autowired private Bookings bookings;

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
    assertThat(bookings.newestOf(delivery).flatMap(Booking::wanted))
        .as("whoever ordered sees it until it is agreed on")
        .contains(new SearchSlots.Time(NINE, NINE.plusHours(1)));
    appointments.release(appointment.id());
    assertThat(bookings.newestOf(delivery).flatMap(Booking::wanted)).isEmpty();
    visits.calledOff(delivery);
    assertThat(visits.isLeftOutside(delivery)).isFalse();
    assertThat(offers.of(delivery).orElseThrow().asked()).isEmpty();
    assertThat(offers.of(delivery).orElseThrow().wanted()).isEqualTo(chosenSince.wanted());

    offers.keep(delivery, offered);
    offers.forget(delivery);
    assertThat(offers.of(delivery)).isEmpty();
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

  private List<String> shown(Appointment visit) {
    Instant day = visit.slot().start().toInstant();
    return schedules
        .outside(visit.territory().orElseThrow(), day, day.plusSeconds(1), Integer.MAX_VALUE)
        .stream()
        .filter(planned -> planned.order().equals(Optional.of(visit.order())))
        .map(Planned::state)
        .toList();
  }
}
