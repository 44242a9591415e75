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

class GiveUpOrderTest extends CancellationCase {

  @Test
  void givesUpAllThatTheOrderWasToBring() {
    DeliveryId delivery = booked();
    raiseFallout.raise(
        new StepFellOut(
            order,
            Optional.empty(),
            Optional.of(delivery),
            "record-visit",
            new Failure("turnup", "visit-not-feasible", "a wall"),
            Optional.empty()));
    request();
    request();

    assertThat(assessCancellation.forOrder(order)).isEqualTo(Verdict.GRANTED);
    assertThat(state()).isEqualTo(OrderState.PENDING_CANCELLATION);
    GiveUpOrder.Left left = giveUpOrder.forOrder(order);

    assertThat(left.visits()).containsExactly(delivery);
    assertThat(left.reservedComponents())
        .containsExactly(
            planning.the(order, "internet-access").id(), planning.the(order, "access-line").id());
    assertThat(planning.calendar.of(delivery)).isEmpty();
    assertThat(planning.components.of(order))
        .allMatch(component -> component.state() == ComponentState.CANCELLED);
    assertThat(fallouts.unsettled(order)).isEmpty();
    verify(fulfillment).endFallouts(order);
  }
}
