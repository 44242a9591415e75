package dev.turnup.engine.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.order.OrderId;
import org.junit.jupiter.api.Test;

class FindMovingOrdersTest extends EscalationCase {

  @Test
  void leavesAloneWhatIsStillTrue() {
    escalated();

    assertThat(moving()).isEmpty();
  }

  @Test
  void dropsWhatIsNotTrueAnyMoreAndEndsWhenNothingIsLeft() {
    OrderId order = order("late");
    Stuck task = watched.found(order, Finding.OVERDUE_TASK);
    escalateOrder.because(task);
    escalateOrder.because(watched.found(order, Finding.LOST_VISIT));
    EscalationId id = watched.started.get(0);

    watched.facts.remove(task);
    assertThat(moving()).extracting(Escalation::id).containsExactly(id);
    reviewEscalation.of(id);
    assertThat(watched.get(id).findings())
        .extracting(Stuck::finding)
        .containsExactly(Finding.LOST_VISIT);
    assertThat(watched.ended).isEmpty();
    assertThat(moving()).isEmpty();

    watched.facts.clear();
    reviewEscalation.of(id);
    assertThat(watched.ended).containsExactly(id);
  }

  @Test
  void endsWithTheOrderAlsoWhereNobodyLooksAfterItAnyMore() {
    EscalationId id = escalated();
    end(watched.get(id).order());
    watched.running = false;

    assertThat(moving()).extracting(Escalation::id).containsExactly(id);
    reviewEscalation.of(id);

    assertThat(watched.get(id).closing().orElseThrow().by()).isEqualTo("turnup");
    assertThat(moving()).isEmpty();
  }
}
