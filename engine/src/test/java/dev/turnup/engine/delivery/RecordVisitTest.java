package dev.turnup.engine.delivery;

import static dev.turnup.engine.Planning.MONDAY;
import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.Planning;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.delivery.RecordVisit.VisitOutcome;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.Refused;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Record visit, Complete delivery and Close order. */
class RecordVisitTest {

  private final Planning planning = new Planning();

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

  @Test
  void completesAnOrderThatWasDelivered() {
    OrderId order = planning.roomForAll(item("1", "internet-300"), item("2", "mobile-line"));
    planning.planDeliveries.forOrder(order);
    planning.deliveries.of(order).forEach(d -> planning.assessDelivery.forDelivery(d.id()));
    planning.bring(order, ComponentState.ACTIVATED, ComponentState.VERIFIED, ComponentState.ACTIVE);

    planning.deliveries.of(order).forEach(d -> planning.completeDelivery.forDelivery(d.id()));

    assertThat(planning.deliveries.of(order))
        .allMatch(delivery -> delivery.state() == DeliveryState.DELIVERED);
    assertThatThrownBy(() -> planning.closeOrder.forOrder(order))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("works and has no bill");
    planning.bill(order);
    assertThat(planning.closeOrder.forOrder(order)).isEqualTo(OrderState.COMPLETED);
    assertThat(planning.timeline.last().kind()).isEqualTo(EventKind.COMPLETED);
  }

  @Test
  void completesInPartWhatWasGivenUpInPart() {
    OrderId order = planning.roomForAll(item("1", "internet-300"), item("2", "tv-basic"));
    DeliveryId delivery = booked(order);
    planning.recordVisit.forDelivery(delivery, VisitOutcome.DONE, "");
    planning.cancelComponents.because(
        "tests failed", order, List.of(planning.the(order, "iptv").id()));
    planning.bring(order, ComponentState.ACTIVATED, ComponentState.VERIFIED, ComponentState.ACTIVE);

    assertThat(planning.completeDelivery.forDelivery(delivery))
        .isEqualTo(new CompleteDelivery.Left(List.of(planning.the(order, "iptv").id()), false));

    planning.bill(order);
    assertThat(planning.closeOrder.forOrder(order)).isEqualTo(OrderState.PARTIAL);
  }

  @Test
  void putsWhatIsLeftIntoANewDelivery() {
    OrderId order = planning.roomForAll(item("1", "internet-300"), item("2", "tv-basic"));
    DeliveryId delivery = booked(order);

    assertThat(planning.completeDelivery.forDelivery(delivery).visitToCancel()).isTrue();

    assertThat(planning.reviewPlan.forOrder(order))
        .containsExactly(planning.delivery(order, 2).id());
    assertThat(planning.components.of(planning.delivery(order, 2).id())).hasSize(5);
    assertThat(planning.calendar.endOf(delivery)).contains(Visits.End.RELEASED);
    assertThatThrownBy(() -> planning.closeOrder.forOrder(order))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void givesUpWhatCannotBeHadWithoutAVisit() {
    OrderId order = planning.roomForAll(item("1", "internet-300"), item("2", "mobile-line"));
    DeliveryId delivery = booked(order);

    planning.giveUpVisit.forDelivery(delivery);
    assertThat(planning.completeDelivery.forDelivery(delivery).visitToCancel()).isTrue();

    assertThat(planning.timeline.kinds()).containsOnlyOnce(EventKind.APPOINTMENT_CANCELLED);
    assertThat(planning.the(order, "internet-access").state()).isEqualTo(ComponentState.CANCELLED);
    assertThat(planning.the(order, "mobile-line").state()).isEqualTo(ComponentState.PLANNED);
    assertThat(planning.calendar.visitOf(delivery)).isEmpty();
    assertThat(planning.delivery(order, 1).state()).isEqualTo(DeliveryState.CANCELLED);
  }

  private DeliveryId booked(OrderId order) {
    DeliveryId delivery = planning.planDeliveries.forOrder(order).deliveries().get(0);
    planning.assessDelivery.forDelivery(delivery);
    planning.proposeAppointment.forDelivery(delivery);
    planning.bookAppointment.forDelivery(delivery);
    return delivery;
  }
}
