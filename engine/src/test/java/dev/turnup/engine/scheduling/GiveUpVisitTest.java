package dev.turnup.engine.scheduling;

import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import org.junit.jupiter.api.Test;

class GiveUpVisitTest extends AppointmentCase {

  @Test
  void releasesTheTechnicianAndGivesUpWhatCannotBeHadWithoutThem() {
    OrderId order = planning.roomForAll(item("1", "internet-300"), item("2", "mobile-line"));
    DeliveryId delivery = assessed(order);
    planning.proposeAppointment.forDelivery(delivery);
    planning.bookAppointment.forDelivery(delivery);

    planning.giveUpVisit.forDelivery(delivery);

    assertThat(planning.timeline.kinds()).containsOnlyOnce(EventKind.APPOINTMENT_CANCELLED);
    assertThat(planning.calendar.visitOf(delivery)).isEmpty();
    assertThat(planning.the(order, "internet-access").state()).isEqualTo(ComponentState.CANCELLED);
    assertThat(planning.the(order, "mobile-line").state()).isEqualTo(ComponentState.PLANNED);
  }
}
