package dev.turnup.engine.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import org.junit.jupiter.api.Test;

class EscalateOrderTest extends EscalationCase {

  @Test
  void opensOneEscalationHoweverOftenTheOrderIsFound() {
    Stuck stuck = stuck();

    escalateOrder.because(stuck);
    escalateOrder.because(stuck);

    assertThat(watched.started).hasSize(1);
    assertThat(timeline.kinds()).containsExactly(EventKind.STUCK);
    assertThat(found()).isEmpty();
  }

  @Test
  void listsWhatIsFoundBesidesAndRaisesWhatIsWorse() {
    OrderId order = order("late");
    escalateOrder.because(watched.found(order, Finding.OVERDUE_TASK));
    EscalationId id = watched.started.get(0);

    escalateOrder.because(watched.found(order, Finding.LATE_STEP));
    assertThat(watched.retold).containsExactly(id);
    assertThat(watched.raised).isEmpty();

    escalateOrder.because(watched.found(order, Finding.PROMISE_RED));
    assertThat(watched.raised).containsExactly(id);
    escalateOrder.because(watched.found(order, Finding.SUSPENDED));

    assertThat(watched.started).hasSize(1);
    assertThat(watched.raised).hasSize(1);
    assertThat(watched.get(id).findings())
        .extracting(Stuck::finding)
        .containsExactly(
            Finding.PROMISE_RED, Finding.SUSPENDED, Finding.LATE_STEP, Finding.OVERDUE_TASK);
  }

  @Test
  void opensNoneForWhatIsNotTrueAnyMore() {
    Stuck stuck = stuck();
    watched.facts.clear();

    escalateOrder.because(stuck);

    assertThat(watched.started).isEmpty();
  }

  @Test
  void opensNoneForAnOrderThatEndedSinceItWasFound() {
    Stuck stuck = stuck();
    end(stuck.order());

    escalateOrder.because(stuck);

    assertThat(watched.started).isEmpty();
  }
}
