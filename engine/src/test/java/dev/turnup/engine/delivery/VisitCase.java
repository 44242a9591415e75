package dev.turnup.engine.delivery;

import dev.turnup.engine.Planning;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;

/** Orders whose delivery takes a visit. */
abstract class VisitCase {

  final Planning planning = new Planning();

  DeliveryId booked(OrderId order) {
    DeliveryId delivery = planning.planDeliveries.forOrder(order).deliveries().get(0);
    planning.assessDelivery.forDelivery(delivery);
    planning.proposeAppointment.forDelivery(delivery);
    planning.bookAppointment.forDelivery(delivery);
    return delivery;
  }
}
