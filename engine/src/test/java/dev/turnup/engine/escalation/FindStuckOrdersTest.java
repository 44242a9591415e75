package dev.turnup.engine.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.order.OrderId;
import org.junit.jupiter.api.Test;

class FindStuckOrdersTest extends EscalationCase {

  @Test
  void findsWhatNobodyLooksAfterYet() {
    OrderId order = order("stuck");
    Stuck known = watched.found(order, Finding.OVERDUE_TASK);
    escalateOrder.because(known);
    Stuck news = watched.found(order, Finding.NO_NEXT_EVENT);
    Stuck other = watched.found(order("other"), Finding.OVERDUE_TASK);

    assertThat(found()).containsExactly(news, other);
  }
}
