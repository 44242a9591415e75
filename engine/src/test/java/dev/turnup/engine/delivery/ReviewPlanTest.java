package dev.turnup.engine.delivery;

import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import org.junit.jupiter.api.Test;

class ReviewPlanTest extends VisitCase {

  @Test
  void findsTheDeliveriesThatAreLeft() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = booked(order);

    planning.completeDelivery.forDelivery(delivery);

    assertThat(planning.reviewPlan.forOrder(order))
        .containsExactly(planning.delivery(order, 2).id());
  }

  @Test
  void findsNoneWhenAllIsGivenUp() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = booked(order);
    planning.cancelComponents.because(
        "moved away", order, planning.components.of(order).stream().map(Component::id).toList());

    planning.completeDelivery.forDelivery(delivery);

    assertThat(planning.reviewPlan.forOrder(order)).isEmpty();
  }
}
