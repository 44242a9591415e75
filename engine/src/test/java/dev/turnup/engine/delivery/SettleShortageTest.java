package dev.turnup.engine.delivery;

import static dev.turnup.engine.Planning.BERLIN;
import static dev.turnup.engine.Planning.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.delivery.AssessDelivery.Assessment;
import dev.turnup.engine.delivery.SettleShortage.Decision;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.ItemState;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettleShortageTest extends AssessCase {

  @Test
  void goesOnWhenThereIsADateAfterAll() {
    OrderId order = shortage();
    DeliveryId delivery = planning.planDeliveries.forOrder(order).deliveries().get(0);
    planning.assessDelivery.forDelivery(delivery);

    assertThat(planning.settleShortage.forDelivery(delivery, Decision.CHECK_AGAIN, "")).isTrue();
    planning.room(order, "internet-access", MONDAY.plusDays(4));
    Assessment assessment = planning.assessDelivery.forDelivery(delivery);

    assertThat(assessment.readyAt()).contains(MONDAY.plusDays(4).atStartOfDay(BERLIN).toInstant());
    assertThat(planning.orders.get(order).state()).isEqualTo(OrderState.IN_PROGRESS);
  }

  @Test
  void cancelsWhatPlanningGivesUpAndWhatOnlyServedIt() {
    OrderId order = shortage();
    DeliveryId delivery = planning.planDeliveries.forOrder(order).deliveries().get(0);
    planning.assessDelivery.forDelivery(delivery);

    assertThatThrownBy(
            () -> planning.settleShortage.forDelivery(delivery, Decision.CANCEL_COMPONENTS, " "))
        .isInstanceOf(Refused.class);
    assertThat(
            planning.settleShortage.forDelivery(
                delivery, Decision.CANCEL_COMPONENTS, "no fibre there"))
        .isFalse();

    assertThat(planning.components.of(order))
        .allMatch(component -> component.state() == ComponentState.CANCELLED);
    assertThat(planning.orders.get(order).item(new ItemId("1")).state())
        .isEqualTo(ItemState.CANCELLED);
    assertThat(planning.completeDelivery.forDelivery(delivery))
        .isEqualTo(
            new CompleteDelivery.Left(List.of(planning.the(order, "access-line").id()), false));
    assertThat(planning.delivery(order, 1).state()).isEqualTo(DeliveryState.CANCELLED);
    assertThat(planning.closeOrder.forOrder(order)).isEqualTo(OrderState.FAILED);
  }
}
