package dev.turnup.engine.workflow.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.turnup.engine.decomposition.ComponentsInMemory;
import dev.turnup.engine.operation.OperationAnswer;
import dev.turnup.engine.operation.OutsideSystems;
import dev.turnup.engine.operation.PerformOperation;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrdersInMemory;
import dev.turnup.engine.order.OutboundCall;
import dev.turnup.engine.order.OutboundCall.State;
import dev.turnup.engine.order.OutboundCalls;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.StepFellOut;
import dev.turnup.engine.order.Subject;
import dev.turnup.engine.workflow.Variables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeptWordsTest {

  private static final OrderId ORDER = new OrderId("PO-1");
  private static final CallKey KEY = new CallKey("key");
  private static final String OPERATION = "workforce.perform-operation";

  private final OutboundCalls calls = mock(OutboundCalls.class);
  private final KeptWords keptWords =
      new KeptWords(
          new Topics(
              List.of(
                  OperationInputs.topic(
                      "workforce",
                      new PerformOperation(
                          new OrdersInMemory(),
                          new ComponentsInMemory(),
                          mock(OutsideSystems.class))),
                  new Topic<>(
                      "workforce.tell-it",
                      Variables.COMPONENT_ID,
                      new FakeStep(false),
                      FakeStep.Ask.class,
                      FakeStep.Told.class))),
          calls);

  @Test
  void keepsWhatAPersonSaysAsTheOutcomeOfTheCall() {
    OutboundCall call = operation(State.REJECTED, List.of());

    keptWords.done(fellOut(), "T-1");
    keptWords.skipped(fellOut());

    verify(calls)
        .reopen(
            List.of(
                call.answered(State.ANSWERED, CallJson.of(OperationAnswer.done(KEY, Map.of())))));
    verify(calls).reopen(List.of(call.as(State.SKIPPED)));
    assertThat(keptWords.againstDone(fellOut())).isEmpty();
    assertThat(keptWords.againstSkipping(fellOut())).isEmpty();
    assertThat(keptWords.takesTwo(fellOut())).isFalse();
  }

  @Test
  void refusesWhatOnlyTheSystemCanSay() {
    operation(State.REJECTED, List.of("number"));
    assertThat(keptWords.againstDone(fellOut())).get().asString().contains("needs number");
    assertThat(keptWords.againstSkipping(fellOut())).get().asString().contains("needs number");

    kept("workforce.tell-it", State.REJECTED, "{}");
    assertThat(keptWords.againstDone(fellOut())).get().asString().contains("Only the system");
    assertThat(keptWords.againstSkipping(fellOut())).get().asString().contains("cannot go on");

    operation(State.ORPHANED, List.of());
    assertThat(keptWords.againstDone(fellOut())).get().asString().contains("Nobody waits");
    assertThatThrownBy(() -> keptWords.skipped(fellOut())).isInstanceOf(Refused.class);

    StepFellOut own =
        new StepFellOut(
            ORDER,
            Optional.empty(),
            Optional.empty(),
            "reconcile-service",
            new Failure("turnup", "order-disagrees", "it is not active"));
    assertThat(keptWords.againstDone(own)).get().asString().contains("own judgement");
    verify(calls, never()).reopen(any());
  }

  private OutboundCall operation(State state, List<String> answerAttributes) {
    return kept(
        OPERATION,
        state,
        CallJson.of(
            new OutsideSystems.Request(
                "workforce",
                new Subject(
                    ORDER, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                "ship",
                Map.of(),
                answerAttributes)));
  }

  private OutboundCall kept(String topic, State state, String request) {
    OutboundCall call =
        OutboundCall.prepared(KEY, topic, ORDER, ORDER.value(), "task", request).as(state);
    when(calls.find(KEY)).thenReturn(Optional.of(call));
    return call;
  }

  private static StepFellOut fellOut() {
    return new StepFellOut(
        ORDER,
        Optional.empty(),
        Optional.empty(),
        OPERATION,
        new Failure("workforce", "rejected", "no"),
        Optional.of(KEY),
        1);
  }
}
