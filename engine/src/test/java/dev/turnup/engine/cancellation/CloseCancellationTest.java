package dev.turnup.engine.cancellation;

import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.turnup.engine.Planning;
import dev.turnup.engine.cancellation.AssessCancellation.Verdict;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.fallout.FalloutsInMemory;
import dev.turnup.engine.fallout.RaiseFallout;
import dev.turnup.engine.order.AnswerCancellations;
import dev.turnup.engine.order.CallsUnderWay;
import dev.turnup.engine.order.Cancellation.State;
import dev.turnup.engine.order.CancellationsInMemory;
import dev.turnup.engine.order.ChangeRefused;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.Fulfillment;
import dev.turnup.engine.order.ItemState;
import dev.turnup.engine.order.Notes;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.OutboundCalls;
import dev.turnup.engine.order.RequestCancellation;
import dev.turnup.engine.order.StepFellOut;
import dev.turnup.engine.order.UnknownOrder;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
