package dev.turnup.engine.delivery;

import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.delivery.RecordVisit.Report;
import dev.turnup.engine.delivery.RecordVisit.VisitOutcome;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloseOrderTest extends VisitCase {

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
    planning.recordVisit.forDelivery(delivery, Report.of(VisitOutcome.DONE, ""));
    planning.cancelComponents.because(
        "tests failed", order, List.of(planning.the(order, "iptv").id()));
    planning.bring(order, ComponentState.ACTIVATED, ComponentState.VERIFIED, ComponentState.ACTIVE);

    assertThat(planning.completeDelivery.forDelivery(delivery))
        .isEqualTo(new CompleteDelivery.Left(List.of(planning.the(order, "iptv").id()), false));

    planning.bill(order);
    assertThat(planning.closeOrder.forOrder(order)).isEqualTo(OrderState.PARTIAL);
  }
}
