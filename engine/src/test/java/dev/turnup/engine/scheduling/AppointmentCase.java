package dev.turnup.engine.scheduling;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.Planning;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.scheduling.HoldChosenSlot.Choice;

/** Deliveries that want a technician, and the technicians. */
abstract class AppointmentCase {

  final Planning planning = new Planning();

  void refused(DeliveryId delivery, String technician, String start, String because) {
    assertThatThrownBy(() -> chosen(delivery, technician, start))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(because);
  }

  boolean chosen(DeliveryId delivery, String technician, String start) {
    return planning.holdChosenSlot.forDelivery(
        delivery, new Choice("chosen", technician, start, ""));
  }

  DeliveryId assessed(OrderId order) {
    DeliveryId delivery = planning.planDeliveries.forOrder(order).deliveries().get(0);
    planning.assessDelivery.forDelivery(delivery);
    return delivery;
  }

  Slot slot(DeliveryId delivery) {
    return planning.calendar.of(delivery).orElseThrow().slot();
  }
}
