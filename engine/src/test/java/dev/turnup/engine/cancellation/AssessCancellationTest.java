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

class AssessCancellationTest extends CancellationCase {

  @Test
  void deniesWhatIsSwitchedOnAndLetsTheOrderGoOnWhereItWas() {
    OrderState before = state();
    planning.bring(order, ComponentState.ACTIVATED);
    request();

    assertThat(assessCancellation.forOrder(order)).isEqualTo(Verdict.DENIED);

    assertThat(state()).isEqualTo(before);
    assertThat(cancellations.all().get(0).state()).isEqualTo(State.TERMINATED_WITH_ERROR);
    assertThat(cancellations.all().get(0).refusal().orElseThrow())
        .startsWith("switched on already: ");
    assertThat(planning.notes.of(order))
        .extracting(Notes.Note::text)
        .singleElement()
        .asString()
        .startsWith("Not cancelled: switched on already");
  }

  @Test
  void deniesWhatWasBegunAndCannotBeTakenBack() {
    when(outboundCalls.irrevocable(order)).thenReturn(List.of("network.activate-service"));
    request();

    assertThat(assessCancellation.forOrder(order)).isEqualTo(Verdict.DENIED);
    assertThat(cancellations.all().get(0).refusal().orElseThrow())
        .contains("network.activate-service");
  }

  @Test
  void waitsForWhatIsUnderWay() {
    OrderState before = state();
    when(callsUnderWay.any(order)).thenReturn(true, false);
    request();

    assertThat(assessCancellation.forOrder(order)).isEqualTo(Verdict.WAIT);
    assertThat(state()).isEqualTo(OrderState.ASSESSING_CANCELLATION);
    planning.bring(order, ComponentState.ACTIVATED);
    assertThat(assessCancellation.forOrder(order)).isEqualTo(Verdict.DENIED);
    assertThat(state()).isEqualTo(before);
    assertThat(assessCancellation.forOrder(order)).isEqualTo(Verdict.DENIED);
  }
}
