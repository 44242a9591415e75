package dev.turnup.engine.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.escalation.RunningOrders.OverdueTask;
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
  void opensNoneForAnOrderThatMovedSinceItWasFound() {
    Stuck stuck = stuck();
    watched.moving.add(stuck.order());

    escalateOrder.because(stuck);

    assertThat(watched.started).isEmpty();
  }

  @Test
  void opensNoneForATaskThatWasDoneSinceItWasFound() {
    OrderId order = order("late");
    watched.moving.add(order);
    watched.lateTasks.add(new OverdueTask("t1", order, "Install on site", NOW.minusSeconds(60)));
    Stuck stuck = found().get(0);
    watched.lateTasks.clear();

    escalateOrder.because(stuck);

    assertThat(watched.started).isEmpty();
  }

  @Test
  void opensNoneForAFalloutThatWasSettledSinceItWasFound() {
    Stuck stuck = new Stuck(order("settled"), Finding.OVERDUE_FALLOUT, "is not settled");

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
