package dev.turnup.engine.cancellation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

import dev.turnup.engine.cancellation.AssessCancellation.Verdict;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.order.Cancellation.State;
import dev.turnup.engine.order.Notes;
import dev.turnup.engine.order.OrderState;
import java.util.List;
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
