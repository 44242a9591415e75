package dev.turnup.engine.cancellation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

import dev.turnup.engine.activation.ServiceInventory.Entry;
import dev.turnup.engine.activation.ServiceRecord;
import dev.turnup.engine.cancellation.AssessCancellation.Verdict;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.decomposition.Specification;
import dev.turnup.engine.decomposition.Specification.PointOfNoReturn;
import dev.turnup.engine.order.Cancellation.State;
import dev.turnup.engine.order.Notes;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.OutboundCalls.Begun;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    when(outboundCalls.irrevocable(order))
        .thenReturn(List.of(new Begun("network.activate-service", idOf("internet-access"))));
    request();

    assertThat(assessCancellation.forOrder(order)).isEqualTo(Verdict.DENIED);
    assertThat(cancellations.all().get(0).refusal().orElseThrow())
        .isEqualTo(
            "begun already and cannot be taken back: internet-access (network.activate-service)");
  }

  @Test
  void deniesWhatIsPastThePointOfNoReturn() {
    specified(PointOfNoReturn.HARD, Specification.NOTHING_TO_UNDO, "access-line");
    specified(PointOfNoReturn.HARD, Specification.CEASE, "router");
    bring("access-line");
    when(outboundCalls.irrevocable(order))
        .thenReturn(
            List.of(
                new Begun("network.activate-service", idOf("access-line")),
                new Begun("network.perform-operation", idOf("router"))));
    request();

    assertThat(assessCancellation.forOrder(order)).isEqualTo(Verdict.DENIED);
    assertThat(cancellations.all().get(0).refusal())
        .contains("past the point of no return: access-line; past the point of no return: router");
  }

  /** What is used, or would have to be fetched, is ended by an order of its own. */
  @ParameterizedTest
  @ValueSource(strings = {"router", "internet-access"})
  void deniesWhatIsSwitchedOnAndNotJustSwitchedOff(String component) {
    bring(component);
    request();

    assertThat(assessCancellation.forOrder(order)).isEqualTo(Verdict.DENIED);
    assertThat(cancellations.all().get(0).refusal()).contains("switched on already: " + component);
  }

  @Test
  void saysWhatACancellationIsChargedFor() {
    specified(PointOfNoReturn.SOFT, Specification.CEASE, "access-line");
    specified(PointOfNoReturn.SOFT, Specification.NOTHING_TO_UNDO, "router");
    bring("access-line");
    when(outboundCalls.irrevocable(order))
        .thenReturn(
            List.of(
                new Begun("network.activate-service", idOf("access-line")),
                new Begun("workforce.perform-operation", idOf("router"))));
    request();

    assertThat(assessCancellation.forOrder(order)).isEqualTo(Verdict.GRANTED);
    assertThat(cancellations.all().get(0).charge()).contains("access-line, router");
    assertThat(planning.notes.of(order))
        .extracting(Notes.Note::text)
        .containsExactly(
            "The cancellation is charged, as something was done that costs: access-line, router");
    answerCancellations.done(order);
    assertThat(planning.timeline.last().text())
        .isEqualTo("Cancellation is done, charged for access-line, router");
  }

  @Test
  void deniesWhatAnotherOrderUsesAlready() {
    specified(PointOfNoReturn.NONE, Specification.CEASE, "access-line");
    bring("access-line");
    records.save(
        ServiceRecord.none(planning.the(order, "access-line").id())
            .found(Optional.of(new Entry("SRV-1", true, Optional.empty()))));
    planning.others.users.put("SRV-1", new OrderId("PO-17"));
    request();

    assertThat(assessCancellation.forOrder(order)).isEqualTo(Verdict.DENIED);
    assertThat(cancellations.all().get(0).refusal()).contains("used by order PO-17");
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
