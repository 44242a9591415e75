package dev.turnup.engine.delivery;

import static dev.turnup.engine.Planning.MONDAY;
import static dev.turnup.engine.Planning.item;
import static dev.turnup.engine.Planning.wanting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.delivery.AssessDelivery.Assessment;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AssessDeliveryTest extends AssessCase {

  @Test
  void needsAVisitUntilTheTechnicianWasThere() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = planning.planDeliveries.forOrder(order).deliveries().get(0);

    Assessment assessment = planning.assessDelivery.forDelivery(delivery);

    assertThat(assessment.visitNeeded()).isTrue();
    assertThat(assessment.dateKnown()).isTrue();
    assertThat(assessment.components()).hasSize(4);
    assertThat(assessment.reservedComponents())
        .containsExactlyInAnyOrder(
            planning.the(order, "access-line").id(), planning.the(order, "internet-access").id());
    assertThat(planning.delivery(order, 1).state()).isEqualTo(DeliveryState.STARTED);

    planning.deliveries.update(planning.delivery(order, 1).in(DeliveryState.INSTALLED));
    assertThat(planning.assessDelivery.forDelivery(delivery).visitNeeded()).isFalse();
  }

  @Test
  void waitsForTheDayAtTheSite() {
    OrderId order = planning.decomposed(item("1", "mobile-line"));
    planning.room(order, "mobile-line", MONDAY.plusDays(3));
    DeliveryId delivery = planning.planDeliveries.forOrder(order).deliveries().get(0);

    Assessment assessment = planning.assessDelivery.forDelivery(delivery);

    assertThat(assessment.visitNeeded()).isFalse();
    // nobody lives at a mobile line: the day is the clock's
    assertThat(assessment.readyAt())
        .contains(MONDAY.plusDays(3).atStartOfDay(planning.clock.getZone()).toInstant());
  }

  @Test
  void asksPlanningWhereThereIsNoDate() {
    OrderId order = shortage();
    DeliveryId delivery = planning.planDeliveries.forOrder(order).deliveries().get(0);

    Assessment assessment = planning.assessDelivery.forDelivery(delivery);

    assertThat(assessment.dateKnown()).isFalse();
    assertThat(assessment.undatedComponents())
        .containsExactly(planning.the(order, "internet-access").id());
    assertThat(assessment.shortage().orElseThrow().situation())
        .contains("internet-access", "site-1");
    assertThat(planning.orders.get(order).state()).isEqualTo(OrderState.PENDING);
  }

  @Test
  void letsNobodyComeWhileThereIsNoDate() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = planning.planDeliveries.forOrder(order).deliveries().get(0);
    planning.assessDelivery.forDelivery(delivery);
    planning.proposeAppointment.forDelivery(delivery);
    planning.bookAppointment.forDelivery(delivery);
    LocalDate day = planning.calendar.visitOf(delivery).orElseThrow().day();
    planning.noRoom(order, "internet-access");

    Assessment assessment = planning.assessDelivery.forDelivery(delivery);

    assertThat(planning.calendar.visitOf(delivery)).isEmpty();
    assertThat(planning.calendar.endOf(delivery)).contains(Visits.End.RELEASED);
    assertThat(assessment.shortage().orElseThrow().situation()).contains("The visit on " + day);
    assertThat(assessment.visitToCancel()).isTrue();
    assertThat(planning.timeline.kinds()).containsOnlyOnce(EventKind.APPOINTMENT_CANCELLED);
    assertThat(planning.assessDelivery.forDelivery(delivery).shortage().orElseThrow().situation())
        .doesNotContain("The visit");
  }

  @Test
  void splitsOffWhatComesLaterThanTheRest() {
    OrderId order = planning.roomForAll(item("1", "internet-300"), item("2", "tv-basic"));
    DeliveryId delivery = planning.planDeliveries.forOrder(order).deliveries().get(0);
    planning.assessDelivery.forDelivery(delivery);
    move(order, "internet-access", Optional.of(MONDAY.plusDays(9)));
    NextVisit learnt = new NextVisit(Optional.empty(), Set.of("copper"), 2);
    planning.deliveries.update(planning.deliveries.get(delivery).visited(learnt));

    Assessment assessment = planning.assessDelivery.forDelivery(delivery);

    assertThat(planning.delivery(order, 2).nextVisit()).isEqualTo(learnt);
    assertThat(assessment.components()).hasSize(4);
    assertThat(planning.planned(order))
        .containsExactly(
            "2026-03-02: access-line, iptv, ont, router", "2026-03-11: internet-access");
    assertThat(planning.reviewPlan.forOrder(order))
        .containsExactly(planning.delivery(order, 2).id());
  }

  @Test
  void waitsForWhatIsWantedTogether() {
    OrderId order =
        planning.roomForAll(wanting("together", item("1", "internet-300")), item("2", "tv-basic"));
    DeliveryId delivery = planning.planDeliveries.forOrder(order).deliveries().get(0);
    planning.assessDelivery.forDelivery(delivery);
    move(order, "internet-access", Optional.of(MONDAY.plusDays(9)));

    planning.assessDelivery.forDelivery(delivery);

    assertThat(planning.delivery(order, 1).readyDate()).contains(MONDAY.plusDays(9));
    assertThat(planning.deliveries.of(order)).hasSize(1);
  }

  @Test
  void hasNothingLeftToDoWhenAllWasGivenUpMeanwhile() {
    OrderId order = planning.roomForAll(item("1", "mobile-line"));
    DeliveryId delivery = planning.planDeliveries.forOrder(order).deliveries().get(0);
    planning.cancelComponents.because(
        "the customer moved",
        order,
        planning.components.of(order).stream().map(Component::id).toList());

    Assessment assessment = planning.assessDelivery.forDelivery(delivery);

    assertThat(assessment.dateKnown()).isTrue();
    assertThat(assessment.visitNeeded()).isFalse();
    assertThat(assessment.components()).isEmpty();
  }
}
