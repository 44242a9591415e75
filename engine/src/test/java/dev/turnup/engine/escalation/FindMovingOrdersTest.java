package dev.turnup.engine.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.escalation.RunningOrders.OverdueTask;
import dev.turnup.engine.order.OrderId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FindMovingOrdersTest extends EscalationCase {

  @Test
  void doesNotEndWhileATaskIsStillLate() {
    OrderId order = watched.get(escalated()).why().order();
    watched.moving.add(order);
    watched.lateTasks.add(new OverdueTask("t1", order, "Install on site", NOW.minusSeconds(1)));

    assertThat(moving()).isEmpty();
  }

  @Test
  void doesNotEndWhileNobodyComesToAVisit() {
    OrderId order = watched.get(escalated()).why().order();
    watched.moving.add(order);
    watched.lostVisits.add(
        new LateOrders.LostVisit(UUID.randomUUID(), order, NOW.atZone(ZoneOffset.UTC)));

    assertThat(moving()).isEmpty();
  }

  @Test
  void endsWithTheOrder() {
    EscalationId id = escalated();
    end(watched.get(id).why().order());

    assertThat(moving()).extracting(Escalation::id).containsExactly(id);
  }
}
