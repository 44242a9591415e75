package dev.turnup.engine.delivery;

import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import org.junit.jupiter.api.Test;

class CompleteDeliveryTest extends VisitCase {

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
  void doesNotHaveAVisitCalledOffTwice() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = booked(order);
    planning.calledOff.add(delivery);

    assertThat(planning.completeDelivery.forDelivery(delivery).visitToCancel()).isFalse();
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
}
