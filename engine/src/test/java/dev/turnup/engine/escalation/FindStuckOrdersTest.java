package dev.turnup.engine.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.order.OrderId;
import java.util.List;
import java.util.Set;
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

  @Test
  void looksForWhatIsGravestFirst() {
    Search late = finding(Finding.LATE_STEP);
    Search broken = finding(Finding.PROMISE_AMBER, Finding.PROMISE_RED);
    Search lost = finding(Finding.NO_NEXT_EVENT);

    assertThat(new FindStuckOrders(List.of(late, broken, lost), clock).ways())
        .containsExactly(broken, lost, late);
  }

  private static Search finding(Finding... findings) {
    Search search = mock(Search.class);
    when(search.finds()).thenReturn(Set.of(findings));
    return search;
  }
}
