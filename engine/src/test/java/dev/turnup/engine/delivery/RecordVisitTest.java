package dev.turnup.engine.delivery;

import static dev.turnup.engine.Planning.MONDAY;
import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.delivery.RecordVisit.VisitOutcome;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Refused;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecordVisitTest extends VisitCase {

  @Test
  void installsWhatTheTechnicianCameFor() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = booked(order);

    assertThat(planning.recordVisit.forDelivery(delivery, VisitOutcome.DONE, "")).isEmpty();

    assertThat(planning.delivery(order, 1).state()).isEqualTo(DeliveryState.INSTALLED);
    assertThat(planning.calendar.endOf(delivery)).contains(Visits.End.DONE);
    assertThat(planning.timeline.last().kind()).isEqualTo(EventKind.INSTALLED);
    assertThat(planning.timeline.last().told()).contains("access-line, ont, router");
  }

  @Test
  void needsAnotherVisitWhenTheCustomerWasAbsent() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = booked(order);

    planning.recordVisit.forDelivery(delivery, VisitOutcome.CUSTOMER_ABSENT, "rang twice");

    assertThat(planning.calendar.endOf(delivery)).contains(Visits.End.MISSED);
    assertThat(planning.assessDelivery.forDelivery(delivery).visitNeeded()).isTrue();
    assertThat(planning.proposeAppointment.forDelivery(delivery).slotFound()).isTrue();
  }

  @Test
  void raisesAFalloutWhenItIsNotFeasible() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = booked(order);

    assertThat(planning.recordVisit.forDelivery(delivery, VisitOutcome.NOT_FEASIBLE, "no duct"))
        .isPresent();

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
    assertThatThrownBy(() -> planning.recordVisit.forDelivery(delivery, VisitOutcome.DONE, ""))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("2026-03-04");
    planning.clock.advance(Duration.ofDays(2));
    assertThatThrownBy(
            () -> planning.recordVisit.forDelivery(delivery, VisitOutcome.NOT_FEASIBLE, ""))
        .isInstanceOf(Refused.class);
    planning.recordVisit.forDelivery(delivery, VisitOutcome.DONE, "");
    assertThatThrownBy(() -> planning.recordVisit.forDelivery(delivery, VisitOutcome.DONE, ""))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("already");
  }
}
