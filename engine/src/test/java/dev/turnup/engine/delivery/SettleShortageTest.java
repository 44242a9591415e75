package dev.turnup.engine.delivery;

import static dev.turnup.engine.Planning.BERLIN;
import static dev.turnup.engine.Planning.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.Planning;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.delivery.AssessDelivery.Assessment;
import dev.turnup.engine.delivery.SettleShortage.Decision;
import dev.turnup.engine.desk.Decided;
import dev.turnup.engine.desk.Decider;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.ItemState;
import dev.turnup.engine.order.Notes.Note;
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

    assertThat(settled(delivery, Decision.CHECK_AGAIN, "")).isTrue();
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

    assertThatThrownBy(() -> settled(delivery, Decision.CANCEL_COMPONENTS, " "))
        .isInstanceOf(Refused.class);
    assertThat(settled(delivery, Decision.CANCEL_COMPONENTS, "no fibre there")).isFalse();

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

  @Test
  void cancelsJustWhatASecondPersonApproves() {
    planning.tables.approve("cancel-for-shortage");
    OrderId order = shortage();
    DeliveryId delivery = planning.planDeliveries.forOrder(order).deliveries().get(0);
    planning.assessDelivery.forDelivery(delivery);

    Decided<Boolean> asked = cancelling(delivery, Planning.GRACE);
    assertThat(asked.done()).isEmpty();
    assertThat(asked.asked().orElseThrow().situation())
        .startsWith("Cancelling ")
        .contains("internet-access")
        .endsWith(", says grace: no fibre there");
    assertThat(planning.components.of(order))
        .noneMatch(component -> component.state() == ComponentState.CANCELLED);

    planning.room(order, "internet-access", MONDAY.plusDays(4));
    assertThat(cancelling(delivery, planning.judged(asked, true)).done())
        .as("there is room by now")
        .isEmpty();
    assertThat(planning.components.of(order))
        .noneMatch(component -> component.state() == ComponentState.CANCELLED);
    assertThat(planning.notes.of(order))
        .extracting(Note::text)
        .singleElement()
        .asString()
        .startsWith("Approved, but not carried out: It is not the same any more");

    planning.noRoom(order, "internet-access");
    Decided<Boolean> again = cancelling(delivery, Planning.GRACE);
    assertThat(cancelling(delivery, planning.judged(again, true)).done()).contains(false);
    assertThat(planning.the(order, "internet-access").state()).isEqualTo(ComponentState.CANCELLED);
  }

  private boolean settled(DeliveryId delivery, Decision decision, String reason) {
    return planning
        .settleShortage
        .forDelivery(delivery, decision, reason, Planning.GRACE)
        .done()
        .orElseThrow();
  }

  private Decided<Boolean> cancelling(DeliveryId delivery, Decider decider) {
    return planning.settleShortage.forDelivery(
        delivery, Decision.CANCEL_COMPONENTS, "no fibre there", decider);
  }
}
