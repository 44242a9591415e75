package dev.turnup.engine.cancellation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.order.Cancellation.State;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.ItemState;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.OrderState;
import org.junit.jupiter.api.Test;

class CloseCancellationTest extends CancellationCase {

  @Test
  void endsTheOrderAndTellsWhoeverAsked() {
    booked();
    request();
    request();
    assessCancellation.forOrder(order);
    giveUpOrder.forOrder(order);

    closeCancellation.forOrder(order);
    assertThat(state()).isEqualTo(OrderState.CANCELLED);
    assertThat(planning.orders.get(order).items())
        .extracting(OrderItem::state)
        .containsOnly(ItemState.CANCELLED);
    assertThat(cancellations.all())
        .hasSize(2)
        .allSatisfy(
            each -> {
              assertThat(each.state()).isEqualTo(State.DONE);
              assertThat(each.endedAt()).isPresent();
            });
    assertThat(planning.timeline.kinds())
        .containsSubsequence(
            EventKind.CANCELLATION_REQUESTED,
            EventKind.APPOINTMENT_CANCELLED,
            EventKind.COMPONENT_GIVEN_UP,
            EventKind.ITEM_CLOSED,
            EventKind.CANCELLED,
            EventKind.CANCELLATION_STATE_CHANGED);
  }
}
